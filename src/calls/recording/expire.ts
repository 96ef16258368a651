import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Recordings } from './recordings.ts';
import { type RecordingStore, RecordingStoreError, type RecordingStoreName } from './store.ts';

export interface ExpiryWork {
  stores: Record<RecordingStoreName, RecordingStore | null>;
  recordings: Recordings;
  logger: Logger;
}

const batchSize = 20;
/** Deleting takes a second; a recording that could not be deleted is tried again after this. */
const leaseSeconds = 300;

/**
 * Deletes recordings whose days are over, with their review copies, and only then says so in the database. Answers with
 * how many were deleted; one that its store does not give up is tried again.
 */
export async function deleteExpired({ stores, recordings, logger }: ExpiryWork): Promise<number> {
  const claimed = await recordings.claimExpired(batchSize, leaseSeconds);
  let deleted = 0;
  for (const { callId, store: name, path, reviewPath } of claimed) {
    try {
      const store = stores[name];
      if (!store) throw new RecordingStoreError(`be reached: ${name} is not configured`);
      if (reviewPath) await store.remove(reviewPath);
      await store.remove(path);
      await recordings.markDeleted(callId);
      deleted += 1;
      logger.info({ callId }, 'deleted a recording whose days were over');
    } catch (error) {
      logger.error(
        { callId, fault: describeFault(error) },
        'recording not deleted although its days are over',
      );
    }
  }
  return deleted;
}
