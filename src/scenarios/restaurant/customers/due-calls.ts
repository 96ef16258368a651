import type { Logger } from '../../../shared/logger.ts';
import { portionMs, restAfter } from './portions.ts';

/** Whatever is due for customers of all organizations: who is called, who missed their visit, whose visit is over. */
export interface CustomerRounds {
  /**
   * Does it for up to `most` customers, begun within `atMostMs`, and for one at least. Any number of processes may, at
   * once: each thing is done once. While there is `more` somebody may be left.
   */
  plan(most: number, atMostMs?: number | null): Promise<{ asked: number; moved: number; more: boolean }>;
}

export interface DueCustomerWork {
  rounds: CustomerRounds;
  logger: Logger;
}

/** A portion holds the rows that it works on: few enough not to keep a call waiting that promises something. */
export const portionSize = 50;
/** A runner that is to stop waits for its round. */
export const portionsARound = 20;

/** One round, in portions. True when there may be more. */
export async function planCustomerCalls({ rounds, logger }: DueCustomerWork): Promise<boolean> {
  const done = { asked: 0, moved: 0 };
  let hasMore = true;
  for (let portion = 0; hasMore && portion < portionsARound; portion += 1) {
    const startedAt = performance.now();
    const { asked, moved, more } = await rounds.plan(portionSize, portionMs);
    done.asked += asked;
    done.moved += moved;
    hasMore = more;
    if (more) await restAfter({ startedAt });
  }
  if (done.asked + done.moved > 0) logger.info(done, 'customer calls planned');
  return hasMore;
}
