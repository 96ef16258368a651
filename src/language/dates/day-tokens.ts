import { Temporal } from 'temporal-polyfill';
import {
  type Calendar,
  gregorian,
  jalali,
  lastBefore,
  lastOfMonth,
  type MonthSystem,
  monthAfter,
  nextAfter,
  type YearMonthDay,
} from './calendar.ts';

/** "November third", said on the twenty-first, is a slip; said in spring it means next autumn. */
const recentDays = 45;

export function dayToken(date: Temporal.PlainDate | null): string | null {
  return date === null ? null : `D${date.toString()}`;
}

export function weekdayToken(date: Temporal.PlainDate): string {
  return `D${date.toString()}w${date.dayOfWeek}`;
}

export function spanToken(from: Temporal.PlainDate | null, to: Temporal.PlainDate | null): string {
  return `S${from?.toString() ?? ''}/${to?.toString() ?? ''}`;
}

export function systemOf(kind: string | undefined): MonthSystem {
  return kind === 'j' ? jalali : gregorian;
}

/** Years before 1700 are Jalali: 1405-09-03. */
export function isoDay(parts: YearMonthDay): string {
  return exactDay(parts, parts.year < 1700 ? jalali : gregorian);
}

/** Without a year the next such day is meant, unless it was only just: then the person is told that it has passed. */
export function monthDay(
  month: number,
  day: number,
  year: number | null,
  system: MonthSystem,
  calendar: Calendar,
): string {
  if (year !== null) return isoOrOwn({ year, month, day }, system);
  return exactDay({ year: yearOf(month, day, system, calendar), month, day }, system);
}

export function yearOf(month: number, day: number, system: MonthSystem, { today }: Calendar): number {
  const now = system.read(today);
  const daysAgo = (now.month - month) * 30 + now.day - day;
  return daysAgo > recentDays ? now.year + 1 : now.year;
}

/** "The 24th": this month, or the next one that is not over. A month that has no such day is asked about. */
export function dayOfMonth(day: number, calendar: Calendar): string | null {
  const { months, today } = calendar;
  const now = months.read(today);
  const month = day < now.day ? monthAfter(now, 1) : now;
  const date = months.make({ ...month, day });
  if (date !== null) return dayToken(date);
  if (day > 31) return null;
  const later = [1, 2].map((count) => months.make({ ...monthAfter(month, count), day }));
  const options = [lastOfMonth(month, months), later.find((option) => option !== null) ?? null];
  return missingDay({ ...month, day }, months, options);
}

/** "Tuesday the 3rd": the coming month's, or the one's after, if it is a Tuesday; else the person has to say which. */
export function weekdayAndDay(weekday: number, day: number, calendar: Calendar): string | null {
  const first = dayOfMonth(day, calendar);
  if (first === null || !first.startsWith('D')) return first;
  const date = Temporal.PlainDate.from(first.slice(1));
  if (date.dayOfWeek === weekday) return first;
  const { months } = calendar;
  const next = months.make({ ...monthAfter(months.read(date), 1), day });
  return next?.dayOfWeek === weekday ? dayToken(next) : mismatch(weekday, date, calendar);
}

/** A date, said with its weekday. */
export function checkedWeekday(weekday: number, date: string, calendar: Calendar): string {
  const day = Temporal.PlainDate.from(date);
  return day.dayOfWeek === weekday ? `D${date}` : mismatch(weekday, day, calendar);
}

function mismatch(weekday: number, date: Temporal.PlainDate, { today }: Calendar): string {
  const before = lastBefore(date, weekday);
  const after = nextAfter(date, weekday);
  const isNear = date.since(before).days <= 3 && Temporal.PlainDate.compare(before, today) >= 0;
  const options = [isNear ? before : after, date].toSorted(Temporal.PlainDate.compare);
  return `K${date.toString()}/${options.join(',')}`;
}

function isoOrOwn(parts: YearMonthDay, system: MonthSystem): string {
  return system === jalali && parts.year > 1700 ? isoDay(parts) : exactDay(parts, system);
}

function exactDay(parts: YearMonthDay, system: MonthSystem): string {
  const date = system.make(parts);
  if (date !== null) return `D${date.toString()}`;
  if (parts.month < 1 || parts.month > 12) return missingDay(parts, system, []);
  const next = system.make(monthAfter(parts, 1));
  return missingDay(parts, system, [lastOfMonth(parts, system), next]);
}

function missingDay(
  parts: YearMonthDay,
  system: MonthSystem,
  options: Array<Temporal.PlainDate | null>,
): string {
  const days = options.filter((option) => option !== null).join(',');
  // A day that the calendar of Iran lacks has no date in the other one either; February 30 stands for it.
  const { year, month, day } = system === jalali ? { year: parts.year + 621, month: 2, day: 30 } : parts;
  return `X${[String(year).padStart(4, '0'), pad(month), pad(day)].join('-')}/${days}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
