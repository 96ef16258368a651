import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { CalendarUnreadable } from '../../../campaigns/ports.ts';
import windowsZones from './windows-zones.json' with { type: 'json' };

/** The clocks of a place: between what its clock shows and when that is (milliseconds since the epoch). */
export interface Zone {
  toInstant(wall: Temporal.PlainDateTime): number;
  toWall(at: number): Temporal.PlainDateTime;
}

/** As CLDR's windowsZones.xml has them for the whole world (territory 001), by their names in lower case. */
const ianaByWindowsName = new Map(
  Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]),
);

/**
 * The zone of this name: IANA's, Windows's, or IANA's behind a path such as /example.org/20260101/Europe/Berlin.
 * Null for a name that only the calendar itself can explain.
 */
export function namedZone(name: string): Zone | null {
  const known = found.get(name);
  if (known !== undefined) return known;
  const zone = lookUp(name);
  // Names come from files of others.
  if (found.size >= keptZones) found.clear();
  found.set(name, zone);
  return zone;
}

/** A calendar has a few zones and thousands of times. */
const found = new Map<string, Zone | null>();
const keptZones = 1000;

function lookUp(name: string): Zone | null {
  const plain = name.trim().replace(/^"|"$/g, '');
  const windows = ianaByWindowsName.get(plain.toLowerCase());
  if (windows !== undefined) return ianaZone(windows);
  const parts = plain.split('/').filter((part) => part !== '');
  const tails = plain.startsWith('/') ? [3, 2, 1].map((count) => parts.slice(-count).join('/')) : [plain];
  const known = tails.find(isIana);
  return known === undefined ? null : ianaZone(known);
}

/** An offset alone ("+02:00") is no place: its clocks would never change. */
function isIana(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function ianaZone(id: string): Zone {
  return {
    toInstant: (wall) => wall.toZonedDateTime(id).epochMilliseconds,
    toWall: (at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id).toPlainDateTime(),
  };
}

export const utc: Zone = {
  toInstant: ({ year, month, day, hour, minute, second }) =>
    Date.UTC(year, month - 1, day, hour, minute, second),
  toWall: ianaZone('UTC').toWall,
};

/** Of a name that nobody knows. What is far from every question needs no clocks; for the rest nothing is guessed. */
export function unknownZone(name: string): Zone {
  const fail = (): never => {
    throw new CalendarUnreadable(`The calendar names a time zone that nobody knows: ${name.slice(0, 80)}.`);
  };
  return { toInstant: fail, toWall: fail };
}

/** A zone as the calendar describes it, for one that nobody else knows. */
export function describedZone(component: ICAL.Component): Zone {
  const zone = new ICAL.Timezone({ component, tzid: String(component.getFirstPropertyValue('tzid')) });
  const offsetMs = (wall: Temporal.PlainDateTime) => zone.utcOffset(toIcalTime(wall)) * 1000;
  const asUtc = (wall: Temporal.PlainDateTime) => utc.toInstant(wall);
  return {
    toInstant: (wall) => asUtc(wall) - offsetMs(wall),
    toWall: (at) => {
      // The offset belongs to the wall time, which is what is looked for: the second guess is right but for the hour
      // in which the clocks change.
      const guess = utc.toWall(at + offsetMs(utc.toWall(at)));
      return utc.toWall(at + offsetMs(guess));
    },
  };
}

/** Without a zone: recurrences are counted on the clock on the wall. */
export function toIcalTime(wall: Temporal.PlainDateTime): ICAL.Time {
  const { year, month, day, hour, minute, second } = wall;
  return new ICAL.Time(
    { year, month, day, hour, minute, second, isDate: false },
    ICAL.Timezone.localTimezone,
  );
}

export function toWallTime(time: ICAL.Time): Temporal.PlainDateTime {
  const { year, month, day, hour, minute, second } = time;
  return new Temporal.PlainDateTime(year, month, day, hour, minute, second);
}
