import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import type { KeptRecording } from '../recording/recordings.ts';
import type { RecordingStore, RecordingStoreName } from '../recording/store.ts';

/**
 * Deletes what an erased person said, now instead of in the next round. The round finds what a store does not give up
 * and deletes it again, so that nothing is left by a fault here.
 * @returns how many recordings are left to the round
 */
export async function removeRecordings(
  recordings: KeptRecording[],
  stores: Record<RecordingStoreName, RecordingStore | null>,
  logger: Logger,
): Promise<number> {
  let left = 0;
  for (const { callId, store: name, path, reviewPath } of recordings) {
    const store = stores[name];
    try {
      if (reviewPath) await store?.remove(reviewPath);
      await store?.remove(path);
      if (store === null) left += 1;
    } catch (error) {
      left += 1;
      logger.warn({ callId, fault: describeFault(error) }, 'recording of an erased person left to the round');
    }
  }
  return left;
}
