import type { Expectation, Hearing, WordList } from '../../../../embedded/speech/expectation.ts';
import { spokenWords } from '../../../../embedded/speech/grammar.ts';
import type { Moment } from '../../../../simulation/rehearsal.ts';
import type { VisitKind } from '../../visit-kind.ts';
import { arrivals, dishes as commonDishes, orderLeads, recoveries } from './phrases.ts';

/** What a guest who is called about their visit may say next. */
export function hearVisits(kind: VisitKind) {
  return ({ expects, slice: { menu } }: Moment<{ menu: string[] }>): Hearing => ({
    said: said[kind][expects],
    rules,
    lists: dishLists(menu),
    suggestions: suggestions(kind, expects, menu),
  });
}

const rules = [
  // At 8 kHz "ten" and "two" are told apart by chance.
  '<count> = two | three | four | five | six',
  '<item> = ( a | one ) <one> | <count> <many>',
  `<order> = [ ${orderLeads} ] <item> [ and <item> [ and <item> ] ] [ please ]`,
  '<change> = without the <one> | instead of the <one> <item>',
  `<arrival> = ${arrivals.join(' | ')}`,
  `<recovery> = ${recoveries.join(' | ')}`,
  "<coming> = ( i'll be there | i will be there | i'm coming ) <delay> | [ tomorrow ] <time> | <delay> | tomorrow [ <part> ]",
];

/** The menu as far as it can be heard, one of each and several; a dish without a plural is heard as it is. */
function dishLists(menu: string[]): WordList[] {
  const served = menu.map(spokenWords).filter((dish) => dish !== '');
  const several = (dishes: string[]) => dishes.map((dish) => `${dish}s`);
  return [
    { rule: 'one', anyOf: [served], otherwise: commonDishes },
    {
      rule: 'many',
      anyOf: [several(served), served, several(commonDishes)],
      otherwise: commonDishes,
    },
  ];
}

/** What is listened for, the likeliest with the largest weight; ways out of it with a small one. */
const said: Record<VisitKind, Record<Expectation['expects'], string>> = {
  order: {
    yes_no: '/40/ <answer> | /12/ [ no | yes ] <order> | /4/ <manner> | /3/ <courtesy> | /2/ <change>',
    open: '/40/ <order> | /5/ <answer> | /4/ <manner> | /4/ <courtesy> | /3/ <change>',
    date_time: '/40/ [ yes | okay ] <coming> | /4/ <answer> | /4/ <order> | /3/ <manner> | /3/ <courtesy>',
    phone_number: '/40/ [ yes | sure ] <phone> | /3/ <answer> | /2/ <manner> | /2/ <courtesy>',
  },
  arrival: {
    yes_no: '/30/ <answer> | /20/ <arrival> | /8/ [ no ] <coming> | /4/ <manner> | /3/ <courtesy>',
    open: '/20/ <answer> | /10/ <arrival> | /8/ <coming> | /6/ <courtesy> | /4/ <manner>',
    date_time: '/40/ <coming> | /6/ <arrival> | /4/ <answer> | /3/ <manner> | /3/ <courtesy>',
    phone_number: '/40/ [ yes | sure ] <phone> | /3/ <answer> | /2/ <manner> | /2/ <courtesy>',
  },
  recovery: {
    yes_no: '/40/ <answer> | /8/ <recovery> | /6/ [ no | yes ] <coming> | /4/ <manner> | /3/ <courtesy>',
    open: '/30/ <recovery> | /8/ <answer> | /6/ <coming> | /5/ <courtesy> | /4/ <manner>',
    date_time:
      '/40/ [ yes | okay ] ( /2/ <coming> | /1/ <when> ) | /5/ <recovery> | /4/ <answer> | /3/ <manner> | /3/ <courtesy>',
    phone_number: '/40/ [ yes | sure ] <phone> | /3/ <answer> | /2/ <manner> | /2/ <courtesy>',
  },
};

/** Three to five things to say next, each inside the grammar. */
function suggestions(kind: VisitKind, expects: Expectation['expects'], menu: string[]): string[] {
  const [first = 'kebab', second = 'lemonade'] = menu.map(spokenWords);
  if (expects === 'date_time')
    return ['at eight', 'in half an hour', 'tomorrow at eight', 'call me tomorrow'];
  if (kind === 'order') {
    const order = `i would like two ${first}s and a ${second}`;
    return expects === 'yes_no'
      ? ['yes', 'no', order, 'call me tomorrow afternoon', 'not now']
      : [order, `three ${first}s`, "that's all", 'i am not interested'];
  }
  if (kind === 'arrival') return ['yes i have arrived', 'not yet', 'in half an hour', 'i am not coming'];
  return expects === 'yes_no'
    ? ['yes', 'no', 'takeaway', 'another day please']
    : ['another time', 'takeaway please', 'please cancel it', 'tomorrow at eight'];
}
