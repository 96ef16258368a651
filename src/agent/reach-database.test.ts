import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseError, ParleyError } from '../shared/errors.ts';
import { reachDatabase } from './reach-database.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const outside = { PARLEY_EMBEDDED_DATABASE: false };
const embedded = { PARLEY_EMBEDDED_DATABASE: true };

/** A database that refuses until then. */
function awayFor(ms: number) {
  const backAt = Date.now() + ms;
  return vi.fn(async () => {
    if (Date.now() < backAt) throw new DatabaseError('take_call', { retryable: true });
    return 'call';
  });
}

test('a database that is back in time is reached', async () => {
  const reached = reachDatabase(outside, awayFor(1_000));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await reached).toBe('call');
});

test.each<[string, typeof outside, () => Promise<string>, number]>([
  ['that refuses', outside, awayFor(60_000), 2_000],
  ['that says nothing', outside, () => new Promise(() => {}), 2_000],
  ['that is embedded', embedded, () => new Promise(() => {}), 8_000],
])(
  'a database %s is given up while whoever waits can still be told in time',
  async (_what, config, ask, ms) => {
    const failed = vi.fn();
    const reached = reachDatabase(config, ask).catch(failed);
    await vi.advanceTimersByTimeAsync(ms);
    await reached;
    expect(failed).toHaveBeenCalledExactlyOnceWith(expect.any(DatabaseError));
  },
);

test('an embedded one that is started again is waited for', async () => {
  const reached = reachDatabase(embedded, awayFor(6_000));
  await vi.advanceTimersByTimeAsync(6_250);
  expect(await reached).toBe('call');
});

test.each([new ParleyError('call_ended', 'over'), new DatabaseError('take_call')])(
  'what asking again does not mend is not asked again: %s',
  async (error) => {
    const ask = vi.fn(() => Promise.reject(error));
    await expect(reachDatabase(outside, ask)).rejects.toBe(error);
    expect(ask).toHaveBeenCalledOnce();
  },
);
