import type postgres from 'postgres';
import type { ShiftedClock } from './clock.ts';
import type { Crew } from './crew.ts';
import { type Progress, readProgress } from './progress.ts';

/** How often the run is looked at. */
const lookEveryMs = 150;
/** While anybody talks only this much is jumped over: the leases of the dead, and the minutes of lines. */
const shortJumpMs = 60_000;
/** A call in which nothing happens for so long, such as a silent person's, does not hold up the jump over a night. */
const patienceMs = 1_000;
/** Beyond the moment for which the clock is moved forward. */
const marginMs = 5;

export interface Direction {
  sql: postgres.Sql;
  clock: ShiftedClock;
  crew: Crew;
  killEveryMs: number;
  requests: number;
}

/**
 * Lets the runners work until nothing is owed: kills one of them at each interval, and moves the clock to the next moment
 * at which something can happen once nothing can now. Gives up when it takes far too long; the check will say why.
 */
export async function direct({ sql, clock, crew, killEveryMs, requests }: Direction) {
  const startedAt = performance.now();
  const giveUpMs = 120_000 + requests * 600;
  const killing = setInterval(() => crew.killOne(), killEveryMs);
  let jumps = 0;
  let seen = { events: -1, at: startedAt };
  try {
    for (;;) {
      if (crew.fault) throw crew.fault;
      const progress = await readProgress(sql, crew.ids);
      const now = performance.now();
      if (progress.events !== seen.events) seen = { events: progress.events, at: now };
      if (process.env.CHAOS_VERBOSE)
        console.error(JSON.stringify({ ...progress, ready: crew.readyCount, kills: crew.kills, jumps }));
      if (isDone(progress) || now - startedAt > giveUpMs) break;
      const jumpMs = jumpOf(progress, now - seen.at);
      if (jumpMs !== null) {
        await clock.moveForward(jumpMs, crew.ids);
        crew.tellTime(clock.offsetMs());
        jumps += 1;
        seen = { ...seen, at: performance.now() };
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  } finally {
    clearInterval(killing);
  }
  return { seconds: (performance.now() - startedAt) / 1000, jumps };
}

function isDone({ owed, held }: Progress): boolean {
  return owed === 0 && held === 0;
}

/** @returns how far to move the clock; null while there is enough to do */
function jumpOf({ canClaim, alive, nextInMs }: Progress, quietMs: number): number | null {
  if (canClaim || nextInMs === null) return null;
  const isAllowed = alive === 0 || quietMs > patienceMs || nextInMs <= shortJumpMs;
  return isAllowed ? nextInMs + marginMs : null;
}
