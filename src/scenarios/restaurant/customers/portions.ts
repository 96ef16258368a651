import { setTimeout as waitFor } from 'node:timers/promises';

/**
 * How long a portion of work may hold the embedded database, which has one connection: whoever is on the telephone with
 * us waits for one portion at most. What was begun by then is finished.
 */
export const portionMs = 10;

/** A database that is slow has others to serve; resting longer would only make the work longer. */
const longestRestMs = 100;

/** Rests after a portion for as long as it took, so that others have half of the database. */
export async function restAfter(portion: { startedAt: number }): Promise<void> {
  await waitFor(Math.min(longestRestMs, performance.now() - portion.startedAt));
}
