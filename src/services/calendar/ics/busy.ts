import ICAL from 'ical.js';
import type { Busy } from '../../../campaigns/ports.ts';
import { CalendarError, CalendarUnreadable } from '../../../campaigns/ports.ts';
import { type Entry, type Moment, readEntry } from './entry.ts';
import { keyOf, movedAlike, movedByMs, namesOf, type Stretch, spanOf, startsOf } from './occurrences.ts';
import { isDeclinedBy, ownersOf } from './owner.ts';
import { describedZone, type Zone } from './zones.ts';

export interface IcsQuestion {
  /** ISO 8601. */
  from: string;
  to: string;
  /** The person's zone (IANA). */
  timeZone: string;
  /** Where the calendar was read from, which may name whose it is. */
  address: string;
  /** E-mail addresses that are known to be the person's. */
  owners?: readonly string[];
}

/**
 * What is in the way in an iCalendar file (RFC 5545), in order of its start.
 * @throws CalendarUnreadable for what is no calendar, and for events whose time is not known for certain
 */
export function busyInIcs(
  text: string,
  { from, to, timeZone, address, owners: known = [] }: IcsQuestion,
): Busy[] {
  try {
    const calendars = calendarsIn(text);
    const stretch = { from: Date.parse(from), to: Date.parse(to) };
    return calendars
      .flatMap((calendar) => {
        const owners = [...known.map((owner) => owner.toLowerCase()), ...ownersOf(calendar, address)];
        const context = {
          timeZone,
          zones: zonesIn(calendar),
          isDeclined: (event: ICAL.Component) => isDeclinedBy(owners, event),
        };
        const entries = eventsIn(calendar).map((event) => readEntry(event, context));
        return [...groupedByUid(entries).values()].flatMap((group) => busyOf(group, stretch));
      })
      .filter(({ startsAt, endsAt }) => overlaps(Date.parse(startsAt), Date.parse(endsAt), stretch))
      .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  } catch (cause) {
    if (cause instanceof CalendarError) throw cause;
    throw new CalendarUnreadable('The calendar cannot be read.', { cause });
  }
}

function calendarsIn(text: string): ICAL.Component[] {
  // One file may hold several calendars, one after the other.
  const plain = text.replace(/^\uFEFF/, '').trim();
  const parsed: unknown = plain === '' ? null : ICAL.parse(plain);
  const roots = Array.isArray(parsed) ? (Array.isArray(parsed[0]) ? parsed : [parsed]) : [];
  const calendars = roots.map((root) => new ICAL.Component(root)).filter(({ name }) => name === 'vcalendar');
  if (calendars.length === 0) throw new CalendarUnreadable('What was read is no calendar.');
  return calendars;
}

/**
 * Each by itself: beside the others an event looks through all of them for the zone of each of its times, and a calendar of
 * twenty thousand took 15 s to read instead of 1.5 s.
 */
function eventsIn(calendar: ICAL.Component): ICAL.Component[] {
  const parts: unknown[] = calendar.jCal[2];
  return parts
    .filter((part): part is unknown[] => Array.isArray(part) && part[0] === 'vevent')
    .map((part) => new ICAL.Component(part));
}

/** Zones that the calendar describes, by its names for them. */
function zonesIn(calendar: ICAL.Component): Map<string, Zone> {
  return new Map(
    calendar
      .getAllSubcomponents('vtimezone')
      .map((zone) => [String(zone.getFirstPropertyValue('tzid')), describedZone(zone)]),
  );
}

/** An event without an id is nothing else's instance. */
function groupedByUid(entries: Entry[]): Map<string | number, Entry[]> {
  const indexed = entries.map((entry, index) => ({ entry, key: entry.uid || index }));
  const groups = new Map<string | number, Entry[]>();
  for (const { entry, key } of indexed) {
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/** An event with its moved and canceled instances. */
function busyOf(group: Entry[], stretch: Stretch): Busy[] {
  const series = group.filter(({ replaces }) => replaces === null);
  const instances = group.filter(({ replaces }) => replaces !== null);
  // An instance for all that follow is a rule for the series, where there is one.
  const alone = instances.filter(({ replaces }) => !replaces?.andFollowing || series.length === 0);
  return [
    ...series.flatMap((entry) => busyOfSeries(entry, instances, stretch)),
    ...alone
      .filter(({ isInTheWay }) => isInTheWay)
      .flatMap((entry) =>
        startsOf({ ...entry, rules: [], extraStarts: [] }, stretch).map((start) =>
          spanOf(start, entry.length),
        ),
      ),
  ];
}

function busyOfSeries(entry: Entry, instances: Entry[], stretch: Stretch): Busy[] {
  const replacements = instances.flatMap(({ replaces, ...by }) => (replaces ? [{ ...replaces, by }] : []));
  const turns = replacements.filter(({ andFollowing }) => andFollowing);
  const movedMs = Math.max(
    0,
    ...turns.map(({ instance, by }) => Math.abs(movedByMs(instance, by.start)) + by.mostMs),
  );
  const starts = startsOf(entry, stretch, movedMs);
  if (starts.length === 0) return [];
  const singles = replacements.filter(({ andFollowing }) => !andFollowing).map(({ instance }) => instance);
  // Some calendars name a whole day by its midnight.
  const nameOf = (moment: Moment) => keyOf({ ...moment, isDate: moment.isDate || entry.start.isDate });
  const gone = new Set([...entry.excluded, ...singles].map(nameOf));
  const latestFirst = turns.toSorted((one, other) => instantOf(other.instance) - instantOf(one.instance));
  return starts.flatMap((start) => {
    if (namesOf(start).some((name) => gone.has(name))) return [];
    const turn = latestFirst.find(({ instance }) => instantOf(instance) <= instantOf(start));
    if (turn === undefined) return entry.isInTheWay ? [spanOf(start, entry.length)] : [];
    const { by, instance } = turn;
    return by.isInTheWay ? [spanOf(movedAlike(start, instance, by.start), by.length)] : [];
  });
}

function instantOf({ wall, zone }: Moment): number {
  return zone.toInstant(wall);
}

function overlaps(start: number, end: number, { from, to }: Stretch): boolean {
  return start < to && end > from && start < end;
}
