import { Temporal } from 'temporal-polyfill';
import { chances } from './chance.ts';

export interface DiaryOptions {
  seed: number;
  /** Of the person whose diary it is. */
  timeZone: string;
}

interface Block {
  startsAt: string;
  endsAt: string;
}

/** Most things that a day holds; a quarter of the days hold nothing. */
const mostBlocks = 3;
/** Blocks begin on the half hour between eight and six, and take between half an hour and two hours. */
const firstHour = 8;
const halfHours = 20;
const longestHalfHours = 4;
/** A question about years is answered in a second or so, and nobody asks for more. */
const mostDays = 3660;

/** When a made-up person has something else: by seed and local day, so that it is the same whoever asks, and when. */
export function createSimulatedDiary({ seed, timeZone }: DiaryOptions): {
  busy(from: string, to: string): Promise<Block[]>;
} {
  return {
    busy: async (from, to) => {
      const first = Temporal.Instant.from(from);
      const end = Temporal.Instant.from(to);
      const days = daysBetween(first, end, timeZone);
      return days
        .flatMap((day) => blocksOf(day, seed, timeZone))
        .filter(
          ({ startsAt, endsAt }) =>
            Date.parse(startsAt) < end.epochMilliseconds && Date.parse(endsAt) > first.epochMilliseconds,
        );
    },
  };
}

function daysBetween(first: Temporal.Instant, end: Temporal.Instant, timeZone: string): Temporal.PlainDate[] {
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(timeZone).toPlainDate();
  const last = dayOf(end);
  const days: Temporal.PlainDate[] = [];
  for (let day = dayOf(first); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    days.push(day);
    if (days.length > mostDays) throw new RangeError(`A diary is asked for ${mostDays} days at most.`);
  }
  return days;
}

function blocksOf(day: Temporal.PlainDate, seed: number, timeZone: string): Block[] {
  const chance = chances('diary', String(seed), day.toString());
  const count = chance(mostBlocks + 1);
  return Array.from({ length: count }, () => {
    const start = day
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: firstHour }) })
      .add({ minutes: 30 * chance(halfHours) });
    const end = start.add({ minutes: 30 * (1 + chance(longestHalfHours)) });
    return { startsAt: start.toInstant().toString(), endsAt: end.toInstant().toString() };
  }).toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
}
