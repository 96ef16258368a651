import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import type { KeyRing } from '../credentials.ts';
import { createRateLimit } from './rate-limit.ts';

/**
 * A key that was made a moment ago is known as soon as it is shown; under a flood of wrong ones the database is asked once a
 * second, and so a new key is known within that time.
 */
const looksPerMinute = 60;

/** @param load the SHA-256 of every key in use, in hex */
export function createKeyRing({ load, clock }: { load: () => Promise<Set<string>>; clock: Clock }): KeyRing {
  let hashes = new Set<string>();
  const looks = createRateLimit({ perMinute: looksPerMinute, clock });
  let loading: Promise<void> | null = null;

  const refresh = async () => {
    try {
      hashes = await load();
    } finally {
      loading = null;
    }
  };

  return {
    async holds(key) {
      const hash = hashOf(key);
      if (hashes.has(hash)) return true;
      if (loading === null && looks.take('all') === 0) loading = refresh();
      await loading;
      return hashes.has(hash);
    },
    drop: (key) => void hashes.delete(hashOf(key)),
  };
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
