import { ParleyError } from '../../shared/errors.ts';

/** Where recordings are kept. No implementation gives anybody an address at which a recording could be fetched. */
export interface RecordingStore {
  readonly name: RecordingStoreName;
  /** Copies the file there, as `path`; the same path again is replaced. Throws `RecordingStoreError`. */
  save(path: string, file: string): Promise<void>;
  /** Null when nothing is kept there. `range` is inside the recording. Throws `RecordingStoreError`. */
  open(path: string, range?: ByteRange): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null>;
  /** Does nothing when there is nothing. Throws `RecordingStoreError`. */
  remove(path: string): Promise<void>;
}

export type RecordingStoreName = 'folder' | 'supabase';

/** Both included, as HTTP counts. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Folder and bucket are arranged alike: by organization, so that one's recordings can be counted or moved together. */
export function recordingPath({
  organizationId,
  callId,
}: {
  organizationId: string;
  callId: string;
}): string {
  return `${organizationId}/${callId}.wav`;
}

export function reviewPath(path: string): string {
  return path.replace(/\.wav$/, '.review.wav');
}

export class RecordingStoreError extends ParleyError {
  constructor(operation: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super('recording_unavailable', `The store of recordings could not ${operation}.`, {
      retryable: true,
      ...options,
    });
  }
}
