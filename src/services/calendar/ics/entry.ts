import ICAL from 'ical.js';
import type { Temporal } from 'temporal-polyfill';
import { CalendarUnreadable } from '../../../campaigns/ports.ts';
import { namedZone, toWallTime, unknownZone, utc, type Zone } from './zones.ts';

/** A day as a whole, or a time on the clock of a zone. */
export interface Moment {
  wall: Temporal.PlainDateTime;
  zone: Zone;
  isDate: boolean;
}

/** An event as the calendar has it: with its rules, or as the instance of one that was moved or canceled. */
export interface Entry {
  uid: string;
  start: Moment;
  /** Days on the clock where it is whole days, else time that passes; asked for where the event is near. */
  length: { days: number } | { ms: () => number };
  /** At least as long as that, whatever the clocks do. */
  mostMs: number;
  rules: ICAL.Recur[];
  extraStarts: Moment[];
  excluded: Moment[];
  /** Which instance of the event with the same uid this stands for, and whether for all that follow too. */
  replaces: { instance: Moment; andFollowing: boolean } | null;
  /** False where it is canceled, transparent or declined. */
  isInTheWay: boolean;
}

const dayMs = 86_400_000;
/** No clock is further from another than 26 hours. */
export const clocksApartMs = 26 * 3_600_000;

export interface EntryContext {
  /** IANA: whole days, and times of no zone, are the person's own. */
  timeZone: string;
  /** Those that the calendar describes, by its names for them. */
  zones: ReadonlyMap<string, Zone>;
  isDeclined(event: ICAL.Component): boolean;
}

/** @throws CalendarUnreadable for an event whose time is not known for certain */
export function readEntry(event: ICAL.Component, context: EntryContext): Entry {
  const [start] = momentsOf(event, 'dtstart', context);
  if (!start) throw new CalendarUnreadable('An event of the calendar has no start.');
  const [instance] = momentsOf(event, 'recurrence-id', context);
  const andFollowing =
    textOf(event.getFirstProperty('recurrence-id')?.getFirstParameter('range')) === 'THISANDFUTURE';
  return {
    uid: textOf(event.getFirstPropertyValue('uid')),
    start,
    ...lengthOf(event, start, context),
    rules: event.getAllProperties('rrule').flatMap((property) => rulesOf(property, start)),
    extraStarts: momentsOf(event, 'rdate', context),
    excluded: momentsOf(event, 'exdate', context),
    replaces: instance ? { instance, andFollowing } : null,
    isInTheWay:
      textOf(event.getFirstPropertyValue('status')).toUpperCase() !== 'CANCELLED' &&
      textOf(event.getFirstPropertyValue('transp')).toUpperCase() !== 'TRANSPARENT' &&
      !context.isDeclined(event),
  };
}

function lengthOf(
  event: ICAL.Component,
  start: Moment,
  context: EntryContext,
): Pick<Entry, 'length' | 'mostMs'> {
  const [end] = momentsOf(event, 'dtend', context);
  if (end) {
    const wallMs = utc.toInstant(end.wall) - utc.toInstant(start.wall);
    if (start.isDate && end.isDate) return wholeDays(wallMs / dayMs);
    const ms = () => Math.max(0, end.zone.toInstant(end.wall) - start.zone.toInstant(start.wall));
    return { length: { ms }, mostMs: Math.max(0, wallMs) + clocksApartMs };
  }
  const duration: unknown = event.getFirstPropertyValue('duration');
  // RFC 5545, 3.6.1: without either a day lasts as a whole, and a time takes none.
  const seconds = duration instanceof ICAL.Duration ? Math.max(0, duration.toSeconds()) : 0;
  return start.isDate
    ? wholeDays(seconds / 86_400)
    : { length: { ms: () => seconds * 1000 }, mostMs: seconds * 1000 };
}

function wholeDays(days: number): Pick<Entry, 'length' | 'mostMs'> {
  const whole = Math.max(1, Math.round(days));
  return { length: { days: whole }, mostMs: whole * dayMs + clocksApartMs };
}

/** Their ends are in UTC, or a day; both become the clock on which the event is counted. */
function rulesOf(property: ICAL.Property, start: Moment): ICAL.Recur[] {
  const rule: unknown = property.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) throw new CalendarUnreadable('A rule of the calendar cannot be read.');
  const { until } = rule;
  if (until?.isDate && !start.isDate) {
    rule.until = ICAL.Time.fromData({
      ...{ year: until.year, month: until.month, day: until.day },
      ...{ hour: 23, minute: 59, second: 59, isDate: false },
    });
  } else if (until && isUtc(until)) {
    const { year, month, day, hour, minute, second } = start.zone.toWall(utc.toInstant(toWallTime(until)));
    rule.until = ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false });
  }
  return [rule];
}

function momentsOf(event: ICAL.Component, name: string, context: EntryContext): Moment[] {
  return event.getAllProperties(name).flatMap((property) => {
    const values: unknown[] = property.getValues();
    return values.map((value) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      if (!(time instanceof ICAL.Time)) {
        throw new CalendarUnreadable('A time of the calendar cannot be read.');
      }
      return {
        wall: toWallTime(time),
        isDate: time.isDate,
        zone: isUtc(time) ? utc : zoneOf(property, time, context),
      };
    });
  });
}

function zoneOf(property: ICAL.Property, time: ICAL.Time, { timeZone, zones }: EntryContext): Zone {
  const name = time.isDate ? timeZone : textOf(property.getFirstParameter('tzid')) || timeZone;
  return namedZone(name) ?? zones.get(name) ?? unknownZone(name);
}

function isUtc(time: ICAL.Time): boolean {
  return !time.isDate && time.zone === ICAL.Timezone.utcTimezone;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
