import { Temporal } from 'temporal-polyfill';
import { fromJalali, toJalali } from './jalali.ts';

/** Where and when a text was said. */
export interface Calendar {
  today: Temporal.PlainDate;
  /** The first day of a week: 1 for Monday, 6 for Saturday in Iran. */
  weekStart: 1 | 6;
  /** What "the fifth" is a day of. */
  months: MonthSystem;
  /** ISO 3166 country: it decides what 03/04 is, and when a holiday is. */
  region: string;
}

export interface YearMonthDay {
  year: number;
  month: number;
  day: number;
}

/** Gregorian months or those of Iran. */
export interface MonthSystem {
  read(date: Temporal.PlainDate): YearMonthDay;
  /** Null when there is no such day. */
  make(parts: YearMonthDay): Temporal.PlainDate | null;
}

export const gregorian: MonthSystem = {
  read: ({ year, month, day }) => ({ year, month, day }),
  make(parts) {
    try {
      return Temporal.PlainDate.from(parts, { overflow: 'reject' });
    } catch {
      return null;
    }
  },
};

export const jalali: MonthSystem = { read: toJalali, make: fromJalali };

export function monthAfter({ year, month }: YearMonthDay, count: number): YearMonthDay {
  const months = year * 12 + month - 1 + count;
  return { year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 };
}

export function lastOfMonth({ year, month }: YearMonthDay, system: MonthSystem): Temporal.PlainDate | null {
  const days = [31, 30, 29, 28].map((day) => system.make({ year, month, day }));
  return days.find((day) => day !== null) ?? null;
}

/** The next such weekday, today excluded: who means today says so. */
export function upcoming(weekday: number, { today }: Calendar): Temporal.PlainDate {
  return nextAfter(today, weekday);
}

export function nextAfter(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return date.add({ days: ((weekday - date.dayOfWeek + 6) % 7) + 1 });
}

export function lastBefore(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return date.subtract({ days: ((date.dayOfWeek - weekday + 6) % 7) + 1 });
}

/** The first day of this week (0), the next (1) or a later one. */
export function startOfWeek(
  { today, weekStart }: Pick<Calendar, 'today' | 'weekStart'>,
  weeksAhead: number,
): Temporal.PlainDate {
  return nextAfter(today, weekStart).add({ days: 7 * (weeksAhead - 1) });
}

export function weekdayOfWeek(
  weekday: number,
  weeksAhead: number,
  calendar: Pick<Calendar, 'today' | 'weekStart'>,
): Temporal.PlainDate {
  const days = (weekday - calendar.weekStart + 7) % 7;
  return startOfWeek(calendar, weeksAhead).add({ days });
}

/** The first, second … or last (-1) such weekday of a month; null for a fifth that it lacks. */
export function weekdayOfMonth(
  weekday: number,
  nth: number,
  month: YearMonthDay,
  system: MonthSystem,
): Temporal.PlainDate | null {
  const last = lastOfMonth(month, system);
  const first = system.make({ ...month, day: 1 });
  if (last === null || first === null) return null;
  if (nth < 0) return lastBefore(last.add({ days: 1 }), weekday);
  const found = nextAfter(first.subtract({ days: 1 }), weekday).add({ days: 7 * (nth - 1) });
  return Temporal.PlainDate.compare(found, last) > 0 ? null : found;
}
