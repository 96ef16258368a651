import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does something again and again, `pauseMs` after it was done. A round that answers true is followed by the next at
 * once: there was more than it could take.
 * @returns what stops it, and resolves when the round in progress is over.
 */
export function repeat(
  round: () => Promise<boolean>,
  options: { pauseMs: number; onError: (error: unknown) => void },
): () => Promise<void> {
  const stop = new AbortController();
  const run = async () => {
    while (!stop.signal.aborted) {
      let hasMore = false;
      try {
        hasMore = await round();
      } catch (error) {
        options.onError(error);
      }
      if (!hasMore) await sleep(options.pauseMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  };
  const done = run();
  return () => {
    stop.abort();
    return done;
  };
}
