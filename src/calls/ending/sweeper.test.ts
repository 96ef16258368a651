import { expect, test } from 'vitest';
import { DatabaseError } from '../../shared/errors.ts';
import { createLogger } from '../../shared/logger.ts';
import type { AfterCallWork } from './after-call.ts';
import { Sweeper } from './sweeper.ts';

/** A database that may be away, with one call whose lease has lapsed. */
function world() {
  const state = { now: 0, isAway: false, swept: 0 };
  const work: Pick<AfterCallWork, 'afterCalls' | 'rooms' | 'clock' | 'logger'> = {
    afterCalls: {
      async sweep(batchSize) {
        if (state.isAway) throw new DatabaseError('sweep_calls', { retryable: true });
        if (batchSize === 0) return [];
        state.swept += 1;
        return [{ id: 'call', roomName: null }];
      },
      claimUnsummarized: async () => [],
    },
    rooms: null,
    clock: { now: () => state.now },
    logger: createLogger({ level: 'silent', component: 'test' }),
  };
  return { state, sweeper: new Sweeper(work as AfterCallWork, 30) };
}

test('whoever nobody runs any more is swept at once', async () => {
  const { state, sweeper } = world();
  await sweeper.sweep();
  expect(state.swept).toBe(1);
});

test('after an outage nobody is swept before a job that lives could renew its lease', async () => {
  const { state, sweeper } = world();
  state.isAway = true;
  await expect(sweeper.sweep()).rejects.toThrow(DatabaseError);
  state.isAway = false;
  state.now = 70_000;
  expect(await sweeper.sweep()).toBe(0);
  state.now += 14_000;
  expect(await sweeper.sweep()).toBe(0);
  expect(state.swept).toBe(0);
  state.now += 1_000;
  expect(await sweeper.sweep()).toBe(1);
});
