import { z } from 'zod';
import type { Recordings } from '../../calls/recording/recordings.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const done = z.object({ ok: z.literal(true) });

export const keptRows = z.array(
  camelRow({
    call_id: z.uuid(),
    store: z.enum(['folder', 'supabase']),
    path: z.string(),
    review_path: z.string().nullable(),
  }),
);

/** @param db a connection with the secret key. */
export function createRecordings(db: Database): Recordings {
  const claim = (name: string, batchSize: number, leaseSeconds: number) =>
    callFunction(db, name, { batch_size: batchSize, lease_seconds: leaseSeconds }, keptRows);
  return {
    async record({ callId, store, path, seconds, bytes, disclosedAt, startedAt, retentionDays }) {
      const recording = {
        store,
        path,
        seconds,
        bytes,
        disclosed_at: disclosedAt,
        started_at: startedAt,
        retention_days: retentionDays,
      };
      await callFunction(db, 'record_recording', { call_id: callId, recording }, done);
    },
    claimExpired: (batchSize, leaseSeconds) => claim('claim_expired_recordings', batchSize, leaseSeconds),
    claimUnreviewed: (batchSize, leaseSeconds) =>
      claim('claim_unreviewed_recordings', batchSize, leaseSeconds),
    async markDeleted(callId) {
      await callFunction(db, 'recording_deleted', { call_id: callId }, done);
    },
    async recordReviewCopy(callId, copy) {
      await callFunction(db, 'record_review_copy', { call_id: callId, ...copy }, done);
    },
  };
}
