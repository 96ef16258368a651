import { setTimeout as sleep } from 'node:timers/promises';

/** What is being built for the start is ended within two seconds (embedded/run.ts); only apt may take longer. */
export const preparationGraceMs = 3000;

/** Waits until all of this has ended, well or badly, but no longer. */
export async function settled(work: Promise<unknown>[], timeoutMs: number): Promise<void> {
  await Promise.race([Promise.allSettled(work), sleep(timeoutMs, undefined, { ref: false })]);
}
