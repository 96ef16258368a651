import type { Clock } from '../../shared/clock.ts';

export interface RateLimit {
  /** Takes one from the bucket of this key. Zero when that was fine, else the seconds until there is one again. */
  take(key: string): number;
  /** The seconds until there is one again, zero when there is, and takes none. */
  wait(key: string): number;
}

/** A stranger with many addresses must not fill the memory; full buckets are forgotten first. */
const maxBuckets = 10_000;

/**
 * Token buckets, `perMinute` of them refilled evenly, as many at once. They live in this process: with several
 * servers behind one address, each has its own.
 *
 * Ours, since the memory stores of rate-limiter-flexible 11 and hono-rate-limiter 0.5 keep every key of the last window,
 * however many strangers bring; and they count in fixed windows, so that twice a minute's calls pass around the end of
 * one, by a clock of their own.
 */
export function createRateLimit(options: { perMinute: number; clock: Clock }): RateLimit {
  const { perMinute, clock } = options;
  const buckets = new Map<string, { left: number; at: number }>();
  const perMs = perMinute / 60_000;

  const refill = (key: string) => {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { left: perMinute, at: now };
    return { left: Math.min(perMinute, bucket.left + (now - bucket.at) * perMs), at: now };
  };

  const forget = () => {
    for (const key of buckets.keys()) if (refill(key).left >= perMinute) buckets.delete(key);
    // All of them in use: those that were used longest ago give way, which is kinder than refusing everybody. Many at
    // a time, so that a flood of new keys does not look through all of them for each.
    for (const key of buckets.keys()) {
      if (buckets.size <= maxBuckets / 2) return;
      buckets.delete(key);
    }
  };

  const secondsFor = (left: number) => (left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1000)));

  return {
    wait: (key) => secondsFor(refill(key).left),

    take(key) {
      if (buckets.size >= maxBuckets && !buckets.has(key)) forget();
      const bucket = refill(key);
      const granted = bucket.left >= 1;
      // Taken out first, so that the map stays in order of last use.
      buckets.delete(key);
      buckets.set(key, granted ? { ...bucket, left: bucket.left - 1 } : bucket);
      return secondsFor(bucket.left);
    },
  };
}
