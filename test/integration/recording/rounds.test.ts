import { mkdir, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteExpired } from '../../../src/calls/recording/expire.ts';
import type { Recordings } from '../../../src/calls/recording/recordings.ts';
import { copyForReview } from '../../../src/calls/recording/review.ts';
import type { RecordingStore } from '../../../src/calls/recording/store.ts';
import { RecordingStoreError } from '../../../src/calls/recording/store.ts';
import { fileAbandoned, unfinishedFile } from '../../../src/calls/recording/unfinished.ts';
import { readWavFacts, WavFile } from '../../../src/calls/recording/wav.ts';
import { speakWithFlite } from '../../../src/embedded/speech/flite.ts';
import { createFolderStore } from '../../../src/services/recordings/folder.ts';
import { loadRnnoise } from '../../../src/services/recordings/rnnoise.ts';
import { createRecordings } from '../../../src/services/supabase/supabase-recordings.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { demoOrganizationId, portsOf } from '../../support/database-fixtures.ts';
import { createEmbeddedTestDatabase } from '../../support/pglite.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const logger = createLogger({ level: 'silent', component: 'test' });
const recordedAt = '2026-11-21T10:00:00.000Z';
const dayMs = 86_400_000;

/** What a runner does on recordings, with files on a disk and rows in a database. */
describe('the rounds on recordings', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let recordings: Recordings;
  let folder: string;
  let unfinished: string;
  let store: RecordingStore;

  beforeAll(async () => {
    database = await createEmbeddedTestDatabase();
    recordings = createRecordings(portsOf(database).db);
  }, 60_000);
  afterAll(() => database?.close());
  beforeEach(async () => {
    await database.setNow('2026-11-21T10:30:00.000Z');
    folder = await mkdtemp(path.join(tmpdir(), 'parley-rounds-'));
    unfinished = path.join(folder, 'unfinished');
    await mkdir(unfinished);
    store = createFolderStore(path.join(folder, 'kept'));
  });
  afterEach(async () => {
    await database.sql.exec('delete from public.call_recordings');
    await rm(folder, { recursive: true, force: true });
  });

  /** The file of a job that crashed: written to, and never closed. */
  async function crash(callId: string, stereo = new Int16Array(64_000).fill(5)): Promise<string> {
    const file = unfinishedFile(unfinished, callId);
    const wav = await WavFile.create(file, {
      callId,
      organizationId: demoOrganizationId,
      disclosedAt: recordedAt,
      startedAt: recordedAt,
      retentionDays: 7,
    });
    await wav.append(stereo);
    await wav.close();
    return file;
  }
  const fileAll = (afterMs = 120_000, into: RecordingStore = store) =>
    fileAbandoned({
      folder: unfinished,
      store: into,
      recordings,
      retentionDays: 7,
      clock: { now: () => Date.now() + afterMs },
      logger,
    });
  const rowOf = async (callId: string) => {
    const [row] = await database.sql.query<Record<string, string | null>>(
      'select * from public.call_recordings where call_id = $1::uuid',
      [callId],
    );
    return row;
  };
  const call = () => portsOf(database).openCall();

  it('file away what a crashed job left, with when it was disclosed, once nobody writes to it any more', async () => {
    const callId = await call();
    await crash(callId);
    expect(await fileAll(30_000)).toBe(0);
    expect(await rowOf(callId)).toBeUndefined();
    expect(await fileAll()).toBe(1);
    const row = await rowOf(callId);
    expect([Number(row?.seconds), new Date(row?.disclosed_at ?? '').toISOString()]).toEqual([2, recordedAt]);
    expect((await listen(row?.path)).seconds).toBe(2);
    expect(await readdir(unfinished)).toEqual([]);
  });

  it('try again when the store was not reached, and keep the file meanwhile', async () => {
    const callId = await call();
    const file = await crash(callId);
    const away: RecordingStore = {
      ...store,
      save: () => Promise.reject(new RecordingStoreError('be reached')),
    };
    expect(await fileAll(120_000, away)).toBe(0);
    expect((await readWavFacts(file))?.seconds).toBe(2);
    expect(await fileAll()).toBe(1);
  });

  it('keep no file of a call that there is not longer than its days', async () => {
    await crash('99999999-9999-4999-8999-999999999999');
    expect(await fileAll()).toBe(0);
    expect(await readdir(unfinished)).toHaveLength(1);
    expect(await readdir(path.join(folder, 'kept', demoOrganizationId))).toEqual([]);
    const old = new Date(Date.now() - 8 * dayMs);
    await utimes(unfinishedFile(unfinished, '99999999-9999-4999-8999-999999999999'), old, old);
    expect(await fileAll(0)).toBe(0);
    expect(await readdir(unfinished)).toEqual([]);
  });

  it('throw away a file in which nothing was recorded', async () => {
    await crash(await call(), new Int16Array(0));
    expect(await fileAll()).toBe(0);
    expect(await readdir(unfinished)).toEqual([]);
  });

  it('delete recordings and their copies when their days are over, and not before', async () => {
    const callId = await call();
    const file = await crash(callId);
    await store.save(`${demoOrganizationId}/${callId}.review.wav`, file);
    await fileAll();
    const copy = { path: `${demoOrganizationId}/${callId}.review.wav`, bytes: 9 };
    await recordings.recordReviewCopy(callId, copy);
    const work = { stores: { folder: store, supabase: null }, recordings, logger };
    await database.setNow('2026-11-28T09:59:59.000Z');
    expect(await deleteExpired(work)).toBe(0);
    await database.setNow('2026-11-28T10:00:00.000Z');
    expect(await deleteExpired(work)).toBe(1);
    expect(await readdir(path.join(folder, 'kept', demoOrganizationId))).toEqual([]);
    expect((await rowOf(callId))?.deleted_at).not.toBeNull();
    await database.setNow('2026-12-28T10:00:00.000Z');
    expect(await deleteExpired(work)).toBe(0);
  });

  it('do not say that a recording is deleted while its store does not give it up', async () => {
    const callId = await call();
    await crash(callId);
    await fileAll();
    await database.setNow('2026-11-28T10:00:00.000Z');
    const stuck = { ...store, remove: () => Promise.reject(new RecordingStoreError('remove it')) };
    expect(await deleteExpired({ stores: { folder: stuck, supabase: null }, recordings, logger })).toBe(0);
    expect((await rowOf(callId))?.deleted_at).toBeNull();
    await database.setNow('2026-11-28T10:05:00.000Z');
    expect(await deleteExpired({ stores: { folder: store, supabase: null }, recordings, logger })).toBe(1);
  });

  it('write a copy for review: the caller without noise, both sides equally loud, as long as the recording', async () => {
    const callId = await call();
    await crash(callId, await noisyCall());
    await fileAll();
    const openDenoiser = await loadRnnoise();
    const work = {
      folder: path.join(folder, 'reviewing'),
      stores: { folder: store, supabase: null },
      recordings,
      openDenoiser,
      logger,
    };
    expect(await copyForReview(work)).toBe(1);
    expect(await copyForReview(work)).toBe(0);
    const row = await rowOf(callId);
    const [before, after] = await Promise.all([listen(row?.path), listen(row?.review_path)]);
    expect(after.bytes).toBe(Number(row?.review_bytes));
    expect(after.seconds).toBeCloseTo(before.seconds, 2);
    // The last second has noise alone.
    expect(before.caller.noise / after.caller.noise).toBeGreaterThan(10);
    expect(before.agent.speech / before.caller.speech).toBeGreaterThan(3);
    expect(after.agent.speech / after.caller.speech).toBeGreaterThan(0.5);
    expect(after.agent.speech / after.caller.speech).toBeLessThan(2);
    expect(await readdir(path.join(folder, 'reviewing'))).toEqual([]);
  });

  /** A soft caller on a noisy line, left; a loud agent, right; both speak for some seconds, then a second of the line. */
  async function noisyCall(): Promise<Int16Array<ArrayBuffer>> {
    const text =
      'i would like to book an appointment on tuesday at ten and then another one on friday at two please';
    const speech = await speakWithFlite(text, { voice: 'rms', rate: 1 });
    const stereo = new Int16Array(2 * (speech.length + 32_000));
    let state = 1;
    for (let at = 0; at < stereo.length / 2; at += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const said = speech[at - 16_000] ?? 0;
      stereo[2 * at] = Math.round(0.15 * said + (state / 2 ** 32 - 0.5) * 400);
      stereo[2 * at + 1] = said;
    }
    return stereo;
  }

  async function listen(name: string | null | undefined) {
    const file = path.join(folder, 'kept', name ?? '');
    const facts = await readWavFacts(file);
    const bytes = await readFile(file);
    const samples = bytes.subarray(facts?.dataAt);
    const frames = samples.length / 4;
    const rms = (side: number, from: number, to: number) => {
      let sum = 0;
      for (let at = Math.round(from); at < Math.round(to); at += 1)
        sum += samples.readInt16LE(4 * at + 2 * side) ** 2;
      return Math.sqrt(sum / (to - from));
    };
    const side = (index: number) => ({
      speech: rms(index, frames / 2, frames - 24_000),
      noise: rms(index, frames - 8_000, frames - 400),
    });
    return { bytes: bytes.length, seconds: facts?.seconds ?? 0, caller: side(0), agent: side(1) };
  }
});
