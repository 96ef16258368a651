import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bridged } from './bridged.ts';
import { Patience } from './patience.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

/** A model that begins after a while, or never, and what the person hears of it by when. */
function reply(model: { firstMs?: number; flowsAfterMs?: number } = {}) {
  const { firstMs = Number.POSITIVE_INFINITY } = model;
  const { flowsAfterMs = firstMs } = model;
  const startedAt = Date.now();
  const patience = new Patience();
  const dropped = new AbortController();
  const heard: Array<[string, number]> = [];
  async function* answer(): AsyncGenerator<string, 'said'> {
    if (Number.isFinite(firstMs)) await new Promise((resolve) => setTimeout(resolve, firstMs));
    else await new Promise(() => {});
    yield 'Which day?';
    return 'said';
  }
  const stream = bridged(answer(), {
    awaited: patience.begun(),
    hasSpoken: () => patience.hasSpoken,
    phrase: () => 'One moment.',
    isFlowing: () => Date.now() - startedAt >= flowsAfterMs,
    signal: dropped.signal,
  });
  const outcome = (async () => {
    for (;;) {
      const { done, value } = await stream.next();
      if (done) return value;
      if (typeof value !== 'symbol') heard.push([String(value), Date.now() - startedAt]);
    }
  })();
  return { patience, heard, outcome, startedAt };
}

test('a model that answers soon is heard and nothing else', async () => {
  const { patience, heard, outcome } = reply({ firstMs: 900 });
  patience.agentState('thinking');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await outcome).toBe('said');
  expect(heard).toEqual([['Which day?', 900]]);
});

test('a slow model is bridged within 1.5 s and then heard', async () => {
  const { patience, heard, outcome } = reply({ firstMs: 2_000 });
  patience.agentState('thinking');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await outcome).toBe('said');
  expect(heard).toEqual([
    ['One moment.', 1_300],
    ['Which day?', 2_000],
  ]);
});

test('a silent model is not waited for beyond 3 s', async () => {
  const { patience, heard, outcome, startedAt } = reply();
  patience.agentState('thinking');
  const lateAt = outcome.then(() => Date.now() - startedAt);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await outcome).toBe('late');
  expect(await lateAt).toBe(2_900);
  expect(heard).toEqual([['One moment.', 1_300]]);
});

test('a model that has begun is waited for', async () => {
  const { patience, outcome } = reply({ firstMs: 4_000, flowsAfterMs: 2_500 });
  patience.agentState('thinking');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await outcome).toBe('said');
});

test('an answer prepared ahead keeps nobody waiting until the turn is over', async () => {
  const { patience, heard, outcome } = reply({ firstMs: 4_000 });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(heard).toEqual([]);
  patience.agentState('thinking');
  await vi.advanceTimersByTimeAsync(2_500);
  expect(await outcome).toBe('said');
  expect(heard).toEqual([
    ['One moment.', 3_800],
    ['Which day?', 4_000],
  ]);
});

test('who was just told to wait is not told again', async () => {
  const { patience, heard, outcome } = reply({ firstMs: 2_000 });
  patience.agentState('speaking');
  patience.agentState('thinking');
  await vi.advanceTimersByTimeAsync(5_000);
  await outcome;
  expect(heard).toEqual([['Which day?', 2_000]]);
});
