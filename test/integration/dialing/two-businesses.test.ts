import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createMemberDatabase, type Database } from '../../../src/services/supabase/client.ts';
import { addOrganization } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

interface Business {
  organizationId: string;
  callId: string;
  requestId: string;
  key: string;
  token: string;
}

/** Functions that run with the owner's rights and may be called by members, with their source. */
const definers = `
  select proname as name, prosrc as source from pg_proc
  where pronamespace = 'public'::regnamespace and prosecdef and has_function_privilege('anon', oid, 'execute')`;

const tenantTables = `
  select table_name as name from information_schema.columns
  where table_schema = 'public' and column_name = 'organization_id'
    and table_name in (select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace)
  order by table_name`;

// A restaurant that calls its customers and an academy with a campaign, on one deployment at once.
describe('two businesses on one deployment', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let restaurant: Business;
  let academy: Business;
  let tables: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    restaurant = await open('restaurant', 'order');
    academy = await open('academy', 'outreach');
    tables = (await database.sql.query<{ name: string }>(tenantTables, [])).map(({ name }) => name);
  }, 120_000);
  afterAll(() => database.close());

  /** A business with a row in each table of the telephone, a member and an API key. */
  async function open(slug: string, scenario: string): Promise<Business> {
    const ports = dialingPorts(database);
    const organizationId = await addOrganization(database.sql, { slug });
    const lineId = await ports.addLine(organizationId);
    const requestId = await ports.ask(organizationId, fictional(1), { scenario });
    await ports.ask(organizationId, fictional(2), { scenario });
    const [call] = (await ports.claim()).filter((claimed) => claimed.organizationId === organizationId);
    if (!call) throw new Error('nothing was claimed');
    const statements = [
      `insert into public.trunks (organization_id, name) values ($1::uuid, 'trunk')`,
      `insert into public.operators (organization_id, name, phone) values ($1::uuid, 'Sam', '101')`,
      `insert into public.line_hours (organization_id, line_id, direction, weekday, opens, closes)
       select $1::uuid, '${lineId}', 'inbound', 1, '09:00', '10:00'`,
      `insert into public.do_not_call (organization_id, phone, reason) values ($1::uuid, '+12025550111', 'asked')`,
      `insert into public.blocked_callers (organization_id, phone, reason) values ($1::uuid, '+12025550112', 'spam')`,
      `insert into public.retry_rules (organization_id, scenario, outcome) values ($1::uuid, 'order', 'busy')`,
      `insert into public.campaigns (organization_id, name, scenario) values ($1::uuid, 'Spring', 'outreach')`,
      `insert into public.alerts (organization_id, kind, message) values ($1::uuid, 'test', 'test')`,
    ];
    for (const statement of statements) await database.sql.query(statement, [organizationId]);
    await ports.db.rpc('add_review', { call_id: call.callId, source: 'test', review_key: '1', review: {} });
    const { key } = await createApiKey(ports.db, { organization: slug, name: 'A program' });
    const auth = createClient(database.url, database.keys.publishable, {
      auth: { persistSession: false },
    }).auth;
    const { data } = await auth.signUp({ email: `${slug}@example.com`, password: 'correct horse battery' });
    if (!data.user || !data.session) throw new Error('sign-up failed');
    await database.sql.query(
      'insert into public.members (organization_id, user_id) values ($1::uuid, $2::uuid)',
      [organizationId, data.user.id],
    );
    return { organizationId, callId: call.callId, requestId, key, token: data.session.access_token };
  }

  const connect = (credential: { accessToken: string } | { apiKey: string }): Database =>
    createMemberDatabase(database.url, database.keys.publishable, credential);
  const ways = (): Array<[Business, Business, Database]> => [
    [restaurant, academy, connect({ apiKey: restaurant.key })],
    [restaurant, academy, connect({ accessToken: restaurant.token })],
    [academy, restaurant, connect({ apiKey: academy.key })],
    [academy, restaurant, connect({ accessToken: academy.token })],
  ];

  it('see the rows of their own tables and none of the other’s, by key and by token', async () => {
    const telephone = [
      'lines',
      'legs',
      'call_requests',
      'call_attempts',
      'dialers',
      'trunks',
      'operators',
      'alerts',
    ];
    expect(tables).toEqual(expect.arrayContaining(telephone));
    for (const [own, , db] of ways()) {
      for (const table of tables.filter((name) => name !== 'api_keys')) {
        const { data, error } = await db.from(table).select('organization_id');
        expect(error, table).toBeNull();
        const seen = new Set(data?.map((row) => row.organization_id));
        expect(
          [...seen].filter((id) => id !== own.organizationId),
          table,
        ).toEqual([]);
        if (telephone.includes(table)) expect(seen.size, table).toBe(1);
      }
    }
  });

  it('can write nothing past the functions, in no table', async () => {
    for (const [own, other, db] of ways()) {
      for (const table of tables) {
        for (const organizationId of [own.organizationId, other.organizationId]) {
          const { error } = await db.from(table).insert({ organization_id: organizationId });
          expect(error, table).not.toBeNull();
          const deleted = await db.from(table).delete().eq('organization_id', organizationId).select('*');
          expect(deleted.data ?? [], table).toEqual([]);
        }
      }
    }
  });

  it('cannot act for each other', async () => {
    for (const [, other, db] of ways()) {
      const organization_id = other.organizationId;
      const attempts = {
        request_call: {
          organization_id,
          request: { phone: fictional(3), scenario: 'order', source_key: 'x' },
        },
        cancel_request: { organization_id, request_id: other.requestId },
        refuse_calls: { organization_id, phone: fictional(4), reason: 'x', call_id: null },
        set_dialer: { organization_id, state: 'paused', reason: 'x' },
        add_review: { call_id: other.callId, source: 'x', review_key: 'x', review: {} },
      };
      for (const [name, parameters] of Object.entries(attempts)) {
        const { error } = await db.rpc(name, parameters);
        expect(error?.message, name).toContain('not_a_member');
      }
      expect((await db.rpc('get_dialer', { organization_id })).data).toBeNull();
    }
  });

  it('are asked for membership by every function that members may call with the owner’s rights', async () => {
    const functions = await database.sql.query<{ name: string; source: string }>(definers, []);
    expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['request_call', 'set_dialer']));
    const careless = functions.filter(({ source }) => !source.includes('app.require_member('));
    expect(careless.map(({ name }) => name)).toEqual([]);
  });

  it('keep no table without row level security', async () => {
    const open = await database.sql.query<{ name: string }>(
      `select relname as name from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity`,
      [],
    );
    expect(open).toEqual([]);
  });
});
