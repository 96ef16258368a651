import { Temporal } from 'temporal-polyfill';
import type { TimeRefused } from '../store/customers.ts';

/** Further away than this is a slip of the pen. */
const furthestDays = 366;

export type ReadTime = { ok: true; instant: string } | { ok: false; message: string };

/**
 * An instant of ISO 8601 text. Without an offset it is local to `timeZone`: a time that the clocks skip is refused, of
 * the two that they repeat the later is taken, as everywhere in the database.
 */
export function readTime(text: string, timeZone: string): ReadTime {
  const written = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}/.exec(written)?.[1];
  if (day === undefined) return malformed;
  if (!isDay(day)) return { ok: false, message: `there is no ${day} in the calendar` };
  try {
    return { ok: true, instant: toInstant(written, timeZone).toString({ fractionalSecondDigits: 3 }) };
  } catch (error) {
    if (error instanceof SkippedTime)
      return { ok: false, message: 'the clocks skip this time of day on that day' };
    return malformed;
  }
}

function isDay(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** A time that somebody may be expected at from now on, or why not. */
export function readExpectedTime(text: string, timeZone: string, now: number): ReadTime {
  const read = readTime(text, timeZone);
  if (!read.ok) return read;
  const awayMs = Date.parse(read.instant) - now;
  if (awayMs <= 0) return { ok: false, message: 'this time has passed' };
  return withinReach(read, awayMs);
}

/** A time that somebody was or is expected at: also one that has passed since it was agreed. */
export function readAgreedTime(text: string, timeZone: string, now: number): ReadTime {
  const read = readTime(text, timeZone);
  return read.ok ? withinReach(read, Math.abs(Date.parse(read.instant) - now)) : read;
}

/** What is said of a time at which nobody can be expected, as the clocks of `timeZone` show the next one. */
export function explainTime(refused: TimeRefused, timeZone: string): string {
  if (refused.code === 'past') return 'this time has passed';
  const next = refused.code === 'closed' ? refused.opensAt : refused.servesAt;
  const at =
    next === null
      ? ''
      : `: it ${refused.code === 'closed' ? 'opens' : 'cooks again'} at ${writeLocalTime(next, timeZone)}`;
  return `${refused.code === 'closed' ? 'the restaurant' : 'the kitchen'} is closed at this time${at}`;
}

/** True for the refusal of a time. */
export function isTimeRefused<Answer extends { ok: boolean }>(
  answer: Answer | TimeRefused,
): answer is TimeRefused {
  return !answer.ok && 'code' in answer && ['past', 'closed', 'kitchen_closed'].includes(answer.code);
}

/** The instant as the clocks of `timeZone` show it, with the offset. */
export function writeLocalTime(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

const malformed: ReadTime = { ok: false, message: 'must be a time such as 2027-03-02T19:00' };

class SkippedTime extends Error {}

function toInstant(written: string, timeZone: string): Temporal.Instant {
  if (/(Z|[+-]\d{2}(:?\d{2})?)$/i.test(written)) return Temporal.Instant.from(written);
  const local = Temporal.PlainDateTime.from(written, { overflow: 'reject' });
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (!zoned.toPlainDateTime().equals(local)) throw new SkippedTime();
  return zoned.toInstant();
}

function withinReach(read: ReadTime, awayMs: number): ReadTime {
  return awayMs > furthestDays * 86_400_000
    ? { ok: false, message: 'this time is more than a year away' }
    : read;
}
