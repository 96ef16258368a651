import { Temporal } from 'temporal-polyfill';
import { type LocalMoment, localMoment } from '../../../language/say.ts';
import type { Span } from '../store/negotiations.ts';

const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The instant of a time as tools are told it: with an offset, or as the clocks at the provider show it.
 * @returns null for anything else, and for a time that those clocks skip
 */
export function readInstant(text: string, timeZone: string): string | null {
  const written = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T');
  try {
    if (withOffset.test(written)) return Temporal.Instant.from(written).toString();
    return local.test(written) ? instantOf(Temporal.PlainDateTime.from(written), timeZone) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same of a day and a time. */
export function instantAt({ date, time }: LocalMoment, timeZone: string): string | null {
  return readInstant(`${date}T${time}`, timeZone);
}

/** From one to the other; null where one of them cannot be read, or the end is not after the start. */
export function readSpan(start: string, end: string, timeZone: string): Span | null {
  const from = readInstant(start, timeZone);
  const to = readInstant(end, timeZone);
  if (from === null || to === null || Date.parse(to) <= Date.parse(from)) return null;
  return { start: from, end: to };
}

/** Times are kept to the half hour, which is what people say. */
const halfHourMs = 1_800_000;
/** So long somebody is asked to keep a time: enough to hear what the others offer. */
const keptMs = 2 * 60 * 60_000;

/** Until when a slot is asked to be kept; never longer than until it begins. */
export function keepUntil(start: string, now: number): string {
  const until = Math.ceil((now + keptMs) / halfHourMs) * halfHourMs;
  return Temporal.Instant.fromEpochMilliseconds(Math.min(until, Date.parse(start))).toString();
}

/** A slot as page and model see it: where the provider is, with the instants beside it. */
export function viewSpan({ start, end }: Span, timeZone: string) {
  const { date, time } = localMoment(start, timeZone);
  return { date, time, end_time: localMoment(end, timeZone).time, start, end };
}

function instantOf(wall: Temporal.PlainDateTime, timeZone: string): string | null {
  const zoned = wall.toZonedDateTime(timeZone);
  return zoned.toPlainDateTime().equals(wall) ? zoned.toInstant().toString() : null;
}
