import { Temporal } from 'temporal-polyfill';
import { type Calendar, gregorian, jalali } from './dates/calendar.ts';
import { dayRules } from './dates/day-rules.ts';
import {
  type Days,
  type Question,
  type Reading,
  readTokens,
  type SpokenPartOfDay,
  type Wish,
} from './dates/reading.ts';
import { type Rule, rewrite, rule } from './dates/rewrite.ts';
import { exclusionRules, spanRules } from './dates/span-rules.ts';
import { timeRules } from './dates/time-rules.ts';
import { englishTokens } from './dates/tokens-en.ts';
import { persianTokens } from './dates/tokens-fa.ts';
import { markWrittenDates } from './dates/written-dates.ts';
import { parseSpokenDelay } from './delays.ts';
import { normalize } from './normalize.ts';
import { knownLanguage } from './tags.ts';

export type { SpokenPartOfDay };

export interface DateContext {
  language: string;
  /** The business's local day, YYYY-MM-DD. */
  today: string;
  /** ISO 3166 country: 03/04 is March 4 or April 3 by it. */
  region?: string;
}

export interface WhenContext extends DateContext {
  /** The local time, HH:MM: "in half an hour" is counted from it. */
  now?: string;
}

export interface SpokenDate {
  /** YYYY-MM-DD, also when there is no such day. */
  date: string;
  /** False for the thirtieth of February. */
  exists: boolean;
}

export interface SpokenTime {
  /** HH:MM on a 24 hour clock. */
  time: string;
  /** False when morning or afternoon was not said and the likelier one was taken. */
  isSure: boolean;
}

/** What somebody said of days and times. */
export type When =
  | { kind: 'nothing' }
  /** No such day, or another weekday: which of the days is meant has to be asked. The rest of the wish stands. */
  | ({ kind: 'ask' } & Question & Omit<Wish, 'days'>)
  | ({ kind: 'wish'; delayMinutes: number | null } & Wish);

/** The local calendar day of an instant (milliseconds since the epoch). */
export function localDay(now: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * Days and times in a spoken or typed text: "next monday", "the twenty fourth", "any day but tuesday", "between two and
 * four", «سه‌شنبه هفته بعد», «سوم آذر». A bare weekday is the next one after today; a day without a year is the next one
 * unless it has only just passed. What replaces a slip of the tongue counts ("tuesday, no, wednesday").
 */
export function readWhen(text: string, context: WhenContext): When {
  const delay = delayed(text, context);
  if (delay !== null) return delay;
  const { question, ...wish } = read(text, context);
  if (question !== null) {
    const { days: _, ...rest } = wish;
    return { kind: 'ask', ...question, ...rest };
  }
  return isEmpty(wish) ? { kind: 'nothing' } : { kind: 'wish', delayMinutes: null, ...wish };
}

/** The one day that a text names: the first of several, and of a week. */
export function parseSpokenDate(text: string, context: DateContext): SpokenDate | null {
  const { days, question } = read(text, context);
  if (question !== null) return { date: question.date, exists: question.why !== 'no_such_day' };
  const date = days === null ? null : firstDay(days);
  return date === null ? null : { date, exists: true };
}

/** The clock time in a text: "ten", "half past two", "2 pm", «ده و نیم صبح». */
export function parseSpokenTime(text: string, context: DateContext): SpokenTime | null {
  const { times } = read(text, context);
  return times?.kind === 'at' ? { time: times.time, isSure: times.isSure } : null;
}

/** "in the afternoon", «صبح»: null when none was said. */
export function parsePartOfDay(text: string, context: DateContext): SpokenPartOfDay | null {
  return read(text, context).part;
}

/** Whether a day is among those that will do. */
export function admits({ days, except }: Pick<Wish, 'days' | 'except'>, date: string): boolean {
  const isRuledOut =
    except.dates.includes(date) || except.weekdays.includes(Temporal.PlainDate.from(date).dayOfWeek);
  if (isRuledOut || days === null) return !isRuledOut;
  if (days.kind === 'day') return days.date === date;
  if (days.kind === 'days') return days.dates.includes(date);
  return days.from <= date && (days.to === null || date <= days.to);
}

const longestWeek = 7;

function firstDay(days: Days): string | null {
  if (days.kind === 'day') return days.date;
  if (days.kind === 'days') return days.dates[0] ?? null;
  const { from, to } = days;
  if (from === '' || to === null) return null;
  const length = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days + 1;
  return length > longestWeek ? null : from;
}

function isEmpty({ days, times, part, except }: Wish): boolean {
  const isExcluding = Object.values(except).some((excluded) => excluded.length > 0);
  return days === null && times === null && part === null && !isExcluding;
}

function delayed(text: string, { language, today, now }: WhenContext): When | null {
  const delayMinutes = parseSpokenDelay(text, language);
  if (delayMinutes === null) return null;
  const none = { part: null, except: { weekdays: [], dates: [], times: [], parts: [] } };
  if (now === undefined) return { kind: 'wish', delayMinutes, days: null, times: null, ...none };
  const at = Temporal.PlainDateTime.from(`${today}T${now}`).add({ minutes: delayMinutes });
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    kind: 'wish',
    delayMinutes,
    days: { kind: 'day', date: at.toPlainDate().toString() },
    times: { kind: 'at', time, isSure: true },
    ...none,
  };
}

/** Telephone numbers, said digit by digit or in groups, are no times. */
const numberRules: Rule[] = [
  rule('(?:n\\d+ ){4,}n\\d+|(?:n\\d+ )*n\\d{3,}(?: n\\d+)*', () => '_'),
  rule('on (D\\S+)|at ([DS]\\S+)', ([one, other]) => one || other || null),
];

const rules: Rule[] = [...dayRules, ...spanRules, ...numberRules, ...timeRules, ...exclusionRules];

/** One text is read for its date, its time and its part of the day, one after the other. */
let latest: { key: string; reading: Reading } | null = null;

function read(text: string, context: DateContext): Reading {
  const key = [context.language, context.today, context.region, text].join('|');
  if (latest?.key !== key) latest = { key, reading: readAnew(text, context) };
  return latest.reading;
}

function readAnew(text: string, context: DateContext): Reading {
  const calendar = calendarOf(context);
  const isPersian = calendar.months === jalali;
  const marked = markWrittenDates(normalize(text), { region: calendar.region, isJalali: isPersian });
  const tokens = knownLanguage(context.language) === 'fa' ? persianTokens(marked) : englishTokens(marked);
  // However long somebody rambles, a row of other words is one.
  return readTokens(rewrite(tokens.replace(/_(?: _)+/g, '_'), rules, calendar));
}

function calendarOf({ language, today, region }: DateContext): Calendar {
  const isPersian = knownLanguage(language) === 'fa';
  return {
    today: Temporal.PlainDate.from(today),
    weekStart: isPersian ? 6 : 1,
    months: isPersian ? jalali : gregorian,
    region: region ?? 'US',
  };
}
