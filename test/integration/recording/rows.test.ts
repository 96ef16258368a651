import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingFacts } from '../../../src/calls/recording/recordings.ts';
import { recordingPath } from '../../../src/calls/recording/store.ts';
import { hashApiKey } from '../../../src/embedded/database-keys.ts';
import { createMemberDatabase, type Database } from '../../../src/services/supabase/client.ts';
import { createRecordings } from '../../../src/services/supabase/supabase-recordings.ts';
import { addOrganization, databases, demoOrganizationId, portsOf } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const recordedAt = '2026-11-21T10:00:00.000Z';

const factsOf = (callId: string, facts: Partial<RecordingFacts> = {}): RecordingFacts => ({
  callId,
  store: 'folder',
  path: recordingPath({ organizationId: demoOrganizationId, callId }),
  seconds: 12.5,
  bytes: 800_300,
  disclosedAt: recordedAt,
  startedAt: recordedAt,
  retentionDays: 30,
  ...facts,
});

describe('call_recordings', () => {
  let database: PostgresTestDatabase;
  let other: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.setNow('2026-11-21T10:30:00.000Z');
    other = await addOrganization(database.sql);
  }, 30_000);
  afterAll(() => database?.close());

  const recordings = () => createRecordings(portsOf(database).db);
  const call = (organizationId = demoOrganizationId) => portsOf(database).openCall({ organizationId });
  const insert = (
    callId: string,
    changes: Record<string, string | null>,
    organizationId = demoOrganizationId,
  ) => {
    const row = {
      organization_id: organizationId,
      call_id: callId,
      store: 'folder',
      path: `${organizationId}/${callId}.wav`,
      review_path: null,
      review_bytes: null,
      seconds: '3',
      bytes: '3000',
      disclosed_at: recordedAt,
      started_at: recordedAt,
      expires_at: '2026-12-21T10:00:00.000Z',
      ...changes,
    };
    const names = Object.keys(row);
    const values = Object.values(row).map((value) => (value === null ? 'null' : `'${value}'`));
    return database.sql.exec(
      `insert into public.call_recordings (${names.join(', ')}) values (${values.join(', ')})`,
    );
  };

  it('refuses a recording without disclosure', async () => {
    await expect(insert(await call(), { disclosed_at: null })).rejects.toThrow(/"disclosed_at".*not-null/);
  });

  it('refuses a recording that began before the disclosure had been heard', async () => {
    await expect(insert(await call(), { started_at: '2026-11-21T09:59:59Z' })).rejects.toThrow(
      'call_recordings_disclosed_first',
    );
  });

  it.each([
    ['a store that there is not', { store: 'bucket' }, 'call_recordings_store_known'],
    ['a path of another name', { path: 'elsewhere.wav' }, 'call_recordings_path_own'],
    [
      'a review copy of another name',
      { review_path: 'elsewhere.wav', review_bytes: '9' },
      'call_recordings_path_own',
    ],
    ['a review copy of no size', { review_bytes: '9' }, 'call_recordings_review_whole'],
    ['a recording of no length', { seconds: '0' }, 'call_recordings_size_sane'],
    ['a recording that is over before it began', { expires_at: recordedAt }, 'call_recordings_expires_later'],
  ])('refuses %s', async (_what, changes, constraint) => {
    await expect(insert(await call(), changes)).rejects.toThrow(constraint);
  });

  it('refuses a recording of another organization’s call', async () => {
    await expect(insert(await call(other), {})).rejects.toThrow('call_recordings_call');
  });

  it('keeps a call as long as its recording’s row', async () => {
    const callId = await call();
    await recordings().record(factsOf(callId));
    await expect(database.sql.exec(`delete from public.calls where id = '${callId}'`)).rejects.toThrow(
      'call_recordings_call',
    );
  });

  it('goes with its organization', async () => {
    const gone = await addOrganization(database.sql);
    const callId = await call(gone);
    await insert(callId, {}, gone);
    await database.sql.exec(`delete from public.organizations where id = '${gone}'`);
    const rows = await database.sql.query('select 1 from public.call_recordings where call_id = $1', [
      callId,
    ]);
    expect(rows).toEqual([]);
  });

  it('has one recording a call: the same again changes nothing', async () => {
    const callId = await call();
    await recordings().record(factsOf(callId));
    await recordings().record(factsOf(callId, { seconds: 99 }));
    const { data } = await portsOf(database).db.rpc('call_recording', { call_id: callId });
    expect(data).toMatchObject({ seconds: 12.5, bytes: 800_300 });
  });

  it('lends an expired recording to one runner until its lease lapses, and not at all once it is deleted', async () => {
    const callId = await call();
    await recordings().record(factsOf(callId, { retentionDays: 1 }));
    const claim = async () =>
      (await recordings().claimExpired(100, 60)).filter((claimed) => claimed.callId === callId);
    expect(await claim()).toEqual([]);
    await database.setNow('2026-11-22T10:00:00.000Z');
    expect(await claim()).toMatchObject([{ callId, store: 'folder', reviewPath: null }]);
    expect(await claim()).toEqual([]);
    const hidden = await portsOf(database).db.rpc('call_recording', { call_id: callId });
    expect(hidden.data).toBeNull();
    await database.setNow('2026-11-22T10:01:00.000Z');
    expect(await claim()).toHaveLength(1);
    await recordings().markDeleted(callId);
    await database.setNow('2026-11-23T10:00:00.000Z');
    expect(await claim()).toEqual([]);
    await database.setNow('2026-11-21T10:30:00.000Z');
  });

  it('lends a recording for its review copy until there is one', async () => {
    const callId = await call();
    const facts = factsOf(callId);
    await recordings().record(facts);
    const claim = async () =>
      (await recordings().claimUnreviewed(100, 60)).filter((claimed) => claimed.callId === callId);
    expect(await claim()).toHaveLength(1);
    expect(await claim()).toEqual([]);
    await recordings().recordReviewCopy(callId, {
      path: facts.path.replace('.wav', '.review.wav'),
      bytes: 9,
    });
    await database.setNow('2026-11-21T12:00:00.000Z');
    expect(await claim()).toEqual([]);
  });
});

describe.each(databases)('call_recordings to members, on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let callId: string;
  let own: Database;
  let foreign: Database;

  beforeAll(async () => {
    database = await create();
    const ports = portsOf(database);
    callId = await ports.openCall();
    const at = now();
    await createRecordings(ports.db).record(factsOf(callId, { startedAt: at, disclosedAt: at }));
    own = await keyOf(demoOrganizationId);
    foreign = await keyOf(await addOrganization(database.sql));
  }, 60_000);
  afterAll(() => database?.close());

  const now = () => new Date().toISOString();
  async function keyOf(organizationId: string): Promise<Database> {
    const apiKey = `parley_${organizationId}`;
    await database.sql.query(
      'insert into public.api_keys (organization_id, name, key_hash, prefix) values ($1::uuid, $2, $3, $4)',
      [organizationId, 'test', hashApiKey(apiKey), apiKey.slice(0, 12)],
    );
    return createMemberDatabase(database.url, database.keys.publishable, { apiKey });
  }

  it('shows a recording to members of its organization and to nobody else', async () => {
    const [mine, theirs] = await Promise.all(
      [own, foreign].map((db) => db.rpc('call_recording', { call_id: callId })),
    );
    expect(mine?.data).toMatchObject({ seconds: 12.5 });
    expect([theirs?.error, theirs?.data]).toEqual([null, null]);
    expect((await foreign.from('call_recordings').select('call_id')).data).toEqual([]);
  });

  it.each([
    ['record_recording', { recording: {} }],
    ['recording_deleted', {}],
    ['record_review_copy', { path: 'x', bytes: 1 }],
  ])('lets no member call %s', async (name, parameters) => {
    const { error } = await own.rpc(name, { call_id: callId, ...parameters });
    expect(error?.code).toBe('42501');
  });

  it('lets no member write a row', async () => {
    await own.from('call_recordings').update({ deleted_at: now() }).eq('call_id', callId);
    await own.from('call_recordings').delete().eq('call_id', callId);
    const rows = await database.sql.query(
      'select 1 from public.call_recordings where call_id = $1 and deleted_at is null',
      [callId],
    );
    expect(rows).toHaveLength(1);
  });
});
