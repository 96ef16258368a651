import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import { giveBackLines } from './give-back.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const logger = createLogger({ level: 'silent', component: 'test' });

/** @param ms for which the database is away */
function lines(ms: number) {
  const backAt = Date.now() + ms;
  const given: string[] = [];
  const release = async (callId: string) => {
    if (Date.now() < backAt) throw new DatabaseError('release_lines', { retryable: true });
    given.push(callId);
  };
  return { given, dialing: { release } };
}

test('the lines of a call are given back when a database that was started again is there', async () => {
  const { given, dialing } = lines(10_000);
  const done = giveBackLines('call', { dialing, logger });
  await vi.advanceTimersByTimeAsync(15_000);
  await done;
  expect(given).toEqual(['call']);
});

test('and are left to the runner when it stays away', async () => {
  const { given, dialing } = lines(600_000);
  const done = giveBackLines('call', { dialing, logger });
  await vi.advanceTimersByTimeAsync(300_000);
  await done;
  expect(given).toEqual([]);
});
