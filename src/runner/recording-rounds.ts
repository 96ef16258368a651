import { join } from 'node:path';
import { deleteExpired } from '../calls/recording/expire.ts';
import { copyForReview } from '../calls/recording/review.ts';
import { fileAbandoned } from '../calls/recording/unfinished.ts';
import type { Config } from '../config.ts';
import {
  createRecordingStore,
  createRecordingStores,
  unfinishedFolder,
} from '../services/recordings/configured.ts';
import type { Database } from '../services/supabase/client.ts';
import { createRecordings } from '../services/supabase/supabase-recordings.ts';
import { systemClock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Round } from '../shared/round.ts';

/** Days are counted, so an hour more or less says little; a minute keeps a batch small. */
const expireEveryMs = 60_000;
const fileEveryMs = 30_000;
const reviewEveryMs = 10_000;

/**
 * What is due on recordings. Those that were kept are deleted in time although nothing is recorded any more; the rest of
 * the work is there only where calls are recorded.
 */
export function createRecordingRounds(config: Config, db: Database, logger: Logger): Round[] {
  const stores = createRecordingStores(config);
  const recordings = createRecordings(db);
  const rounds: Round[] = [
    {
      name: 'delete_recordings',
      everyMs: expireEveryMs,
      run: async () => (await deleteExpired({ stores, recordings, logger })) > 0,
    },
  ];
  const store = createRecordingStore(config);
  if (!store) return rounds;
  const folder = unfinishedFolder(config);
  const unfinished = {
    folder,
    store,
    recordings,
    retentionDays: config.RECORDING_DAYS,
    clock: systemClock,
    logger,
  };
  rounds.push({
    name: 'file_recordings',
    everyMs: fileEveryMs,
    run: async () => {
      await fileAbandoned(unfinished);
      return false;
    },
  });
  if (config.RECORDING_REVIEW_COPY) {
    rounds.push({
      name: 'review_recordings',
      everyMs: reviewEveryMs,
      run: async () => {
        const { loadRnnoise } = await import('../services/recordings/rnnoise.ts');
        const work = { folder: join(folder, '..', 'reviewing'), stores, recordings, logger };
        return (await copyForReview({ ...work, openDenoiser: await loadRnnoise() })) > 0;
      },
    });
  }
  return rounds;
}
