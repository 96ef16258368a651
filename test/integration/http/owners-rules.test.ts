import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  agentResponse,
  dialerResponse,
  listTrunksResponse,
  retentionResponse,
} from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createMemberDatabase } from '../../../src/services/supabase/client.ts';
import { addOrganization, databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { signUp } from './support/sign-up.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

const trunk = randomUUID();

describe.each(databases)('the rules that are the owner’s to set, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let headers: Record<'key' | 'owner' | 'member' | 'other' | 'nobody', Record<string, string>>;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    server = await startTestServer({ ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    const { sql } = supabase.database;
    await addOrganization(sql, { slug: 'other' });
    await sql.exec(`insert into public.trunks (id, organization_id, name, address, username, password_variable)
      values ('${trunk}', '${demoOrganizationId}', 'Provider', 'sip.example.com', 'parley', 'SIP_PASSWORD')`);
    await sql.exec(`insert into public.lines (organization_id, trunk_id, phone, name)
      values ('${demoOrganizationId}', '${trunk}', '+12025550110', 'Main line')`);
    const keyOf = async (organization: string) =>
      bearer((await createApiKey(supabase.db, { organization, name: 'test' })).key);
    headers = {
      key: await keyOf('demo-clinic'),
      owner: await signUp(supabase.database, 'owner'),
      member: await signUp(supabase.database, 'member'),
      other: await keyOf('other'),
      nobody: {},
    };
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });
  beforeEach(() => supabase.database.sql.exec('delete from public.alerts'));

  const show = async (target: string, by: keyof typeof headers = 'member') =>
    (await ask(server.url, target, { headers: headers[by] })).body;
  const change = (target: string, by: keyof typeof headers, body: unknown) =>
    ask(server.url, target, {
      method: 'PATCH',
      headers: { ...headers[by], 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const told = async () =>
    (
      await supabase.database.sql.query<{ kind: string; message: string }>(
        'select kind, message from public.alerts order by created_at, id',
        [],
      )
    ).map(({ kind, message }) => `${kind}: ${message}`);

  const changes = [
    ['/agent', { caller_check: 'none' }],
    ['/dialer', { max_per_number_day: 3 }],
    ['/people/retention', { transcript_days: 90 }],
    [`/trunks/${trunk}`, { trusts_caller_id: false }],
  ] as const;

  it.each(changes)(
    '%s is changed by no member who is no owner, and by nobody from elsewhere',
    async (target, body) => {
      const before = [
        await show('/agent'),
        await show('/dialer'),
        await show('/people/retention'),
        await show('/trunks'),
      ];
      const refused = await change(target, 'member', body);
      expect([refused.status, readError(refused).code]).toEqual([403, 'owner_required']);
      expect((await change(target, 'nobody', body)).status).toBe(401);
      const elsewhere = await change(target, 'other', body);
      if (target.startsWith('/trunks')) expect(readError(elsewhere).code).toBe('trunk_not_found');
      expect([
        await show('/agent'),
        await show('/dialer'),
        await show('/people/retention'),
        await show('/trunks'),
      ]).toEqual(before);
      await change(target, 'other', { caller_check: 'knowledge', transcript_days: null });
    },
  );

  it('a member changes what the agent tells, and not whom it believes', async () => {
    expect((await change('/agent', 'member', { knowledge: 'Parking? Behind the house.' })).status).toBe(200);
    expect((await change('/agent', 'member', { knowledge: 'x', caller_check: 'knowledge' })).status).toBe(
      403,
    );
    expect(agentResponse.parse(await show('/agent'))).toMatchObject({
      knowledge: 'Parking? Behind the house.',
      caller_check: 'knowledge',
    });
    expect(await told()).toEqual([]);
  });

  it.each(['owner', 'key'] as const)(
    'all are changed by %s, one by one, and the admins are told',
    async (by) => {
      const agent = agentResponse.parse((await change('/agent', by, { caller_check: 'none' })).body);
      expect(agent.caller_check).toBe('none');
      const { rules } = dialerResponse.parse(
        (await change('/dialer', by, { countries: ['US', 'CA', 'US'], max_calls_per_week: 70 })).body,
      );
      expect(rules).toEqual({
        countries: ['CA', 'US'],
        callbacks_abroad: false,
        max_per_number_day: 10,
        max_per_number_week: 25,
        max_callbacks_per_caller_day: 3,
        max_callbacks_per_caller_week: 6,
        max_calls_per_day: 5000,
        max_calls_per_week: 70,
      });
      const kept = await change('/people/retention', by, { event_days: 365, recording_days: 14 });
      expect(retentionResponse.parse(kept.body)).toEqual({
        transcript_days: null,
        event_days: 365,
        recording_days: 14,
        only_called_days: null,
      });
      expect((await change(`/trunks/${trunk}`, by, { trusts_caller_id: false })).body).toEqual({
        trunk_id: trunk,
        name: 'Provider',
        trusts_caller_id: false,
        phones: ['+12025550110'],
      });
      expect(await told()).toEqual([
        'rules_changed: The rules were changed: caller_check from knowledge to none.',
        'rules_changed: The rules were changed: countries from nothing to ["CA", "US"], max_calls_per_week from 20000 to 70.',
        'rules_changed: The rules were changed: event_days from nothing to 365, recording_days from nothing to 14.',
        'rules_changed: The rules were changed: trusts_caller_id of Provider from true to false.',
      ]);
      // Back as they were, and said again.
      await change('/agent', by, { caller_check: 'knowledge' });
      await change('/dialer', by, { countries: null, max_calls_per_week: 20_000 });
      await change('/people/retention', by, { event_days: null, recording_days: null });
      await change(`/trunks/${trunk}`, by, { trusts_caller_id: true });
      expect(await told()).toHaveLength(8);
      // What stays as it was is no news.
      await change('/dialer', by, { callbacks_abroad: false });
      expect(await told()).toHaveLength(8);
    },
  );

  it('a country that is taken away is called no more, and one that is added is', async () => {
    const ask = (key: string) =>
      supabase.db.rpc('request_call', {
        organization_id: demoOrganizationId,
        request: {
          scenario: 'appointment',
          phone: '+12025550150',
          source: 'test',
          source_key: key,
          time_zones: [],
        },
      });
    await change('/dialer', 'owner', { countries: ['DE'] });
    expect((await ask('a')).data).toMatchObject({ ok: false, code: 'country_not_allowed' });
    await change('/dialer', 'owner', { countries: [] });
    expect((await ask('b')).data).toMatchObject({ ok: false, code: 'country_not_allowed' });
    await change('/dialer', 'owner', { countries: null });
    expect((await ask('c')).data).toMatchObject({ ok: true });
  });

  it.each([
    ['/agent', { caller_check: 'sometimes' }, 'body.caller_check', 'invalid_request'],
    ['/agent', { caller_check: null }, 'body.caller_check', 'invalid_request'],
    ['/dialer', { countries: ['usa'] }, 'body.countries.0', 'invalid_request'],
    ['/dialer', { countries: ['ZZ'] }, 'body.countries', 'unknown_country'],
    ['/dialer', { countries: ['US', '001'] }, 'body.countries.1', 'invalid_request'],
    ['/dialer', { max_per_number_day: 0 }, 'body.max_per_number_day', 'invalid_request'],
    ['/dialer', { max_per_number_day: null }, 'body.max_per_number_day', 'invalid_request'],
    ['/dialer', { max_calls_per_day: 1.5 }, 'body.max_calls_per_day', 'invalid_request'],
    ['/dialer', { max_calls_per_week: 1e9 }, 'body.max_calls_per_week', 'invalid_request'],
    ['/dialer', { state: 'running' }, 'body.state', 'invalid_request'],
    ['/people/retention', { transcript_days: 0 }, 'body.transcript_days', 'invalid_request'],
    ['/people/retention', { organization_id: randomUUID() }, 'body.organization_id', 'invalid_request'],
    [`/trunks/${trunk}`, {}, 'body.trusts_caller_id', 'invalid_request'],
    ['/trunks/Provider', { trusts_caller_id: true }, 'path.id', 'invalid_request'],
  ])('%s refuses %j and names the field and what to send', async (target, body, field, code) => {
    const answer = await change(target, 'owner', body);
    expect(answer.status).toBe(400);
    expect(readError(answer)).toMatchObject({ code, field, fix: expect.stringMatching(/\w/) });
    expect(await told()).toEqual([]);
  });

  it('says of a country what one looks like', async () => {
    const { fix } = readError(await change('/dialer', 'owner', { countries: ['usa'] }));
    expect(fix).toBe('Send body.countries.0 as two capital letters, such as US.');
  });

  it('trunks are shown without their address and user', async () => {
    const text = JSON.stringify(listTrunksResponse.parse(await show('/trunks')));
    expect(text).toContain('Provider');
    expect(JSON.stringify(await show('/trunks'))).not.toMatch(/sip\.example\.com|SIP_PASSWORD|parley/);
    expect(await show('/trunks', 'other')).toEqual({ trunks: [] });
  });

  it('the database keeps to it by itself, also for what the API refuses before', async () => {
    const key = headers.other.authorization?.replace('Bearer ', '') ?? '';
    const { url, keys } = supabase.database;
    const stranger = createMemberDatabase(url, keys.publishable, { apiKey: key });
    const own = createMemberDatabase(url, keys.publishable, {
      apiKey: headers.key.authorization?.replace('Bearer ', '') ?? '',
    });
    const organization_id = demoOrganizationId;
    for (const [name, parameters] of [
      ['change_dial_rules', { organization_id, changes: { max_per_number_day: 100 } }],
      ['change_agent', { organization_id, changes: { caller_check: 'none' } }],
      ['change_retention', { organization_id, changes: { transcript_days: 1 } }],
      ['get_retention', { organization_id }],
      ['list_trunks', { organization_id }],
      ['trust_trunk', { organization_id, trunk_id: trunk, trusts: false }],
    ] as const) {
      expect((await stranger.rpc(name, parameters)).error?.message).toContain('not_a_member');
    }
    for (const changed of [
      { max_per_number_day: 0 },
      { max_per_number_day: 100_000 },
      { max_calls_per_week: 0 },
      { max_callbacks_per_caller_day: -1 },
    ]) {
      const { error } = await own.rpc('change_dial_rules', { organization_id, changes: changed });
      expect(error?.message).toMatch(/dialers_caps_(sane|not_mistyped)/);
    }
    const { error } = await own.rpc('change_retention', { organization_id, changes: { event_days: 0 } });
    expect(error?.message).toContain('retention_days_sane');
    expect((await own.rpc('tell_rules', {})).error).not.toBeNull();
    // Nothing else of the row can be slipped in.
    await own.rpc('change_dial_rules', {
      organization_id,
      changes: { state: 'paused', fail_alert_threshold: 99 },
    });
    expect(dialerResponse.parse(await show('/dialer'))).toMatchObject({
      state: 'running',
      fail_alert_threshold: 5,
    });
  });
});
