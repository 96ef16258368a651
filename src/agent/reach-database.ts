import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { DatabaseError } from '../shared/errors.ts';

/** Whoever waits to be answered must hear within three seconds what is the matter; the rest is for telling them. */
const outsideMs = 2_000;
/** An embedded database that died is started again within seconds: the telephone rings until then and is answered. */
const embeddedMs = 8_000;
const pauseMs = 250;

/**
 * Asks a database that may be away until it answers, but no longer than somebody waits to be answered.
 * @throws DatabaseError when it does not answer in that time
 */
export async function reachDatabase<T>(
  { PARLEY_EMBEDDED_DATABASE }: Pick<Config, 'PARLEY_EMBEDDED_DATABASE'>,
  ask: () => Promise<T>,
): Promise<T> {
  const patienceMs = PARLEY_EMBEDDED_DATABASE ? embeddedMs : outsideMs;
  const deadline = performance.now() + patienceMs;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new DatabaseError('an answer in time', { retryable: true })),
    patienceMs,
  );
  try {
    for (;;) {
      try {
        return await Promise.race([ask(), late.promise]);
      } catch (error) {
        const mayReturn = error instanceof DatabaseError && error.retryable;
        if (!mayReturn || performance.now() + pauseMs >= deadline) throw error;
      }
      await sleep(pauseMs);
    }
  } finally {
    clearTimeout(timer);
  }
}
