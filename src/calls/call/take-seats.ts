import type { Calls } from './call.ts';
import { keepLease } from './lease.ts';
import { type SeatWait, waitForSeats } from './provider-quota.ts';

/**
 * Waits for a seat at each provider and keeps the call's lease meanwhile: nobody else may take it for dead.
 * @returns false when `signal` aborted first, or somebody else ended the call
 */
export async function takeSeats(
  wait: SeatWait & { calls: Pick<Calls, 'renew'>; leaseSeconds: number },
): Promise<boolean> {
  const lost = new AbortController();
  const stopLease = keepLease({ ...wait, onLost: () => lost.abort() });
  try {
    return await waitForSeats({ ...wait, signal: AbortSignal.any([wait.signal, lost.signal]) });
  } finally {
    stopLease();
  }
}
