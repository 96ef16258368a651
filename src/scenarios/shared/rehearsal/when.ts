import { Temporal } from 'temporal-polyfill';
import {
  parseSpokenDate,
  readWhen,
  type SpokenPartOfDay,
  type SpokenTime,
  type When,
} from '../../../language/dates.ts';
import { parseSpokenDelay } from '../../../language/delays.ts';
import { roundUp } from '../../../language/round-moment.ts';
import type { LocalMoment } from '../../../language/say.ts';
import type { Setting } from '../../../simulation/scripted-model/setting.ts';

/** A day, a time, or both, as far as they were said. */
export interface HeardWhen {
  date: string | null;
  time: string | null;
}

/**
 * What "at eight" is taken for: the next eight o'clock, the one of a meal, or the one of a working day. A `table` is for
 * a meal as well and read back, so that "tomorrow evening" will do.
 */
export type Custom = 'next' | 'meal' | 'table' | 'work';

const partTimes: Partial<Record<Custom, Record<SpokenPartOfDay, string>>> = {
  work: { morning: '10:00', afternoon: '15:00', evening: '19:00' },
  table: { morning: '11:00', afternoon: '13:00', evening: '19:00' },
};

/** @param knownDate the day that was said before, if one was */
export function hearWhen(
  text: string,
  custom: Custom,
  setting: Setting,
  knownDate: string | null = null,
): HeardWhen {
  const { language, region, today, now } = setting;
  const delay = parseSpokenDelay(text, language);
  if (delay !== null) return after(now, delay);
  const context = { language, region, today };
  const when = readWhen(text, context);
  if (when.kind === 'nothing') return { date: null, time: null };
  // A day that is another weekday than was said is asked for anew; one that does not exist is the tool's to refuse.
  const isDoubtful = when.kind === 'ask' && when.why === 'other_weekday';
  const date = isDoubtful ? null : (parseSpokenDate(text, context)?.date ?? null);
  return { date, time: timeIn(when, date ?? knownDate ?? today, custom, now) };
}

/** A day that is another weekday than was said: which one is meant has to be asked. */
export function isDoubtfulDay(text: string, { language, region, today }: Setting): boolean {
  const when = readWhen(text, { language, region, today });
  return when.kind === 'ask' && when.why === 'other_weekday';
}

type Heard = Exclude<When, { kind: 'nothing' }>;

/** Whoever calls may choose a time within "tomorrow afternoon"; whoever cooks has to know it. */
function timeIn({ times, part }: Heard, date: string, custom: Custom, now: LocalMoment): string | null {
  if (times?.kind === 'at') return timeOf(times, date, custom, now);
  // "Between two and four", "after five": as soon as it suits.
  if (times?.kind === 'between' && times.from !== null)
    return timeOf({ time: times.from, isSure: times.isSure }, date, custom, now);
  return part === null ? null : (partTimes[custom]?.[part] ?? null);
}

/** A time without a day is today's, or tomorrow's where that has passed. */
export function wholeMoment({ date, time }: HeardWhen, now: LocalMoment): LocalMoment | null {
  if (time === null) return null;
  if (date !== null) return { date, time };
  return { date: time > now.time ? now.date : dayAfter(now.date), time };
}

/** The time that a refused callback was answered with, for a "yes" to it; null where it was asked for anew. */
export function callbackOffer(say: string, setting: Setting): LocalMoment | null {
  return wholeMoment(hearWhen(say, 'work', setting), setting.now);
}

function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

function after(now: LocalMoment, minutes: number): HeardWhen {
  const exact = Temporal.PlainDateTime.from(`${now.date}T${now.time}`).add({ minutes });
  return roundUp({
    date: exact.toPlainDate().toString(),
    time: exact.toPlainTime().toString({ smallestUnit: 'minute' }),
  });
}

function timeOf({ time, isSure }: SpokenTime, date: string, custom: Custom, now: LocalMoment): string {
  if (isSure) return time;
  const [hour = 0] = time.split(':').map(Number);
  const at = (onClock: number) => `${String(onClock % 24).padStart(2, '0')}${time.slice(2)}`;
  const [early, late] = [at(hour % 12), at((hour % 12) + 12)];
  const isToday = date === now.date;
  if (custom === 'next' && isToday) return early > now.time ? early : late;
  // Offices are called by day, whatever the time is now.
  if (custom === 'work') return time;
  // Lunch begins at eleven; "at one" and "at ten" are both after noon.
  const usual = hour === 11 ? early : late;
  const other = usual === early ? late : early;
  return isToday && usual <= now.time && other > now.time ? other : usual;
}
