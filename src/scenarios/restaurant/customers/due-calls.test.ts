import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../shared/logger.ts';
import { planCustomerCalls, portionSize, portionsARound } from './due-calls.ts';
import { portionMs } from './portions.ts';

const logger = createLogger({ level: 'silent', component: 'test' });

/** Rounds with so many portions left, which keep what they were asked for. */
function roundsOf(portions: number) {
  const asked: Array<[number, number | null | undefined]> = [];
  const rounds = {
    async plan(most: number, atMostMs?: number | null) {
      asked.push([most, atMostMs]);
      return { asked: 1, moved: 0, more: asked.length < portions };
    },
  };
  return { rounds, asked };
}

describe('a round of due calls', () => {
  it('takes portions that are bounded in number and time until nobody is left', async () => {
    const { rounds, asked } = roundsOf(3);
    expect(await planCustomerCalls({ rounds, logger })).toBe(false);
    expect(asked).toEqual(Array.from({ length: 3 }, () => [portionSize, portionMs]));
  });

  it('goes on after portions in which nothing was to be done', async () => {
    const left = [true, true, false];
    const rounds = { plan: async () => ({ asked: 0, moved: 0, more: left.shift() ?? false }) };
    await planCustomerCalls({ rounds, logger });
    expect(left).toEqual([]);
  });

  it('ends after a number of portions and says that there is more, so that a runner can stop', async () => {
    const { rounds, asked } = roundsOf(portionsARound + 1);
    expect(await planCustomerCalls({ rounds, logger })).toBe(true);
    expect(asked).toHaveLength(portionsARound);
  });
});
