import { Temporal } from 'temporal-polyfill';

/** Days that will do. A span without an end goes on ("after the fifth"). */
export type Days =
  | { kind: 'day'; date: string }
  | { kind: 'days'; dates: string[] }
  | { kind: 'span'; from: string; to: string | null };

/** A clock time, or times between which something may begin: from the first, before the second. HH:MM of 24 hours. */
export type Times =
  | { kind: 'at'; time: string; isSure: boolean }
  | { kind: 'between'; from: string | null; to: string | null; isSure: boolean };

export type SpokenPartOfDay = 'morning' | 'afternoon' | 'evening';

/** What was ruled out: a weekday on its own is meant of every week. */
export interface Except {
  weekdays: number[];
  dates: string[];
  times: Times[];
  parts: SpokenPartOfDay[];
}

export interface Wish {
  days: Days | null;
  times: Times | null;
  part: SpokenPartOfDay | null;
  except: Except;
}

/** A day was named that does not exist, or that is another weekday than was said. */
export interface Question {
  why: 'no_such_day' | 'other_weekday';
  /** YYYY-MM-DD as it was said, also when there is no such day. */
  date: string;
  /** The days that may have been meant. */
  options: string[];
}

export interface Reading extends Wish {
  question: Question | null;
}

const partNames: Record<string, SpokenPartOfDay> = {
  am: 'morning',
  morning: 'morning',
  firstthing: 'morning',
  a: 'morning',
  pm: 'afternoon',
  afternoon: 'afternoon',
  lastthing: 'afternoon',
  p: 'afternoon',
  evening: 'evening',
  night: 'evening',
  e: 'evening',
  g: 'evening',
};

const halfOfPart: Record<SpokenPartOfDay, string> = { morning: 'a', afternoon: 'p', evening: 'e' };

/** What rewritten tokens (see rewrite.ts) say as a whole. */
export function readTokens(text: string): Reading {
  const tokens = text.split(' ');
  const part = partOf(tokens);
  const days = afterLastFix(tokens, /^[DSXK]/);
  const times = afterLastFix(tokens, /^[TR]/);
  const read = readDays(days);
  const whole = tokens.includes('night') ? 'g' : part === null ? 'u' : halfOfPart[part];
  return {
    ...read,
    times: timesOf(times, whole),
    part,
    except: withoutChosen(readExcept(tokens, whole), read.days),
  };
}

/** What was said before "no, I mean" counts only where nothing of its kind followed. */
function afterLastFix(tokens: string[], kind: RegExp): string[] {
  const last = tokens.findLastIndex((token) => kind.test(token));
  const fix = tokens.slice(0, last + 1).lastIndexOf('fix');
  const kept = tokens.slice(fix + 1).filter((token) => kind.test(token) || token === 'or' || token === 'and');
  return kept.filter((token, index) => kind.test(token) || (index > 0 && index < kept.length - 1));
}

function readDays(tokens: string[]): { days: Days | null; question: Question | null } {
  const named = tokens.filter((token) => /^[DSXK]/.test(token));
  const question = questionOf(named);
  const dates = named.filter((token) => token.startsWith('D'));
  const span = named.find((token) => token.startsWith('S'));
  if (question !== null) return { days: null, question };
  const [first, second] = dates;
  if (first === undefined) return { days: span === undefined ? null : spanOf(span), question: null };
  if (span !== undefined) return { days: { kind: 'day', date: withinSpan(first, span) }, question: null };
  if (second === undefined) return { days: { kind: 'day', date: dateOf(first) }, question: null };
  if (tokens.includes('or') || tokens.includes('and')) {
    const all = [...new Set(dates.map(dateOf))];
    return { days: { kind: 'days', dates: all }, question: null };
  }
  const exact = dates.find((token) => !token.includes('w')) ?? first;
  return { days: { kind: 'day', date: dateOf(exact) }, question: null };
}

function questionOf(tokens: string[]): Question | null {
  const asked = tokens.find((token) => /^[XK]/.test(token));
  if (asked === undefined) return null;
  const [date = '', options = ''] = asked.slice(1).split('/');
  return {
    why: asked.startsWith('X') ? 'no_such_day' : 'other_weekday',
    date,
    options: options === '' ? [] : options.split(','),
  };
}

function dateOf(token: string): string {
  return token.slice(1, 11);
}

function spanOf(token: string): Days {
  const [from = '', to = ''] = token.slice(1).split('/');
  return from === to ? { kind: 'day', date: from } : { kind: 'span', from, to: to === '' ? null : to };
}

/** "Sometime next week, maybe Tuesday": that week's. */
function withinSpan(token: string, span: string): string {
  const date = dateOf(token);
  const [from = '', to = ''] = span.slice(1).split('/');
  const isIn = date >= from && (to === '' || date <= to);
  const weekday = Number(/w(\d)$/.exec(token)?.[1] ?? 0);
  if (isIn || weekday === 0) return date;
  const start = Temporal.PlainDate.from(from);
  return start.add({ days: (weekday - start.dayOfWeek + 7) % 7 }).toString();
}

function partOf(tokens: string[]): SpokenPartOfDay | null {
  for (const token of tokens) {
    const half = /^[TR].*\d([a-z])$/.exec(token)?.[1];
    const part = partNames[half ?? (/^[a-z]{2}/.test(token) ? token : '')];
    if (part !== undefined) return part;
  }
  return null;
}

/** "This tuesday, not next tuesday": what is wished is not ruled out, whatever it was called. */
function withoutChosen(except: Except, days: Days | null): Except {
  if (days?.kind !== 'day') return except;
  const weekday = Temporal.PlainDate.from(days.date).dayOfWeek;
  return {
    ...except,
    dates: except.dates.filter((date) => date !== days.date),
    weekdays: except.weekdays.filter((other) => other !== weekday),
  };
}

/** "After ten but before noon" is one range in two halves. */
function timesOf(tokens: string[], half: string): Times | null {
  const [first, second] = tokens.filter((token) => /^[TR]/.test(token));
  if (first === undefined) return null;
  const [from = '', to = ''] = first.slice(1).split('/');
  const [otherFrom = '', otherTo = ''] = second?.slice(1).split('/') ?? [];
  const isSplit = first.startsWith('R') && second?.startsWith('R');
  if (isSplit && to === '' && otherFrom === '') return between(from, otherTo, half);
  if (isSplit && from === '' && otherTo === '') return between(otherFrom, to, half);
  return readTimes(first, half);
}

/** @param half of the day that was said for all of it, `u` if none was */
function readTimes(token: string, half: string): Times {
  if (token.startsWith('T')) return { kind: 'at', ...resolve(token.slice(1), half) };
  const [from = '', to = ''] = token.slice(1).split('/');
  return between(from, to, half);
}

function between(from: string, to: string, half: string): Times {
  const start = from === '' ? null : resolve(from, half);
  const end = to === '' ? null : resolve(to, half);
  const isSure = (start?.isSure ?? true) && (end?.isSure ?? true);
  const bounds = { from: start?.time ?? null, to: end?.time ?? null };
  if (start === null || end === null) return { kind: 'between', ...bounds, isSure };
  return { kind: 'between', ...inOrder(start, end), isSure };
}

type Clock = { time: string; isSure: boolean };

/** "Between seven and nine": the half that was guessed gives way, so that the first comes before the second. */
function inOrder(start: Clock, end: Clock): { from: string; to: string } {
  const froms = start.isSure ? [start.time] : [start.time, otherHalf(start.time)];
  const tos = end.isSure ? [end.time] : [end.time, otherHalf(end.time)];
  const pairs = tos.flatMap((to) => froms.map((from) => ({ from, to })));
  const fitting = pairs.filter(({ from, to }) => from < to && to <= latestGuess);
  const shortest = fitting.toSorted((one, other) => hoursOf(one) - hoursOf(other))[0];
  return start.time < end.time && end.time <= latestGuess && !end.isSure
    ? { from: start.time, to: end.time }
    : (shortest ?? { from: start.time, to: end.time });
}

const latestGuess = '23:59';

function hoursOf({ from, to }: { from: string; to: string }): number {
  return Number(to.slice(0, 2)) - Number(from.slice(0, 2));
}

function otherHalf(time: string): string {
  return `${pad((Number(time.slice(0, 2)) + 12) % 24)}${time.slice(2)}`;
}

function resolve(raw: string, half: string): Clock {
  const hour = Number(raw.slice(0, 2));
  const own = raw.slice(5);
  const minutes = raw.slice(2, 5);
  const said = own === 'u' ? half : own;
  // Businesses are open from about eight in the morning to about seven in the evening.
  if (said === 'u') return { time: `${pad(hour < 8 ? hour + 12 : hour)}${minutes}`, isSure: false };
  return { time: `${pad(hourIn(said, hour) % 24)}${minutes}`, isSure: true };
}

function hourIn(half: string, hour: number): number {
  if (half === 's' || hour > 12) return hour;
  const onFace = hour % 12;
  if (half === 'a') return onFace;
  if (half === 'p') return onFace + 12;
  // "Eleven noon" is an hour before it, "one noon" one after; "two at night" is long after midnight.
  if (half === 'o') return onFace >= 9 ? onFace : onFace + 12;
  return onFace === 0 || (half === 'g' && onFace < 5) ? onFace : onFace + 12;
}

function readExcept(tokens: string[], half: string): Except {
  const excluded = tokens.filter((token) => token.startsWith('N')).map((token) => token.slice(1));
  const days = excluded.filter((token) => token.startsWith('D'));
  return {
    weekdays: days.filter((token) => token.includes('w')).map((token) => Number(token.slice(-1))),
    dates: days.map(dateOf).concat(excluded.filter((token) => token.startsWith('S')).flatMap(datesOfSpan)),
    times: excluded.filter((token) => /^[TR]/.test(token)).map((token) => readTimes(token, half)),
    parts: excluded.flatMap((token) => partNames[/^[a-z]{2}/.test(token) ? token : ''] ?? []),
  };
}

/** A span that is ruled out is a week or a month at most. */
function datesOfSpan(token: string): string[] {
  const [from = '', to = ''] = token.slice(1).split('/');
  if (to === '') return [from];
  const start = Temporal.PlainDate.from(from);
  const days = start.until(to, { largestUnit: 'days' }).days;
  return Array.from({ length: days + 1 }, (_, index) => start.add({ days: index }).toString());
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
