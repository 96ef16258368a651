import { texts } from './texts/texts.ts';

/** `2026-11-24` as a calendar day of the organization: no zone may shift it. */
export function formatDay(date: string, style: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(texts.language, {
    weekday: style,
    month: style,
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** `14:30` the way the reader's language writes a time of day. */
export function formatTime(time: string): string {
  return new Intl.DateTimeFormat(texts.language, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(`1970-01-01T${time}:00Z`));
}

/** A day with or without a time of it, as `Tue, Nov 24, 10:00 AM`. */
export function formatMoment({ date, time }: { date: string; time?: string | undefined }): string {
  const day = formatDay(date, 'short');
  return time ? `${day}, ${formatTime(time.slice(0, 5))}` : day;
}

/** An instant in the reader's own zone. */
export function formatInstant(instant: string): string {
  return new Intl.DateTimeFormat(texts.language, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(instant));
}

/** Only the day of an instant, where its zone is not known and an hour would mislead. */
export function formatDate(instant: string): string {
  return new Intl.DateTimeFormat(texts.language, { weekday: 'long', month: 'long', day: 'numeric' }).format(
    new Date(instant),
  );
}

export function formatClock(instant: string): string {
  return new Intl.DateTimeFormat(texts.language, {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant));
}

/** `4:07`, `1:02:03`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}

/** Dollars; a call costs fractions of a cent, so small amounts keep the micro-dollar that the database counts. */
export function formatCost(dollars: number): string {
  const digits = Math.abs(dollars) < 1 ? 6 : 2;
  return new Intl.NumberFormat(texts.language, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(dollars);
}

export function formatQuantity(quantity: number, unit: string): string {
  const number = new Intl.NumberFormat(texts.language, { maximumFractionDigits: 1 }).format(quantity);
  return texts.units[unit]?.(number) ?? `${number} ${unit.replaceAll('_', ' ')}`;
}

/** ISO weekdays (1 is Monday) as a list: `Tuesday and Thursday`. */
export function formatWeekdays(weekdays: readonly number[]): string {
  const name = new Intl.DateTimeFormat(texts.language, { weekday: 'long', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  const names = [...new Set(weekdays)].map((weekday) => name.format(new Date(Date.UTC(2024, 0, weekday))));
  return new Intl.ListFormat(texts.language).format(names);
}
