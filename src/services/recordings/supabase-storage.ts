import { openAsBlob } from 'node:fs';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { type RecordingStore, RecordingStoreError } from '../../calls/recording/store.ts';
import { partOf } from './part-of.ts';

/** It is made when it is missing, and refused when it is public. */
export const recordingsBucket = 'call-recordings';

/**
 * Recordings in Supabase Storage, in a private bucket. Nobody gets an address of it, signed or not: who may listen is
 * decided where a call is read, and the server passes the sound on.
 * @param key the secret key; the bucket has no policy, so no other key reaches it.
 */
export function createSupabaseStore(url: string, key: string): RecordingStore {
  const connect = (fetcher: typeof fetch) =>
    createClient(url, key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch: fetcher },
    });
  const { storage } = connect(fetch);
  const bucket = storage.from(recordingsBucket);
  let ready: Promise<void> | null = null;
  const prepare = () => {
    ready ??= ensurePrivateBucket(storage).catch((error) => {
      ready = null;
      throw error;
    });
    return ready;
  };

  return {
    name: 'supabase',

    async save(path, file) {
      await prepare();
      // Read from the disk while it is sent: an hour of a call is 230 MB.
      const body = await openAsBlob(file, { type: 'audio/wav' });
      const { error } = await bucket.upload(path, body, { contentType: 'audio/wav', upsert: true });
      if (error) throw new RecordingStoreError('save a recording', { cause: error });
    },

    async open(path, range) {
      // supabase-js tells neither the status of a download nor whether a range was heeded; its `fetch` sees both.
      let status = 0;
      const watched: typeof fetch = async (input, init) => {
        const response = await fetch(input, init);
        status = response.status;
        return response;
      };
      const file = connect(watched).storage.from(recordingsBucket);
      if (range) file.setHeader('range', `bytes=${range.start}-${range.end}`);
      const { data, error } = await file.download(path).asStream();
      if (error && isMissing(error)) return null;
      if (error || !data) throw new RecordingStoreError('open a recording', { cause: error });
      return range && status !== 206 ? data.pipeThrough(partOf(range)) : data;
    },

    async remove(path) {
      const { error } = await bucket.remove([path]);
      if (error) throw new RecordingStoreError('remove a recording', { cause: error });
    },
  };
}

async function ensurePrivateBucket(storage: SupabaseClient['storage']): Promise<void> {
  const found = await storage.getBucket(recordingsBucket);
  if (found.data?.public) {
    throw new RecordingStoreError(`use the bucket ${recordingsBucket}, which is public; make it private`, {
      retryable: false,
    });
  }
  if (found.data) return;
  if (!isMissing(found.error)) throw new RecordingStoreError('find its bucket', { cause: found.error });
  const made = await storage.createBucket(recordingsBucket, { public: false });
  // Another job may have made it meanwhile.
  const isThere = made.error && 'statusCode' in made.error && made.error.statusCode === '409';
  if (made.error && !isThere) throw new RecordingStoreError('make its bucket', { cause: made.error });
}

/** Storage says 404 in the body, and sometimes 400 in the status line. */
function isMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { status, statusCode, originalError } = error as {
    status?: unknown;
    statusCode?: unknown;
    originalError?: { status?: unknown };
  };
  return status === 404 || statusCode === '404' || originalError?.status === 404;
}
