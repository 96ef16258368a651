import type { Logger } from '../../shared/logger.ts';
import { within } from '../../shared/within.ts';
import { insist, patienceMs } from './insist.ts';

/**
 * Writes that nobody waits for, such as turns and events: in order, one at a time, so that speech is never delayed by
 * the database. A failed write is repeated while later ones wait behind it, until the database has been away for minutes;
 * `drain` waits for all of them.
 */
export class WriteQueue {
  private tail: Promise<void> = Promise.resolve();
  private awaySince: number | null = null;
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

  /**
   * Resolves once everything added so far is written or given up, or after `withinMs`; what is left is still written
   * while this process lives.
   */
  async drain(withinMs?: number): Promise<void> {
    if (withinMs === undefined) await this.tail;
    else await within(this.tail, withinMs);
  }

  private async attempt(what: string, write: () => Promise<unknown>): Promise<void> {
    await Promise.all(this.waitedFor);
    const isWritten = await insist(what, write, { logger: this.logger, mayGoOn: () => this.mayComeBack() });
    if (isWritten) this.awaySince = null;
  }

  /** Counted for all writes together: each of a hundred that are owed must not wait as long as the first. */
  private mayComeBack(): boolean {
    this.awaySince ??= Date.now();
    return Date.now() - this.awaySince < patienceMs;
  }
}
