import { DatabaseError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';

/** Pauses between attempts; the last is repeated. An embedded database that died is back in about 5 s. */
const pausesMs = [250, 500, 1_000, 2_000, 4_000];

/**
 * How long a database may be away before its writes are given up: longer than restarts, failovers and most outages last.
 * Nobody waits for them; the job of a call that is over lives as long as that.
 */
export const patienceMs = 240_000;

/**
 * Repeats a write for as long as the database may come back. Never fails.
 * @param mayGoOn false once it has been away for too long; asked after each attempt that failed
 * @returns whether it was written
 */
export async function insist(
  what: string,
  write: () => Promise<unknown>,
  { logger, mayGoOn }: { logger: Logger; mayGoOn: () => boolean },
): Promise<boolean> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await write();
      return true;
    } catch (error) {
      const mayRetry = error instanceof DatabaseError && error.retryable && mayGoOn();
      logger[mayRetry ? 'warn' : 'error']({ what, err: error }, 'write failed');
      if (!mayRetry) return false;
    }
    const pauseMs = pausesMs[Math.min(attempt, pausesMs.length - 1)];
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
