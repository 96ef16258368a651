import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingStore } from '../../../src/calls/recording/store.ts';
import { createFolderStore } from '../../../src/services/recordings/folder.ts';
import { createSupabaseStore, recordingsBucket } from '../../../src/services/recordings/supabase-storage.ts';
import { type FakeStorage, startFakeStorage } from '../../support/fakes/supabase-storage.ts';

let folder: string;
let storage: FakeStorage;
const key = 'sb_secret_of_the_test';
const sound = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parley-stores-'));
  storage = await startFakeStorage(key);
  await writeFile(path.join(folder, 'call.wav'), sound);
});
afterAll(async () => {
  await storage?.close();
  await rm(folder, { recursive: true, force: true });
});

const stores: Array<[string, () => RecordingStore]> = [
  ['a folder', () => createFolderStore(path.join(folder, 'kept'))],
  ['Supabase Storage', () => createSupabaseStore(storage.url, key)],
];

async function read(
  store: RecordingStore,
  ...which: Parameters<RecordingStore['open']>
): Promise<Buffer | null> {
  const stream = await store.open(...which);
  return stream && Buffer.from(await new Response(stream).arrayBuffer());
}

describe.each(stores)('%s', (_name, open) => {
  const file = () => path.join(folder, 'call.wav');

  it('gives back what was saved, whole or in part', async () => {
    const store = open();
    await store.save('o/one.wav', file());
    expect((await read(store, 'o/one.wav'))?.equals(sound)).toBe(true);
    const part = await read(store, 'o/one.wav', { start: 100_000, end: 100_009 });
    expect(part?.equals(sound.subarray(100_000, 100_010))).toBe(true);
  });

  it('replaces what was saved before under the same name, and leaves the file where it was', async () => {
    const store = open();
    const other = path.join(folder, 'other.wav');
    await writeFile(other, 'shorter');
    await store.save('o/two.wav', file());
    await store.save('o/two.wav', other);
    expect((await read(store, 'o/two.wav'))?.toString()).toBe('shorter');
    expect((await readFile(other)).toString()).toBe('shorter');
  });

  it('has nothing where nothing was saved, or where it was removed, however often', async () => {
    const store = open();
    expect(await store.open('o/none.wav')).toBeNull();
    await store.save('o/three.wav', file());
    await store.remove('o/three.wav');
    await store.remove('o/three.wav');
    expect(await store.open('o/three.wav', { start: 0, end: 9 })).toBeNull();
  });
});

describe('a folder', () => {
  it('is readable by its owner only', async () => {
    const store = createFolderStore(path.join(folder, 'private'));
    await store.save('o/call.wav', path.join(folder, 'call.wav'));
    expect((await stat(path.join(folder, 'private'))).mode & 0o077).toBe(0);
  });

  it('refuses a path that leads out of it', async () => {
    const store = createFolderStore(path.join(folder, 'kept'));
    await expect(store.open('../call.wav')).rejects.toMatchObject({ code: 'recording_unavailable' });
    await expect(store.remove('../call.wav')).rejects.toMatchObject({ retryable: false });
  });
});

describe('Supabase Storage', () => {
  it('keeps recordings in a private bucket that it makes itself', async () => {
    await createSupabaseStore(storage.url, key).save('o/call.wav', path.join(folder, 'call.wav'));
    expect(storage.buckets.get(recordingsBucket)).toMatchObject({ public: false });
    const anybody = createClient(storage.url, 'sb_publishable_x').storage.from(recordingsBucket);
    expect((await anybody.download('o/call.wav')).data).toBeNull();
    const { publicUrl } = anybody.getPublicUrl('o/call.wav').data;
    expect((await fetch(publicUrl)).status).toBeGreaterThanOrEqual(400);
  });

  it('saves nothing into a bucket that is public', async () => {
    const open = await startFakeStorage(key);
    open.buckets.set(recordingsBucket, { public: true, objects: new Map() });
    const saved = createSupabaseStore(open.url, key).save('o/call.wav', path.join(folder, 'call.wav'));
    await expect(saved).rejects.toThrow(/public/);
    expect(open.buckets.get(recordingsBucket)?.objects.size).toBe(0);
    await open.close();
  });

  it('takes its part out of the whole when the server does not know ranges', async () => {
    const plain = await startFakeStorage(key, { ranges: false });
    const store = createSupabaseStore(plain.url, key);
    await store.save('o/call.wav', path.join(folder, 'call.wav'));
    const part = await read(store, 'o/call.wav', { start: 99_990, end: 100_009 });
    expect(part?.equals(sound.subarray(99_990, 100_010))).toBe(true);
    await plain.close();
  });

  it('says that it cannot be asked when it is not reached', async () => {
    const store = createSupabaseStore('http://127.0.0.1:9', key);
    await expect(store.open('o/call.wav')).rejects.toMatchObject({ code: 'recording_unavailable' });
    await expect(store.save('o/call.wav', path.join(folder, 'call.wav'))).rejects.toMatchObject({
      retryable: true,
    });
  });
});
