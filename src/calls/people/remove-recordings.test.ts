import { expect, test } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import type { KeptRecording } from '../recording/recordings.ts';
import { type RecordingStore, RecordingStoreError } from '../recording/store.ts';
import { removeRecordings } from './remove-recordings.ts';

const logger = createLogger({ level: 'silent', unredacted: false, component: 'test' });
const recordingOf = (callId: string, store: KeptRecording['store'] = 'folder'): KeptRecording => ({
  callId,
  store,
  path: `org/${callId}.wav`,
  reviewPath: `org/${callId}.review.wav`,
});

test('both copies go, and what a store does not give up is counted as left to the round', async () => {
  const removed: string[] = [];
  const folder = {
    name: 'folder',
    remove: async (path: string) => {
      if (path.includes('stuck')) throw new RecordingStoreError('delete a recording');
      removed.push(path);
    },
  } as unknown as RecordingStore;

  const left = await removeRecordings(
    [recordingOf('one'), recordingOf('stuck'), recordingOf('elsewhere', 'supabase'), recordingOf('two')],
    { folder, supabase: null },
    logger,
  );

  expect(removed).toEqual(['org/one.review.wav', 'org/one.wav', 'org/two.review.wav', 'org/two.wav']);
  expect(left).toBe(2);
});
