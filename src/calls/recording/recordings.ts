import type { RecordingStoreName } from './store.ts';

/** A recording as it is about to be known. */
export interface RecordingFacts {
  callId: string;
  store: RecordingStoreName;
  path: string;
  seconds: number;
  bytes: number;
  /** ISO 8601. The database refuses a recording that was not disclosed, or that began before it was. */
  disclosedAt: string;
  startedAt: string;
  retentionDays: number;
}

/** What is known of recordings. Every method throws `DatabaseError` when the database could not answer or refused. */
export interface Recordings {
  /** Once for a call: the same again changes nothing. */
  record(facts: RecordingFacts): Promise<void>;
  /** Those whose days are over; until the lease lapses, no other runner gets them. */
  claimExpired(batchSize: number, leaseSeconds: number): Promise<KeptRecording[]>;
  /** After its files are gone. */
  markDeleted(callId: string): Promise<void>;
  /** Those without a review copy, of calls that are over. */
  claimUnreviewed(batchSize: number, leaseSeconds: number): Promise<KeptRecording[]>;
  recordReviewCopy(callId: string, copy: { path: string; bytes: number }): Promise<void>;
}

export interface KeptRecording {
  callId: string;
  store: RecordingStoreName;
  path: string;
  reviewPath: string | null;
}
