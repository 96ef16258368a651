import { Temporal } from 'temporal-polyfill';

/** The calendar of Iran, through Intl: the small Temporal build knows only the ISO calendar. */
const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

export interface JalaliDate {
  year: number;
  month: number;
  day: number;
}

export function toJalali(date: Temporal.PlainDate): JalaliDate {
  const parts = format.formatToParts(new Date(`${date.toString()}T12:00:00Z`));
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: value('year'), month: value('month'), day: value('day') };
}

/** Null when the calendar has no such day. */
export function fromJalali({ year, month, day }: JalaliDate): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  // The year begins on March 20 or 21; its first six months have 31 days, the others 30 or less.
  const dayOfYear = (month - 1) * 31 - Math.max(0, month - 7) + day - 1;
  const guess = Temporal.PlainDate.from({ year: year + 621, month: 3, day: 20 }).add({ days: dayOfYear });
  const candidates = [guess, guess.add({ days: 1 }), guess.add({ days: 2 }), guess.subtract({ days: 1 })];
  return candidates.find((candidate) => isSame(toJalali(candidate), { year, month, day })) ?? null;
}

function isSame(one: JalaliDate, other: JalaliDate): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day;
}
