import { joinWords } from '../../../language/join-words.ts';
import { type LocalMoment, sayWhen } from '../../../language/say.ts';
import type { VisitRefusal } from '../store/visits.ts';
import type { SpokenItem, VisitTexts } from './shape.ts';

const refusals: Record<VisitRefusal, string> = {
  no_customer: 'I cannot find your order, so I am afraid I cannot change it from here.',
  wrong_status: 'That is not possible any more.',
  past: 'That time has already passed. What time would suit you?',
  too_far: 'That is further ahead than we can plan. Which other day would you like?',
  no_such_date: 'That day is not in the calendar. Which day would you like?',
  no_such_time: 'That is not a time of day. What time would you like?',
  call_ended: 'This call is already over.',
};

const when = (moment: LocalMoment, today: string) => sayWhen('en', moment, today);

export const english: VisitTexts = {
  orderErrand: 'I am calling to take your order for your visit. Would you like to order now?',
  orderWelcome: 'What would you like to order?',
  arrivalErrand: (expected, today) =>
    expected === null
      ? 'We are expecting you today. Have you arrived?'
      : `We were expecting you ${when(expected, today)}. Have you arrived?`,
  recoveryErrand: (missed, today) =>
    `We missed you${missed === null ? '' : ` ${when(missed, today)}`}. Would you like to come at another time, have your order as takeaway, or cancel it?`,
  errandInShort: {
    order: 'about your order',
    arrival: 'to ask whether you have arrived',
    recovery: 'about your visit, which you missed',
  },
  items,
  readBack: (list, notes) => {
    const also = notes === null ? '' : `, with the note: ${notes}`;
    return `That would be ${items(list)}${also}. Is that right?`;
  },
  ordered: (list) => `I have taken your order: ${items(list)}.`,
  arrivalSet: (moment, today) => `I have noted that you will come ${when(moment, today)}.`,
  arrived: 'Wonderful, I have noted that you are here. Enjoy your meal.',
  notComing: 'I have noted that you are not coming. Thank you for telling us.',
  rescheduled: (moment, today) => `Your table has been moved to ${when(moment, today)}.`,
  takeaway: 'I have noted that you will take your order away.',
  canceled: 'Your visit has been canceled.',
  declined: 'That is no problem.',
  nothingOrdered: 'I need to know what you would like and how many of each. What would you like to order?',
  notOnMenu: (names, menu) =>
    `I am afraid we do not have ${joinWords(names, ', ', ' or ')}. We have ${joinWords(menu, ', ', ' and ')}. What would you like to order?`,
  refused: (code) => refusals[code],
  summary: {
    nothing: 'Nothing was settled.',
    ordered: (list) => `Ordered ${list}.`,
    arrivalSet: (moment) => `Expected ${moment}.`,
    arrived: 'Has arrived.',
    notComing: 'Said that they are not coming.',
    rescheduled: (moment) => `Moved the visit to ${moment}.`,
    takeaway: (notes) => `Takes the order away${notes === null ? '' : ` (${notes})`}.`,
    canceled: 'Canceled the visit.',
    declined: 'Did not want to order.',
  },
};

const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** "Two kebabs without onions and one lemonade". */
function items(list: SpokenItem[]): string {
  const said = list.map(({ name, quantity, notes }) => {
    const thing = quantity === 1 ? name : plural(name);
    return `${numbers[quantity] ?? quantity} ${thing}${notes === null ? '' : ` ${notes}`}`;
  });
  return joinWords(said, ', ', ' and ');
}

/** Names of dishes are said as they were heard; one that is plural already stays so. */
function plural(name: string): string {
  if (/(?:[sxz]|ch|sh)$/i.test(name)) return /(?:ss|[xz]|ch|sh)$/i.test(name) ? `${name}es` : name;
  return /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
