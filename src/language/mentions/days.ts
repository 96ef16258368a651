import { Temporal } from 'temporal-polyfill';
import {
  type Calendar,
  gregorian,
  jalali,
  nextAfter,
  weekdayOfMonth,
  weekdayOfWeek,
} from '../dates/calendar.ts';
import { findSpans, type Rule, type Span } from './spans.ts';

/**
 * What words say of a day, as far as they say it: "Monday" is any Monday, "the thirtieth" that of any month. `weekday` is
 * 1 for Monday; `dates` (YYYY-MM-DD) are all that it can be: one for "tomorrow", two for "next Monday".
 */
export interface DayMention {
  weekday?: number;
  day?: number;
  month?: number;
  year?: number;
  isJalali?: boolean;
  dates?: string[];
}

export type Days = Pick<Calendar, 'today' | 'weekStart'>;

const year = '(?: (?:in )?n(\\d{4}))?';

/** In tokens (dates/rewrite.ts); what says most comes first. */
const rules: Array<Rule<DayMention, Days>> = [
  [
    /(?:\bw(\d) (?:_ )?)?\bd(\d{4})~(\d+)~(\d+)/g,
    ([, w, y, m, d]) => isoDay(w, Number(y), Number(m), Number(d)),
  ],
  [
    new RegExp(
      `(?:\\bw(\\d) )?(?:\\bthe )?\\b[on](\\d{1,2}) (?:of )?([mj])(\\d+)\\b${year}(?! (?:the )?o)`,
      'g',
    ),
    ([, w, d, kind, m, y]) => monthDay(w, kind, Number(m), Number(d), y),
  ],
  [
    new RegExp(`(?:\\bw(\\d) )?\\b([mj])(\\d+) (?:the )?[on](\\d{1,2})\\b(?!:)${year}`, 'g'),
    ([, w, kind, m, d, y]) => monthDay(w, kind, Number(m), Number(d), y),
  ],
  [
    /\bo(\d) w(\d) (?:of |in )?(?:the )?([mj])(\d+)/g,
    ([, n, w, , m], { today }) => nthWeekday(Number(n), Number(w), Number(m), today),
  ],
  [
    /\blast w(\d) (?:of |in )?(?:the )?([mj])(\d+)/g,
    ([, w, , m], { today }) => nthWeekday(-1, Number(w), Number(m), today),
  ],
  [/\byesterday\b(?: w(\d))?/g, ([, w], { today }) => exactly(today.subtract({ days: 1 }), w)],
  [/\bovermorrow\b(?: w(\d))?/g, ([, w], { today }) => exactly(today.add({ days: 2 }), w)],
  [/(?:\bw(\d) )?\btomorrow\b(?: w(\d))?/g, ([, a, b], { today }) => exactly(today.add({ days: 1 }), a ?? b)],
  [/\btoday\b(?: w(\d))?/g, ([, w], { today }) => exactly(today, w)],
  [
    /\bin (?:_ )?n(\d+) (day|week)|\bn(\d+) (day|week) (?:later|next|from)/g,
    ([, a, unitA, b, unitB], { today }) => exactly(today.add(span(Number(a ?? b), unitA ?? unitB))),
  ],
  [/\bin _ (day|week)\b/g, ([, unit], { today }) => exactly(today.add(span(1, unit)))],
  [
    /\bw(\d) next week|\bnext week w(\d)/g,
    ([, a, b], days) => exactly(weekdayOfWeek(Number(a ?? b), 1, days)),
  ],
  [
    /\bnext w(\d)|\bw(\d) next\b/g,
    ([, a, b], days) => {
      const weekday = Number(a ?? b);
      const either = [nextAfter(days.today, weekday), weekdayOfWeek(weekday, 1, days)].map(String);
      return { dates: [...new Set(either)] };
    },
  ],
  [/\bw(\d) (?:the )?o(\d{1,2})\b(?! choice)/g, ([, w, d]) => ({ weekday: Number(w), day: Number(d) })],
  [/\bthe o(\d{1,2})\b(?! choice| _| w\d|$(?<=the o[123]))/g, ([, d]) => ({ day: Number(d) })],
  [/\bthis w(\d)/g, ([, w], { today }) => exactly(nextAfter(today, Number(w)))],
  [/\bw(\d)\b/g, ([, w]) => ({ weekday: Number(w) })],
  [/\bo([4-9]|\d\d)\b(?! _)/g, ([, d]) => ({ day: Number(d) })],
];

function exactly(day: Temporal.PlainDate, weekday?: string): DayMention {
  return { dates: [day.toString()], ...weekdayOf(weekday) };
}

/** Every day that the tokens name, in their order. */
export function findDays(tokens: string, days: Days): Array<Span<DayMention>> {
  return findSpans(tokens, rules, days);
}

/** Whether the words can mean this day, YYYY-MM-DD. */
export function isThatDay(mention: DayMention, date: string): boolean {
  const plain = Temporal.PlainDate.from(date);
  const { year: y, month, day } = (mention.isJalali ? jalali : gregorian).read(plain);
  return (
    (mention.dates === undefined || mention.dates.includes(date)) &&
    (mention.weekday === undefined || mention.weekday === plain.dayOfWeek) &&
    (mention.day === undefined || mention.day === day) &&
    (mention.month === undefined || mention.month === month) &&
    (mention.year === undefined || mention.year === y)
  );
}

/** "Tuesday, December 2" in a year in which that is a Wednesday; the next two years are looked at. */
export function isImpossible(mention: DayMention, { today }: Days): boolean {
  const { dates, weekday, day, month, isJalali } = mention;
  if (dates) return !dates.some((date) => isThatDay(mention, date));
  if (day === undefined || month === undefined) return false;
  const system = isJalali ? jalali : gregorian;
  const local = system.read(today).year;
  const years = mention.year ? [mention.year] : monthIsPast(mention, today) ? [local, local + 1] : [local];
  const possible = years.flatMap((y) => {
    const date = system.make({ year: y, month, day });
    return date === null ? [] : [date];
  });
  if (weekday === undefined) return possible.length === 0 && !(month === 2 && day === 29);
  return !possible.some((date) => date.dayOfWeek === weekday);
}

function monthIsPast({ month = 1, day = 1, isJalali }: DayMention, today: Temporal.PlainDate): boolean {
  const local = (isJalali ? jalali : gregorian).read(today);
  return month < local.month || (month === local.month && day < local.day);
}

function weekdayOf(weekday: string | undefined): Pick<DayMention, 'weekday'> {
  return weekday === undefined ? {} : { weekday: Number(weekday) };
}

/** Years before 1700 are Jalali. */
function isoDay(weekday: string | undefined, y: number, month: number, day: number): DayMention {
  return { ...weekdayOf(weekday), year: y, month, day, ...(y < 1700 && { isJalali: true }) };
}

function monthDay(
  weekday: string | undefined,
  kind: string | undefined,
  month: number,
  day: number,
  y: string | undefined,
): DayMention | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return {
    ...weekdayOf(weekday),
    month,
    day,
    ...(y !== undefined && { year: Number(y) }),
    ...(kind === 'j' && { isJalali: true }),
  };
}

function nthWeekday(n: number, weekday: number, month: number, today: Temporal.PlainDate): DayMention | null {
  const year = month < today.month ? today.year + 1 : today.year;
  const day = weekdayOfMonth(weekday, n, { year, month, day: 1 }, gregorian);
  return day === null ? null : exactly(day);
}

function span(count: number, unit: string | undefined): Temporal.DurationLike {
  return unit === 'week' ? { weeks: count } : { days: count };
}
