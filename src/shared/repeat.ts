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
      if (!hasMore) await pause(options.pauseMs, stop.signal);
    }
  };
  const done = run();
  return () => {
    stop.abort();
    return done;
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
  });
}
