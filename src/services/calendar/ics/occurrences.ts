import type ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { Busy } from '../../../campaigns/ports.ts';
import { CalendarUnreadable } from '../../../campaigns/ports.ts';
import { clocksApartMs, type Entry, type Moment } from './entry.ts';
import { toIcalTime, toWallTime, utc } from './zones.ts';

/** Milliseconds since the epoch. */
export interface Stretch {
  from: number;
  to: number;
}

/** A rule for every minute of two months; whoever wrote more meant something else. */
const mostSteps = 100_000;

/**
 * The starts of an event that may lie in the stretch or reach into it, in no order, each once.
 * @param movedMs by how much they may be moved afterwards
 */
export function startsOf(entry: Entry, { from, to }: Stretch, movedMs = 0): Moment[] {
  const first = from - entry.mostMs - clocksApartMs - movedMs;
  const last = to + clocksApartMs + movedMs;
  const isNear = ({ wall }: Moment) => first <= utc.toInstant(wall) && utc.toInstant(wall) <= last;
  // RFC 5545, 3.8.5.3: the start counts, whether or not the rule has it.
  const single = [entry.start, ...entry.extraStarts].filter(isNear);
  const ruled = entry.rules.flatMap((rule) => startsByRule(rule, entry.start, { from: first, to: last }));
  return [...new Map([...single, ...ruled].map((start) => [keyOf(start), start])).values()];
}

/** Counted on the clock on the wall, as if it were UTC: what is far away needs no zone. */
function startsByRule(rule: ICAL.Recur, start: Moment, { from, to }: Stretch): Moment[] {
  const iterator = rule.iterator(toIcalTime(lateStart(rule, start.wall, from)));
  const starts: Moment[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const time: ICAL.Time | null = iterator.next();
    if (!time) return starts;
    const at = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
    if (at > to) return starts;
    if (at >= from) starts.push({ ...start, wall: toWallTime(time) });
  }
  throw new CalendarUnreadable('A rule of the calendar has no end in sight.');
}

/**
 * Where counting may begin instead of at the start, by whole turns of the rule: a daily event of twenty years takes most of
 * a second to count. Not where turns are counted, and months and years are few.
 */
function lateStart(rule: ICAL.Recur, start: Temporal.PlainDateTime, from: number): Temporal.PlainDateTime {
  const days = daysOfTurn[rule.freq];
  if (days === undefined || rule.count) return start;
  const turnDays = days * Math.max(1, rule.interval);
  const turns = Math.floor((from - utc.toInstant(start)) / (turnDays * dayMs)) - 1;
  return turns > 0 ? start.add({ days: turns * turnDays }) : start;
}

const daysOfTurn: Partial<Record<string, number>> = { DAILY: 1, WEEKLY: 7 };
const dayMs = 86_400_000;

/** The same instance, in whichever zone it is written. */
export function keyOf({ wall, zone, isDate }: Moment): string {
  return isDate ? dayOf(wall) : String(zone.toInstant(wall));
}

/** Some calendars name an instance by its day alone. */
export function namesOf(start: Moment): string[] {
  return [keyOf(start), dayOf(start.wall)];
}

function dayOf(wall: Temporal.PlainDateTime): string {
  return wall.toPlainDate().toString();
}

export function spanOf(start: Moment, length: Entry['length']): Busy {
  const begin = start.zone.toInstant(start.wall);
  const end =
    'days' in length ? start.zone.toInstant(start.wall.add({ days: length.days })) : begin + length.ms();
  return { startsAt: instant(begin), endsAt: instant(end) };
}

/** By as much as one instance was moved, on the clock on the wall. */
export function movedAlike(start: Moment, instance: Moment, to: Moment): Moment {
  return { ...to, wall: start.wall.add({ milliseconds: movedByMs(instance, to) }) };
}

export function movedByMs(instance: Moment, to: Moment): number {
  return utc.toInstant(to.wall) - utc.toInstant(instance.wall);
}

function instant(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}
