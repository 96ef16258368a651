import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import type { Calls } from './call.ts';
import { keepLease } from './lease.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const logger = createLogger({ level: 'silent', component: 'test' });

function renewing(leaseSeconds: number, renew: () => Promise<boolean>, onLost = vi.fn()) {
  const calls = { renew: vi.fn(renew) };
  const stop = keepLease({ callId: 'c', leaseSeconds, calls: calls as unknown as Calls, logger, onLost });
  return { renew: calls.renew, onLost, stop };
}

test.each([9, 30])(
  'a lease of %i s is renewed for as long, three times before it would lapse',
  async (seconds) => {
    const { renew, stop } = renewing(seconds, async () => true);
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    expect(renew.mock.calls).toEqual([
      ['c', seconds],
      ['c', seconds],
      ['c', seconds],
    ]);
    stop();
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    expect(renew).toHaveBeenCalledTimes(3);
  },
);

test('a call that somebody else has ended is lost; a database that does not answer is asked again', async () => {
  const away = renewing(9, () => Promise.reject(new Error('away')));
  const ended = renewing(9, async () => false);
  await vi.advanceTimersByTimeAsync(6000);
  expect(away.renew).toHaveBeenCalledTimes(2);
  expect(away.onLost).not.toHaveBeenCalled();
  expect(ended.onLost).toHaveBeenCalled();
  away.stop();
  ended.stop();
});
