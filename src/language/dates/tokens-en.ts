import { normalize } from '../normalize.ts';
import { ordinals, teens, tens, units } from '../words/numbers-en.ts';
import { wordValue } from '../words/segment.ts';

const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

const single: Record<string, string> = {
  today: 'today',
  tonight: 'today evening',
  tomorrow: 'tomorrow',
  tmrw: 'tomorrow',
  yesterday: 'yesterday',
  next: 'next',
  following: 'next',
  coming: 'this',
  this: 'this',
  last: 'last',
  the: 'the',
  of: 'of',
  in: 'in',
  day: 'day',
  days: 'day',
  week: 'week',
  weeks: 'week',
  at: 'at',
  around: 'at',
  about: 'at',
  by: 'at',
  am: 'am',
  pm: 'pm',
  "o'clock": 'oclock',
  oclock: 'oclock',
  morning: 'morning',
  mornings: 'morning',
  afternoon: 'afternoon',
  afternoons: 'afternoon',
  evening: 'evening',
  night: 'evening',
  noon: 'noon',
  midday: 'noon',
  noontime: 'noon',
  midnight: 'midnight',
  half: 'half',
  quarter: 'quarter',
  past: 'past',
  after: 'past',
  to: 'to',
  till: 'to',
  before: 'to',
  minutes: 'minute',
  minute: 'minute',
  or: 'or',
  from: 'from',
};

/** Words that may stand beside a bare "ten" without making it something else than a time. */
const harmless = new Set(
  "on for um uh er yes yeah yep okay ok no sure please then is would will be it i i'll i'd let's let us do say how what can could we you make take maybe perhaps works work fine good great perfect like me better thanks thank want prefer that have anything there so well just book hour".split(
    ' ',
  ),
);

/** "This one" and "the first one" are no numbers. */
const pointing = new Set(
  'the this that which any next other first second third last earlier later wrong'.split(' '),
);

/** The words of an English text as tokens that the date and time grammar reads (see grammar.ts). */
export function englishTokens(text: string): string {
  const words = normalize(text)
    .replace(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, ' d$1~$2~$3 ')
    .replace(/\b(\d{1,2})\/(\d{1,2})(?:\/(20\d\d))?\b/g, ' m$1 n$2 n$3 ')
    .replace(/\b(\d{1,2})[:.](\d{2})(?=\s*[ap]\.?\s?m\b|\b)/g, ' c$1:$2 ')
    .replace(/(\d|\b)([ap])\.? ?m\b\.?/g, '$1 $2m ')
    .replace(/\bday after tomorrow\b/g, 'overmorrow')
    // "May I" is no month.
    .replace(/\bmay (?=(?:i|we|you|be|have)\b)/g, 'might ')
    .replace(/[^\p{L}\p{N}:~']+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
  return tokensOf(words).join(' ');
}

function tokensOf(words: string[]): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < words.length; ) {
    const [token, length] = tokenAt(words, at);
    // "I am free" is no morning.
    const isVerb = token === 'am' && !/^[nc]\d/.test(tokens.at(-1) ?? '');
    if (token !== '' && !isVerb) tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(words: string[], at: number): [token: string, length: number] {
  const word = words[at] ?? '';
  if (/^(?:d\d+~\d+~\d+|m\d{1,2}|n\d*|c\d{1,2}:\d{2})$/.test(word)) return [word === 'n' ? '' : word, 1];
  if (word === 'overmorrow') return ['overmorrow', 1];
  if (word === 'one' && isPointedAt(words, at)) return ['choice', 1];
  return numberAt(words, at) ?? calendarWord(word) ?? [single[word] ?? (harmless.has(word) ? '' : '_'), 1];
}

/** "The third one", but not the one of "june the third, one thirty". */
function isPointedAt(words: string[], at: number): boolean {
  const isInDate = words.slice(Math.max(0, at - 3), at - 1).some((word) => calendarWord(word) !== null);
  return pointing.has(words[at - 1] ?? '') && !isInDate;
}

function numberAt(words: string[], at: number): [string, number] | null {
  const word = words[at] ?? '';
  const figure = /^(\d+)(st|nd|rd|th)?$/.exec(word);
  if (figure) return [`${figure[2] ? 'o' : 'n'}${Number(figure[1])}`, 1];
  const ten = wordValue(word, tens);
  if (ten !== null) return tensAt(ten, words[at + 1]);
  const cardinal = wordValue(word, units) ?? wordValue(word, teens);
  if (cardinal !== null) return [`n${cardinal}`, 1];
  const ordinal = wordValue(word, ordinals);
  return ordinal === null ? null : [`o${ordinal}`, 1];
}

function tensAt(ten: number, next: string | undefined): [string, number] {
  const ordinal = wordValue(next, ordinals);
  if (ordinal !== null && ordinal < 10) return [`o${ten + ordinal}`, 2];
  const unit = wordValue(next, units);
  return unit === null || unit === 0 ? [`n${ten}`, 1] : [`n${ten + unit}`, 2];
}

function calendarWord(word: string): [string, number] | null {
  const bare = word.replace(/'?s$/, '');
  const weekday = weekdays.findIndex((name) => name === bare || isShort(word, name));
  if (weekday >= 0) return [`w${weekday + 1}`, 1];
  const month = months.findIndex((name) => name === word || isShort(word, name));
  return month < 0 ? null : [`m${month + 1}`, 1];
}

function isShort(word: string, name: string): boolean {
  return shortForms.has(word) && name.startsWith(word.slice(0, 3));
}

const shortForms = new Set(
  'mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);
