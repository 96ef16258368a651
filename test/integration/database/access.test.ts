import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashApiKey } from '../../../src/embedded/database-keys.ts';
import { createMemberDatabase, type Database } from '../../../src/services/supabase/client.ts';
import { addOrganization, countRows, databases, keyIn, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const tables = [
  'organizations',
  'members',
  'agents',
  'agent_versions',
  'users',
  'resources',
  'opening_hours',
  'opening_exceptions',
  'calls',
  'turns',
  'call_events',
  'tool_calls',
  'appointments',
  'usage',
  'prices',
];
const writers: Array<[string, Record<string, unknown>]> = [
  [
    'create_call',
    {
      organization_id: '00000000-0000-4000-8000-000000000001',
      scenario: 'appointment',
      direction: 'inbound',
      channel: 'web',
      room_name: null,
      from_phone: null,
      to_phone: null,
      rehearsal: true,
      lease_seconds: 60,
    },
  ],
  ['end_call', { call_id: 'CALL', outcome: 'failed', disposition: null, end_reason: 'agent_lost' }],
  ['identify_user', { call_id: 'CALL', tool_call_id: 'x', phone: '+12025550199', name: null }],
  ['book_appointment', { call_id: 'CALL', tool_call_id: 'x', day: '2026-11-23', at: '11:00', notes: null }],
  ['fetch_slots', { call_id: 'CALL', day: '2026-11-23', part_of_day: null }],
  ['record_summary', { call_id: 'CALL', summary: 'x', sentiment: 'neutral' }],
  ['record_usage', { call_id: 'CALL', usage: [] }],
  ['sweep_calls', { batch_size: 1 }],
  ['claim_unsummarized_calls', { batch_size: 1, lease_seconds: 1 }],
];

describe.each(databases)('row level security on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let first: { organizationId: string; callId: string; key: string; member: string };
  let second: typeof first;

  beforeAll(async () => {
    database = await create();
    await database.setNow('2026-11-20T15:00:00.000Z');
    first = await populate('first');
    second = await populate('second');
  }, 60_000);
  afterAll(() => database.close());

  /** An organization with a row in every table, a member who can sign in, and an API key. */
  async function populate(slug: string) {
    const ports = portsOf(database);
    const organizationId = await addOrganization(database.sql, { slug });
    const callId = await ports.callOf('+12025550140', { organizationId });
    await ports.appointments.book(keyIn(callId), { date: '2026-11-23', time: '10:00', notes: null });
    await ports.calls.recordUsage(callId, [{ provider: 'cartesia', unit: 'character', quantity: 10 }]);
    await ports.calls.recordTurn(callId, {
      index: 0,
      role: 'person',
      text: 'Hello',
      heard: null,
      interrupted: false,
      startedAt: '2026-11-20T15:00:00.000Z',
      endedAt: null,
      latency: { endOfTurnMs: null, modelMs: null, speechMs: null, totalMs: null },
      decision: null,
    });
    await ports.calls.recordEvent(callId, {
      version: 1,
      type: 'notice',
      code: 'x',
      message: slug,
      timestamp: '2026-11-20T15:00:00.000Z',
    });
    await database.sql.query(
      "insert into public.opening_exceptions (organization_id, day, reason) values ($1::uuid, '2026-12-25', 'closed')",
      [organizationId],
    );
    const key = `parley_${slug}`;
    await database.sql.query(
      'insert into public.api_keys (organization_id, name, key_hash, prefix) values ($1::uuid, $2, $3, $4)',
      [organizationId, 'test', hashApiKey(key), key.slice(0, 12)],
    );
    const auth = createClient(database.url, database.keys.publishable, {
      auth: { persistSession: false },
    }).auth;
    const { data, error } = await auth.signUp({
      email: `${slug}@example.com`,
      password: 'correct horse battery',
    });
    if (error || !data.session || !data.user) throw new Error('sign-up failed', { cause: error });
    await database.sql.query(
      'insert into public.members (organization_id, user_id) values ($1::uuid, $2::uuid)',
      [organizationId, data.user.id],
    );
    return { organizationId, callId, key, member: data.session.access_token };
  }

  const ways: Array<[string, () => Database]> = [
    [
      'a member',
      () => createMemberDatabase(database.url, database.keys.publishable, { accessToken: first.member }),
    ],
    [
      'an API key',
      () => createMemberDatabase(database.url, database.keys.publishable, { apiKey: first.key }),
    ],
  ];

  describe.each(ways)('%s', (_way, connect) => {
    it.each(tables)("sees their organization's %s and no others", async (table) => {
      const { data, error } = await connect().from(table).select('*');
      expect(error).toBeNull();
      expect(data?.length).toBeGreaterThan(0);
      const column = table === 'organizations' ? 'id' : 'organization_id';
      expect(new Set(data?.map((row) => row[column]))).toEqual(new Set([first.organizationId]));
    });

    it('reads lists, details and costs of their own calls only', async () => {
      const db = connect();
      const calls = await db.rpc('list_calls', { page_size: 10, before: null });
      expect(calls.data).toMatchObject([{ id: first.callId, cost: 0.0001 }]);
      const appointments = await db.rpc('list_appointments', {
        from_day: '2026-11-23',
        to_day: '2026-11-23',
      });
      expect(appointments.data).toMatchObject([{ time: '10:00', call_id: first.callId }]);
      expect((await db.rpc('get_call', { call_id: first.callId })).data).toMatchObject({
        call: { id: first.callId, organization_id: first.organizationId },
        turns: [{ text: 'Hello' }],
        events: [{ message: 'first' }],
        cost_breakdown: { total: 0.0001 },
        appointments: [{ time: '10:00' }],
      });
      expect((await db.rpc('get_call', { call_id: second.callId })).error).toMatchObject({ code: 'PT404' });
      expect((await db.rpc('call_cost', { call_id: second.callId })).error).toMatchObject({ code: 'PT404' });
      expect((await db.from('call_costs').select('organization_id')).data).toEqual([
        { organization_id: first.organizationId },
      ]);
    });

    it('never sees hashes of keys', async () => {
      const { data } = await connect().from('api_keys').select('*');
      expect(data ?? []).toEqual([]);
    });

    it.each(writers)('may not call %s', async (name, parameters) => {
      const filled = 'call_id' in parameters ? { ...parameters, call_id: first.callId } : parameters;
      const { error } = await connect().rpc(name, filled);
      expect(error).toMatchObject({ code: '42501' });
    });

    it('writes to no table', async () => {
      const db = connect();
      const { organizationId } = first;
      await db.from('organizations').update({ name: 'Mine now' }).eq('id', organizationId);
      await db.from('calls').delete().eq('organization_id', organizationId);
      const inserted = await db
        .from('users')
        .insert({ organization_id: organizationId, phone: '+12025550198' });
      expect(inserted.error).not.toBeNull();
      expect(await countRows(database.sql, 'organizations', "name = 'Mine now'")).toBe(0);
      expect(await countRows(database.sql, 'calls', `id = '${first.callId}'`)).toBe(1);
    });
  });

  it.each(tables)(
    'shows nobody %s without credentials, with an unknown key or a made-up token',
    async (table) => {
      const { url, keys } = database;
      for (const db of [
        createClient(url, keys.publishable, { auth: { persistSession: false } }),
        createMemberDatabase(url, keys.publishable, { apiKey: 'parley_guess' }),
        createMemberDatabase(url, keys.publishable, { apiKey: hashApiKey(first.key) }),
        createMemberDatabase(url, keys.publishable, { accessToken: 'eyJhbGciOiJub25lIn0.e30.' }),
      ])
        expect((await db.from(table).select('*')).data ?? []).toEqual([]);
    },
  );

  it('refuses a request with no key or a wrong one', async () => {
    const { error } = await createClient(database.url, 'sb_secret_guess').from('calls').select('id');
    expect(error).not.toBeNull();
    expect((await fetch(`${database.url}/rest/v1/calls`)).status).toBe(401);
  });

  it('stops answering a key that was revoked', async () => {
    const db = createMemberDatabase(database.url, database.keys.publishable, { apiKey: second.key });
    expect((await db.from('calls').select('id')).data).toHaveLength(1);
    await database.sql.query(
      'update public.api_keys set revoked_at = now() where organization_id = $1::uuid',
      [second.organizationId],
    );
    expect((await db.from('calls').select('id')).data).toEqual([]);
  });

  it('keeps requests apart when many come at once with different rights', async () => {
    const { url, keys } = database;
    const asKey = createMemberDatabase(url, keys.publishable, { apiKey: first.key });
    const asNobody = createClient(url, keys.publishable, { auth: { persistSession: false } });
    const asServer = portsOf(database).db;
    const answers = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const db = [asKey, asNobody, asServer][index % 3] as Database;
        const { data } = await db.from('organizations').select('id');
        return [index % 3, data?.length];
      }),
    );
    const total = await countRows(database.sql, 'organizations');
    for (const [who, seen] of answers) expect(seen).toBe([1, 0, total][who ?? 0]);
  });

  it('protects every table and gives every function a search path', async () => {
    const open = await database.sql.query(
      `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'public' and relkind = 'r' and not relrowsecurity`,
      [],
    );
    expect(open).toEqual([]);
    const uncommented = await database.sql.query(
      `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'public' and relkind in ('r', 'v') and obj_description(pg_class.oid, 'pg_class') is null`,
      [],
    );
    expect(uncommented).toEqual([]);
    const loose = await database.sql.query(
      `select proname from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
       where nspname in ('public', 'app') and not coalesce(proconfig::text like '%search_path=%', false)`,
      [],
    );
    expect(loose).toEqual([]);
  });
});
