import { joinWords } from '../../../language/join-words.ts';
import { type LocalMoment, sayTime, sayWhen } from '../../../language/say.ts';
import type { VisitRefusal } from '../store/visits.ts';
import { type HoursWords, sayHours } from './hours.ts';
import type { SpokenClosing, SpokenExtras, SpokenItem, SpokenVisit, VisitTexts } from './shape.ts';

const refusals: Record<VisitRefusal, string> = {
  no_customer: 'I cannot find your order, so I am afraid I cannot change it from here.',
  wrong_status: 'That is not possible any more.',
  past: 'That time has already passed. What time would suit you?',
  too_far: 'That is further ahead than we can plan. Which other day would you like?',
  no_such_date: 'That day is not in the calendar. Which day would you like?',
  no_such_time: 'That is not a time of day. What time would you like?',
  party_size: 'I need to know how many people will come. How many will you be?',
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
  readBack: (list, extras) => `That would be ${withExtras(items(list), extras ?? {})}. Is that right?`,
  ordered: (list, extras = {}) => `I have taken your order: ${withExtras(items(list), extras)}.`,
  noted: (extras) => `All right, for your visit: ${listExtras(extras).join(', ')}.`,
  standing: (visit, today) => `You have ordered ${sayVisit(visit, today)}.`,
  noVisit: 'I find no order under this number. What would you like to order?',
  orderChanged: (visit, wanted, today) =>
    `There is an order already: ${sayVisit(visit, today)}. Shall I change it to ${items(wanted)}?`,
  closed,
  hours: (list) => sayHours('en', list, hoursWords),
  arrivalSet: (moment, today) => `I have noted that you will come ${when(moment, today)}.`,
  arrived: 'Wonderful, I have noted that you are here. Enjoy your meal.',
  notComing: 'I have noted that you are not coming. Thank you for telling us.',
  rescheduled: (moment, today) => `Your table has been moved to ${when(moment, today)}.`,
  takeaway: 'I have noted that you will take your order away.',
  canceled: 'Your visit has been canceled.',
  calledOff: 'Your order and your visit have been canceled.',
  declined: 'That is no problem.',
  nothingToNote: 'What would you like us to know?',
  nothingOrdered: 'I need to know what you would like and how many of each. What would you like to order?',
  notOnMenu: (names, menu) =>
    `I am afraid we do not have ${joinWords(names, ', ', ' or ')}. We have ${joinWords(menu, ', ', ' and ')}. What would you like to order?`,
  refused: (code) => refusals[code],
  summary: {
    nothing: 'Nothing was settled.',
    ordered: (list) => `Ordered ${list}.`,
    noted: (extras) => `Noted: ${listExtras(extras).join(', ')}.`,
    timeOpen: 'It is open when they will come.',
    orderOpen: 'The order was not placed.',
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

const hoursWords: HoursWords = {
  sentence: (days, times) => `${days} from ${times}`,
  span: (opens, closes) => `${opens} to ${closes}`,
  run: (first, last) => `${first} to ${last}`,
  everyDay: 'every day',
  open: (parts) => `We are open ${parts}.`,
  kitchen: (parts) => `The kitchen is open ${parts}.`,
  and: ' and ',
};

function closed(closing: SpokenClosing, today: string): string {
  const { code, wish, opens, closed: closedAt, serves } = closing;
  const at = (moment: LocalMoment) =>
    moment.date === wish?.date ? `at ${sayTime('en', moment.time)}` : when(moment, today);
  const other = 'What other time would suit you?';
  if (code === 'kitchen_closed') {
    const until = closedAt === null ? '' : ` It closes ${at(closedAt)}.`;
    return `The kitchen is closed then.${until}${serves === null ? '' : ` It cooks again ${at(serves)}.`} ${other}`;
  }
  const until =
    closedAt !== null && closedAt.date === wish?.date ? `We close ${at(closedAt)}.` : 'We are closed then.';
  if (opens === null) return `${until} ${other}`;
  const kitchen =
    serves === null || (serves.date === opens.date && serves.time === opens.time)
      ? ''
      : `, and the kitchen ${at(serves)}`;
  return `${until} We open ${at(opens)}${kitchen}. ${other}`;
}

function sayVisit(visit: SpokenVisit, today: string): string {
  const dishes = visit.items === null ? (visit.orderDetails ?? 'nothing yet') : items(visit.items);
  const time = visit.expected === null ? '' : `, ${when(visit.expected, today)}`;
  // An order that came as text holds its notes.
  return `${withExtras(dishes, visit.items === null ? { partySize: visit.partySize ?? null } : visit)}${time}`;
}

function withExtras(dishes: string, extras: SpokenExtras): string {
  return [dishes, ...listExtras(extras)].join(', ');
}

function listExtras({ partySize, allergies, notes }: SpokenExtras): string[] {
  return [
    ...(partySize
      ? [`for ${partySize === 1 ? 'one person' : `${numbers[partySize] ?? partySize} people`}`]
      : []),
    ...(allergies ? [`with allergies: ${allergies}`] : []),
    ...(notes ? [`with the note: ${notes}`] : []),
  ];
}

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
