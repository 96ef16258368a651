import { describe, expect, it } from 'vitest';
import { repeat } from './repeat.ts';

const longMs = 3_600_000;

describe('repeated work', () => {
  it('goes on at once while there is more, then rests', async () => {
    const left = [true, true, false];
    let rounds = 0;
    const rested = Promise.withResolvers<void>();
    const stop = repeat(
      async () => {
        rounds += 1;
        const hasMore = left.shift() ?? false;
        if (!hasMore) rested.resolve();
        return hasMore;
      },
      { pauseMs: longMs, onError: rested.reject },
    );
    await rested.promise;
    await stop();
    expect(rounds).toBe(3);
  });

  it('tells of a round that failed and rests before the next', async () => {
    const failed = Promise.withResolvers<unknown>();
    let rounds = 0;
    const stop = repeat(
      async () => {
        rounds += 1;
        throw new Error('no database');
      },
      { pauseMs: longMs, onError: failed.resolve },
    );
    expect(await failed.promise).toMatchObject({ message: 'no database' });
    await stop();
    expect(rounds).toBe(1);
  });

  it('ends the round in progress before it counts as stopped, and ends a rest at once', async () => {
    const begun = Promise.withResolvers<void>();
    const allowed = Promise.withResolvers<void>();
    let finished = false;
    const stop = repeat(
      async () => {
        begun.resolve();
        await allowed.promise;
        finished = true;
        return false;
      },
      { pauseMs: longMs, onError: begun.reject },
    );
    await begun.promise;
    const stopped = stop();
    allowed.resolve();
    await stopped;
    expect(finished).toBe(true);
  });
});
