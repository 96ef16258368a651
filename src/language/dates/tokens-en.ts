import { ordinals, teens, tens, units } from '../words/numbers-en.ts';
import { wordValue } from '../words/segment.ts';
import { englishPhrases } from './phrases-en.ts';

const weekdays = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** Words and the token of each; `token: words` a line. */
const single = tableOf({
  'today evening': 'tonight',
  tomorrow: 'tomorrow tmrw',
  next: 'next following',
  this: 'this coming upcoming',
  last: 'last',
  day: 'day days',
  week: 'week weeks',
  weekend: 'weekend weekends',
  month: 'month months',
  hour: 'hour hours',
  minute: 'minute minutes',
  at: 'at by',
  about: 'around about approximately roughly',
  oclock: "o'clock oclock",
  morning: 'morning mornings',
  afternoon: 'afternoon afternoons arvo',
  evening: 'evening evenings',
  night: 'night nights',
  noon: 'noon midday noontime',
  past: 'past',
  until: 'till til until through thru',
  a: 'a an',
  lunch: 'lunch lunchtime',
  start: 'start beginning',
  mid: 'mid middle',
  fix: 'no sorry wait actually correction instead rather nope',
});

/** Their own tokens. */
const own = new Set(
  'today overmorrow yesterday now the of in on to from before after and or between am pm midnight half quarter work school early late later end not except bad fix but onward earlier firstthing lastthing weekdays choice'.split(
    ' ',
  ),
);

/** Words that may stand beside a bare "ten" without making it something else than a time. */
const harmless = new Set(
  "for um uh er erm hmm yes yeah yep okay ok sure please then is would will it i i'll i'd let's let us do say how what can could we you make take maybe perhaps works work fine good great perfect like me better thanks thank want prefer that have anything there so well just book any time sometime anytime anywhere works be your my our some possible also either".split(
    ' ',
  ),
);

/** "This one" and "the first one" are no numbers. */
const pointing = new Set(
  'the this that which any next other first second third last earlier later wrong following after'.split(' '),
);

/** The words of a normalized English text as tokens (see rewrite.ts). */
export function englishTokens(text: string): string {
  const words = englishPhrases(text)
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
    const isVerb = token === 'am' && !/^[nc]\d|^half$|^oclock$/.test(tokens.at(-1) ?? '');
    if (token !== '' && !isVerb) tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(words: string[], at: number): [token: string, length: number] {
  const word = words[at] ?? '';
  if (/^(?:d\d+~\d+~\d+|m\d{1,2}|o\d{1,2}|c\d{1,2}:\d{2}|h~[a-z~]+)$/.test(word)) return [word, 1];
  if (word === 'one' && isPointedAt(words, at)) return ['choice', 1];
  return numberAt(words, at) ?? calendarWord(words, at) ?? [plainToken(word), 1];
}

function plainToken(word: string): string {
  const bare = word.replace(/'s$/, '');
  if (own.has(bare)) return bare;
  return single.get(bare) ?? (harmless.has(word) ? '' : '_');
}

/** "The third one", but not the one of "june the third, one thirty". */
function isPointedAt(words: string[], at: number): boolean {
  const isInDate = words
    .slice(Math.max(0, at - 3), at - 1)
    .some((_, index) => calendarWord(words, Math.max(0, at - 3) + index) !== null);
  return pointing.has(words[at - 1] ?? '') && !isInDate;
}

function numberAt(words: string[], at: number): [string, number] | null {
  const word = words[at] ?? '';
  const figure = /^(\d+)(st|nd|rd|th)?$/.exec(word);
  if (figure) return [`${figure[2] ? 'o' : 'n'}${Number(figure[1])}`, 1];
  const ten = wordValue(word, tens);
  if (ten !== null) return tensAt(ten, words[at + 1]);
  const cardinal = wordValue(word, units) ?? wordValue(word, teens);
  // "Fourteen hundred" of the 24 hours
  const isHours = cardinal !== null && (cardinal >= 10 || words[at + 2] === 'hours');
  if (isHours && words[at + 1] === 'hundred')
    return [`c${String(cardinal).padStart(2, '0')}:00`, words[at + 2] === 'hours' ? 3 : 2];
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

function calendarWord(words: string[], at: number): [string, number] | null {
  const word = words[at] ?? '';
  const bare = word.replace(/'?s$/, '');
  const weekday = weekdays.findIndex((name) => name === bare || isShort(words, at, name));
  if (weekday >= 0) return [`w${weekday + 1}`, 1];
  const month = months.findIndex((name) => name === word || isShort(words, at, name));
  return month < 0 ? null : [`m${month + 1}`, 1];
}

function isShort(words: string[], at: number, name: string): boolean {
  const word = words[at] ?? '';
  // "I sat down", "the sun"
  if (/^(?:sat|sun)$/.test(word) && /^(?:the|i|we|he|she|they)$/.test(words[at - 1] ?? '')) return false;
  return shortForms.has(word) && name.startsWith(word.slice(0, 3));
}

const shortForms = new Set(
  'mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
);

function tableOf(lines: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(lines).flatMap(([token, words]) => words.split(' ').map((word) => [word, token] as const)),
  );
}
