import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAway } from '../../../src/calls/recording/unfinished.ts';
import { WavFile } from '../../../src/calls/recording/wav.ts';
import { hashApiKey } from '../../../src/embedded/database-keys.ts';
import { callDetailResponse } from '../../../src/http/contract.ts';
import { createFolderStore } from '../../../src/services/recordings/folder.ts';
import { createRecordings } from '../../../src/services/supabase/supabase-recordings.ts';
import { addOrganization, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, readError } from '../http/support/client.ts';
import { openCall } from '../http/support/rows.ts';
import { startDatabase, startTestServer, type TestSupabase } from '../http/support/stack.ts';

let database: TestSupabase;
let server: { url: string; close(): Promise<void> };
let folder: string;
let callId: string;
let sound: Buffer;
const foreignKey = 'parley_of_another_organization';

beforeAll(async () => {
  database = await startDatabase();
  server = await startTestServer(database.env);
  folder = await mkdtemp(path.join(tmpdir(), 'parley-recorded-'));
  callId = (await openCall(database.db, demoOrganizationId)).call.id;
  sound = await record(callId);
  const other = await addOrganization(database.database.sql);
  await database.database.sql.query(
    'insert into public.api_keys (organization_id, name, key_hash, prefix) values ($1::uuid, $2, $3, $4)',
    [other, 'test', hashApiKey(foreignKey), foreignKey.slice(0, 12)],
  );
}, 60_000);

afterAll(async () => {
  await server?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A recording of this call, filed away as its job does it. */
async function record(id: string): Promise<Buffer> {
  const file = path.join(folder, `${id}.wav`);
  const at = new Date().toISOString();
  const wav = await WavFile.create(file, {
    callId: id,
    organizationId: demoOrganizationId,
    disclosedAt: at,
    startedAt: at,
    retentionDays: 30,
  });
  await wav.append(Int16Array.from({ length: 64_000 }, (_, index) => index));
  await wav.close();
  const bytes = await readFile(file);
  const store = createFolderStore(path.join(database.env.PARLEY_DATA_DIR ?? '', 'recordings'));
  await fileAway(file, { store, recordings: createRecordings(database.db) });
  return bytes;
}

const listen = async (headers: Record<string, string> = {}, id = callId) => {
  const response = await fetch(`${server.url}/calls/${id}/recording`, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};
const detailOf = async (id: string) => callDetailResponse.parse((await ask(server.url, `/calls/${id}`)).body);

describe('GET /calls/{id}', () => {
  it('says how long the recording is and where it can be heard', async () => {
    const url = `/calls/${callId}/recording`;
    expect((await detailOf(callId)).recording).toEqual({ seconds: 2, url, review_url: null });
  });

  it('has null for a call that was not recorded', async () => {
    const { call } = await openCall(database.db, demoOrganizationId);
    expect((await detailOf(call.id)).recording).toBeNull();
  });
});

describe('GET /calls/{id}/recording', () => {
  it('streams the file as it is', async () => {
    const { response, bytes } = await listen();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(sound.length),
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
    });
    expect(bytes.equals(sound)).toBe(true);
  });

  it('answers with the part that a player asks for when somebody jumps', async () => {
    const { response, bytes } = await listen({ range: 'bytes=1000-1999' });
    expect([response.status, response.headers.get('content-range')]).toEqual([
      206,
      `bytes 1000-1999/${sound.length}`,
    ]);
    expect(bytes.equals(sound.subarray(1000, 2000))).toBe(true);
  });

  it('says how long the recording is when a part beyond it is asked for', async () => {
    const { response, bytes } = await listen({ range: `bytes=${sound.length}-` });
    expect([response.status, response.headers.get('content-range')]).toEqual([
      416,
      `bytes */${sound.length}`,
    ]);
    expect(JSON.parse(bytes.toString()).error.code).toBe('range_not_satisfiable');
  });

  it('tells the length without the sound to HEAD', async () => {
    const response = await fetch(`${server.url}/calls/${callId}/recording`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, String(sound.length)]);
  });

  it('is not there for another organization, whoever asks for whatever part', async () => {
    for (const range of ['bytes=0-9', 'bytes=99999999-']) {
      const answer = await ask(server.url, `/calls/${callId}/recording`, {
        headers: { 'x-api-key': foreignKey, range },
      });
      expect([answer.status, readError(answer).code]).toEqual([404, 'recording_not_found']);
    }
    const detail = await ask(server.url, `/calls/${callId}`, { headers: { 'x-api-key': foreignKey } });
    expect(detail.status).toBe(404);
  });

  it('needs a key that exists', async () => {
    const answer = await ask(server.url, `/calls/${callId}/recording`, {
      headers: { 'x-api-key': 'parley_no' },
    });
    expect(answer.status).toBe(401);
  });

  it('is not there for a call without one, for its review copy, or when its days are over', async () => {
    const { call } = await openCall(database.db, demoOrganizationId);
    expect(readError(await ask(server.url, `/calls/${call.id}/recording`)).code).toBe('recording_not_found');
    const review = await ask(server.url, `/calls/${callId}/recording?copy=review`);
    expect(readError(review).code).toBe('recording_not_found');
    await record(call.id);
    await database.database.sql.query(
      "update public.call_recordings set expires_at = started_at + interval '1 microsecond' where call_id = $1::uuid",
      [call.id],
    );
    expect((await listen({}, call.id)).response.status).toBe(404);
    expect((await detailOf(call.id)).recording).toBeNull();
  });
});
