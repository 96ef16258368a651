import { Temporal } from 'temporal-polyfill';
import { fromJalali, toJalali } from '../dates/jalali.ts';
import { findSpans, type Rule, type Span } from './spans.ts';

/**
 * What words say of a day, as far as they say it: "Monday" is any Monday, "the thirtieth" that of any month. `weekday` is
 * 1 for Monday; `date` (YYYY-MM-DD) is what only one day can be, "tomorrow"; `dates` leave a choice, as "next Monday" does.
 */
export interface DayMention {
  weekday?: number;
  day?: number;
  month?: number;
  year?: number;
  isJalali?: boolean;
  dates?: string[];
}

export interface Days {
  today: Temporal.PlainDate;
  /** The first day of a week: 1 for Monday, 6 for Saturday in Iran. */
  weekStart: number;
}

const year = '(?: (?:in )?n(\\d{4}))?';

/** In tokens (dates/date-grammar.ts); what says most comes first. */
function rulesFor({ today, weekStart }: Days): Array<Rule<DayMention>> {
  const exactly = (day: Temporal.PlainDate, weekday?: string): DayMention => ({
    dates: [day.toString()],
    ...weekdayOf(weekday),
  });
  const upcoming = (weekday: number) => today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
  const nextWeek = today.add({ days: ((weekStart - today.dayOfWeek + 6) % 7) + 1 });
  return [
    [
      /(?:\bw(\d) (?:_ )?)?\bd(\d{4})~(\d+)~(\d+)/,
      ([, w, y, m, d]) => isoDay(w, Number(y), Number(m), Number(d)),
    ],
    [
      new RegExp(
        `(?:\\bw(\\d) )?(?:\\bthe )?\\b[on](\\d{1,2}) (?:of )?([mj])(\\d+)\\b${year}(?! (?:the )?o)`,
      ),
      ([, w, d, kind, m, y]) => monthDay(w, kind, Number(m), Number(d), y),
    ],
    [
      new RegExp(`(?:\\bw(\\d) )?\\b([mj])(\\d+) (?:the )?[on](\\d{1,2})\\b(?!:)${year}`),
      ([, w, kind, m, d, y]) => monthDay(w, kind, Number(m), Number(d), y),
    ],
    [
      /\bo(\d) w(\d) (?:of |in )?(?:the )?([mj])(\d+)/,
      ([, n, w, , m]) => nthWeekday(Number(n), Number(w), Number(m), today),
    ],
    [
      /\blast w(\d) (?:of |in )?(?:the )?([mj])(\d+)/,
      ([, w, , m]) => nthWeekday(-1, Number(w), Number(m), today),
    ],
    [/\byesterday\b(?: w(\d))?/, ([, w]) => exactly(today.subtract({ days: 1 }), w)],
    [/\bovermorrow\b(?: w(\d))?/, ([, w]) => exactly(today.add({ days: 2 }), w)],
    [/(?:\bw(\d) )?\btomorrow\b(?: w(\d))?/, ([, a, b]) => exactly(today.add({ days: 1 }), a ?? b)],
    [/\btoday\b(?: w(\d))?/, ([, w]) => exactly(today, w)],
    [
      /\bin (?:_ )?n(\d+) (day|week)|\bn(\d+) (day|week) (?:later|next|from)/,
      ([, a, unitA, b, unitB]) => exactly(today.add(span(Number(a ?? b), unitA ?? unitB))),
    ],
    [/\bin _ (day|week)\b/, ([, unit]) => exactly(today.add(span(1, unit)))],
    [
      /\bw(\d) next week|\bnext week w(\d)/,
      ([, a, b]) => exactly(inWeek(nextWeek, Number(a ?? b), weekStart)),
    ],
    [
      /\bnext w(\d)|\bw(\d) next\b/,
      ([, a, b]) => {
        const weekday = Number(a ?? b);
        const days = [upcoming(weekday), inWeek(nextWeek, weekday, weekStart)].map(String);
        return { dates: [...new Set(days)] };
      },
    ],
    [/\bw(\d) (?:the )?o(\d{1,2})\b(?! choice)/, ([, w, d]) => ({ weekday: Number(w), day: Number(d) })],
    [/\bthe o(\d{1,2})\b(?! choice| _| w\d|$(?<=the o[123]))/, ([, d]) => ({ day: Number(d) })],
    [/\bthis w(\d)/, ([, w]) => exactly(upcoming(Number(w)))],
    [/\bw(\d)\b/, ([, w]) => ({ weekday: Number(w) })],
    [/\bo([4-9]|\d\d)\b(?! _)/, ([, d]) => ({ day: Number(d) })],
  ];
}

/** Every day that the tokens name, in their order. */
export function findDays(tokens: string, days: Days): Array<Span<DayMention>> {
  return findSpans(tokens, rulesFor(days));
}

/** Whether the words can mean this day, YYYY-MM-DD. */
export function isThatDay(mention: DayMention, date: string): boolean {
  const plain = Temporal.PlainDate.from(date);
  const { year: y, month, day } = mention.isJalali ? toJalali(plain) : plain;
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
  const local = isJalali ? toJalali(today).year : today.year;
  const years = mention.year ? [mention.year] : monthIsPast(mention, today) ? [local, local + 1] : [local];
  const possible = years.flatMap((y) => {
    const date = isJalali ? fromJalali({ year: y, month, day }) : gregorian(y, month, day);
    return date === null ? [] : [date];
  });
  if (weekday === undefined) return possible.length === 0 && !(month === 2 && day === 29);
  return !possible.some((date) => date.dayOfWeek === weekday);
}

function monthIsPast({ month = 1, day = 1, isJalali }: DayMention, today: Temporal.PlainDate): boolean {
  const local = isJalali ? toJalali(today) : today;
  return month < local.month || (month === local.month && day < local.day);
}

function gregorian(y: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year: y, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
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

function nthWeekday(n: number, weekday: number, month: number, today: Temporal.PlainDate): DayMention {
  const y = month < today.month ? today.year + 1 : today.year;
  const first = Temporal.PlainDate.from({ year: y, month, day: 1 });
  const firstSuch = first.add({ days: (weekday - first.dayOfWeek + 7) % 7 });
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const day =
    n > 0 ? firstSuch.add({ weeks: n - 1 }) : last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 });
  return { dates: [day.toString()] };
}

function span(count: number, unit: string | undefined): Temporal.DurationLike {
  return unit === 'week' ? { weeks: count } : { days: count };
}

function inWeek(start: Temporal.PlainDate, weekday: number, weekStart: number): Temporal.PlainDate {
  return start.add({ days: (weekday - weekStart + 7) % 7 });
}
