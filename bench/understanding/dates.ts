import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { admits, readWhen, type When } from '../../src/language/dates.ts';

const day = z.iso.date();
const clock = z.iso.time({ precision: -1 });

/** "14:00-16:00", as some write a range of times. */
const clockRange = z
  .string()
  .regex(/^\d\d:\d\d ?[-–/] ?\d\d:\d\d$/)
  .transform((text) => ({ from: text.slice(0, 5), to: text.slice(-5) }));

const bound = z.union([clock, day]).nullish();

/** What was said about when, and what is right: a day and time, several days, a question, or nothing. */
const line = z.object({
  kind: z.literal('date'),
  text: z.string(),
  today: day,
  /** The local time, where what is said counts from it. */
  now: clock.optional(),
  region: z.string(),
  language: z.string(),
  right: z.union([
    z.literal('ask'),
    z.null(),
    z.object({
      date: day.nullish(),
      dates: z.array(day).optional(),
      time: z.union([clock, clockRange]).nullish(),
      /** The first and the last moment, the last excluded, between which something may begin; or the first and last day. */
      from: bound,
      to: bound,
      not_before: clock.nullish(),
      not_after: clock.nullish(),
    }),
  ]),
});

type Line = z.infer<typeof line>;
type Right = Exclude<Line['right'], string | null>;
type Wish = Extract<When, { kind: 'wish' }>;

/** Whether what Parley reads in a line is what is right, and what it reads. */
export function judgeDate(given: unknown): { isRight: boolean; read: unknown } {
  const parsed = line.parse(given);
  const { text, language, region, today, now } = parsed;
  const read = readWhen(text, { language, region, today, ...(now === undefined ? {} : { now }) });
  return { isRight: isRight(read, parsed), read };
}

function isRight(read: When, { right, today }: Line): boolean {
  if (right === null) return read.kind === 'nothing';
  if (right === 'ask') return read.kind === 'ask';
  if (read.kind !== 'wish') return false;
  const dates = right.dates ?? daysBetween(right);
  const isDay = dates ? areDaysRight(read, dates, today) : isDayRight(read, right);
  return isDay && areTimesRight(read, right);
}

/** Days that were written as a first and a last. */
function daysBetween({ from, to }: Right): string[] | null {
  return from && to && isDay(from) && isDay(to) ? [from, to] : null;
}

function isDay(text: string): boolean {
  return day.safeParse(text).success;
}

function isDayRight({ days }: Wish, { date }: Right): boolean {
  if (days === null) return (date ?? null) === null;
  return days.kind === 'day' && days.date === date;
}

/** A range of times has no single time. One that is open at an end may be written as the time that it is open from. */
function areTimesRight({ times }: Wish, right: Right): boolean {
  const { time = null, from, to } = timesOf(right);
  if (times?.kind === 'at') return times.time === time && from === null && to === null;
  if (from !== null || to !== null) return times !== null && times.from === from && times.to === to;
  if (time === null) return true;
  const isOpen = times !== null && (times.from === null || times.to === null);
  return isOpen && (times.from ?? times.to) === time;
}

function timesOf(right: Right): { time: string | null; from: string | null; to: string | null } {
  const { time } = right;
  if (typeof time === 'object' && time !== null) return { time: null, ...time };
  const [from, to] = [right.from ?? right.not_before, right.to ?? right.not_after].map((text) =>
    text && !isDay(text) ? text : null,
  );
  return { time: time ?? null, from: from ?? null, to: to ?? null };
}

/** Days may be written as a list, as the first and last of a span, as those that are ruled out, or as those that are left. */
function areDaysRight(read: Wish, dates: string[], today: string): boolean {
  const wanted = list(dates);
  const { days, except } = read;
  if (days?.kind === 'day') return list([days.date]) === wanted;
  if (days?.kind === 'days') return list(days.dates) === wanted;
  if (days?.kind === 'span' && days.to !== null) {
    const all = daysFrom(days.from, Temporal.PlainDate.from(days.from).until(days.to).days + 1);
    return writings(all.filter((date) => admits(read, date))).some((written) => list(written) === wanted);
  }
  const isExcluding = except.weekdays.length > 0 || except.dates.length > 0;
  if (isExcluding && list(except.dates) === wanted) return true;
  return windows(today).some((window) =>
    writings(window.filter((date) => admits(read, date))).some((written) => list(written) === wanted),
  );
}

/** A span of days in each way in which people write it down: all of them, working days alone, first and last. */
function writings(days: string[]): string[][] {
  const working = days.filter((date) => Temporal.PlainDate.from(date).dayOfWeek <= 5);
  return [days, working].flatMap((all) => [all, [all[0] ?? '', all.at(-1) ?? '']]);
}

/** The next seven or fourteen days from today or tomorrow, the rest of this week, and the next. */
function windows(today: string): string[][] {
  const start = Temporal.PlainDate.from(today);
  const nextWeek = start.add({ days: 8 - start.dayOfWeek });
  return [
    ...[7, 14].flatMap((count) => [
      daysFrom(today, count),
      daysFrom(start.add({ days: 1 }).toString(), count),
    ]),
    daysFrom(today, 8 - start.dayOfWeek),
    daysFrom(nextWeek.toString(), 7),
  ];
}

function daysFrom(first: string, count: number): string[] {
  const start = Temporal.PlainDate.from(first);
  return Array.from({ length: count }, (_, index) => start.add({ days: index }).toString());
}

function list(dates: string[]): string {
  return [...new Set(dates)].toSorted().join();
}
