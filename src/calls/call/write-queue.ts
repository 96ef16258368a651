import { DatabaseError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';

/** Pauses between attempts: the database may be restarting (about 2 s embedded), a call must not wait for it. */
const retryPausesMs = [250, 500, 1_000, 2_000, 4_000];

/**
 * Writes that nobody waits for, such as turns and events: in order, one at a time, so that speech is never delayed by
 * the database. A failed write is repeated while later ones wait behind it; `drain` waits for all of them.
 */
export class WriteQueue {
  private tail: Promise<void> = Promise.resolve();
  private readonly waitedFor = new Set<Promise<unknown>>();
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger;
  }

  add(what: string, write: () => Promise<unknown>): void {
    this.tail = this.tail.then(() => this.attempt(what, write));
  }

  /** Work that somebody does wait for: writes that have not begun let it go first. */
  yieldTo<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.catch(() => undefined);
    this.waitedFor.add(settled);
    void settled.then(() => this.waitedFor.delete(settled));
    return work;
  }

  /** Resolves once everything added so far is written or given up. */
  drain(): Promise<void> {
    return this.tail;
  }

  private async attempt(what: string, write: () => Promise<unknown>): Promise<void> {
    await Promise.all(this.waitedFor);
    for (const pause of [...retryPausesMs, null]) {
      try {
        await write();
        return;
      } catch (error) {
        const mayRetry = pause !== null && error instanceof DatabaseError && error.retryable;
        this.logger[mayRetry ? 'warn' : 'error']({ what, err: error }, 'write failed');
        if (!mayRetry) return;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}
