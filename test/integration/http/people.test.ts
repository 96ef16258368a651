import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasePersonResponse, exportPersonResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import { keepRetention } from '../../../src/services/supabase/supabase-people.ts';
import {
  addOrganization,
  countRows,
  databases,
  demoOrganizationId,
} from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { filesWith, fillTables, keepRecording, tablesWith } from './support/person-rows.ts';
import { signUp } from './support/sign-up.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

const zelda = { organizationId: demoOrganizationId, phone: '+12025550171', name: 'Zelda Quimby' };
const ann = { organizationId: demoOrganizationId, phone: '+12025550172', name: 'Ann Example' };
const zeldasWords = [zelda.phone, zelda.name];

describe.each(databases)('people by their number, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let other: string;
  let headers: Record<'key' | 'owner' | 'member' | 'other', Record<string, string>>;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    await supabase.database.setNow('2026-11-20T15:00:00.000Z');
    server = await startTestServer({ ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    other = await addOrganization(supabase.database.sql, { slug: 'other' });
    const keyOf = async (organization: string) =>
      bearer((await createApiKey(supabase.db, { organization, name: 'test' })).key);
    headers = {
      key: await keyOf('demo-clinic'),
      owner: await signUp(supabase.database, 'owner'),
      member: await signUp(supabase.database, 'member'),
      other: await keyOf('other'),
    };
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  const post = (target: string, by: keyof typeof headers, phone: string) =>
    ask(server.url, target, {
      method: 'POST',
      headers: { ...headers[by], 'content-type': 'application/json' },
      body: JSON.stringify({ phone }),
    });
  const folder = () => String(supabase.env.PARLEY_DATA_DIR);

  it('hands everything out to an owner, and to nobody of another organization', async () => {
    const { sql } = supabase.database;
    const { calls } = await fillTables(sql, zelda);
    await fillTables(sql, ann);
    await keepRecording(sql, { ...zelda, callId: calls[0] ?? '', folder: folder(), words: zelda.name });
    await fillTables(sql, { ...ann, organizationId: other });

    const { phone, data, recordings } = exportPersonResponse.parse(
      (await post('/people/export', 'owner', zelda.phone)).body,
    );
    expect(phone).toBe(zelda.phone);
    const counts = Object.fromEntries(Object.entries(data).map(([section, rows]) => [section, rows.length]));
    expect(counts).toEqual({
      turns: 2,
      events: 2,
      tool_calls: 2,
      reviews: 2,
      captures: 2,
      caller_checks: 2,
      proofs: 1,
      legs: 2,
      costs: 2,
      attempts: 1,
      requests: 1,
      appointments: 1,
      customer_results: 1,
      customers: 1,
      panel_results: 1,
      campaigns: 1,
      campaign_notes: 1,
      campaign_offers: 1,
      commitments: 1,
      providers: 1,
      users: 2,
      calls: 2,
    });
    expect(recordings).toEqual([{ call_id: calls[0], url: `/calls/${calls[0]}/recording` }]);
    expect(JSON.stringify(data)).not.toContain(ann.phone);

    const foreign = exportPersonResponse.parse((await post('/people/export', 'other', zelda.phone)).body);
    expect(Object.values(foreign.data).flat()).toEqual([]);
  });

  it('is not for a member who is no owner, nor for somebody without credentials', async () => {
    for (const target of ['/people/export', '/people/erase']) {
      const refused = await post(target, 'member', zelda.phone);
      expect([refused.status, readError(refused).code]).toEqual([403, 'owner_required']);
      const anonymous = await ask(server.url, target, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone: zelda.phone }),
      });
      expect(anonymous.status).toBe(401);
    }
    expect(await tablesWith(supabase.database.sql, zeldasWords)).toContain('public.users');
  });

  it('erases nobody for another organization', async () => {
    const { erased } = erasePersonResponse.parse((await post('/people/erase', 'other', zelda.phone)).body);
    expect(new Set(Object.values(erased))).toEqual(new Set([0]));
    expect(await tablesWith(supabase.database.sql, zeldasWords)).toContain('public.calls');
  });

  it('waits for the end of a call with them', async () => {
    const { sql } = supabase.database;
    await sql.exec(`update public.call_requests set status = 'dialing' where phone = '${zelda.phone}'`);
    const refused = await post('/people/erase', 'key', zelda.phone);
    expect([refused.status, readError(refused).code]).toEqual([409, 'person_in_call']);
    await sql.exec(`update public.call_requests set status = 'completed' where phone = '${zelda.phone}'`);
  });

  it('leaves neither number nor name of an erased person in any table or file', async () => {
    const { sql } = supabase.database;
    // The search finds them before: in every table that was filled, and in the recording.
    expect((await tablesWith(sql, zeldasWords)).length).toBeGreaterThanOrEqual(16);
    expect(await filesWith(folder(), zeldasWords)).toHaveLength(2);
    const annBefore = (await tablesWith(sql, [ann.phone, ann.name])).length;

    const answer = erasePersonResponse.parse((await post('/people/erase', 'owner', zelda.phone)).body);

    expect(answer.recordings).toEqual({ deleted: 1, deleted_within_minutes: 0 });
    expect(Object.keys(answer.kept).sort()).toEqual([
      'calls',
      'campaign_notes',
      'campaign_offers',
      'campaigns',
      'commitments',
      'costs',
      'legs',
      'refusals',
    ]);
    expect(await tablesWith(sql, zeldasWords)).toEqual([]);
    expect(await filesWith(folder(), zeldasWords)).toEqual([]);
    // Costs stay, and everybody else does.
    expect(await countRows(sql, 'calls', 'erased_at is not null')).toBe(2);
    expect(
      await countRows(sql, 'usage', 'call_id in (select id from public.calls where erased_at is not null)'),
    ).toBe(2);
    expect((await tablesWith(sql, [ann.phone, ann.name])).length).toBe(annBefore);
    const gone = exportPersonResponse.parse((await post('/people/export', 'owner', zelda.phone)).body);
    expect(Object.values(gone.data).flat()).toEqual([]);
  });

  it('takes nothing more about an erased call, from whoever is late', async () => {
    const { sql } = supabase.database;
    const [call] = await sql.query<{ id: string }>(
      'select id from public.calls where erased_at is not null',
      [],
    );
    const late = { call_id: call?.id, summary: zelda.name, sentiment: 'neutral' };
    const { data } = await supabase.db.rpc('record_summary', late);
    expect(data).toEqual({ ok: true, first: false });
    await sql.exec(`
      insert into public.turns (organization_id, call_id, turn_index, role, text, started_at)
      values ('${demoOrganizationId}', '${call?.id}', 9, 'person', '${zelda.name}', app.now());
      insert into public.call_events (organization_id, call_id, type, event, occurred_at)
      values ('${demoOrganizationId}', '${call?.id}', 'notice', '{"name":"${zelda.name}"}', app.now());
      update public.calls set from_phone = '${zelda.phone}', summary = '${zelda.name}' where id = '${call?.id}';
    `);
    expect(await tablesWith(sql, zeldasWords)).toEqual([]);
    // A crashed job's recording is filed late: it is over at once.
    await sql.exec(`delete from public.call_recordings where call_id = '${call?.id}'`);
    await keepRecording(sql, { ...zelda, callId: call?.id ?? '', folder: folder(), words: 'late' });
    expect(
      await countRows(sql, 'call_recordings', `call_id = '${call?.id}' and expires_at <= app.now()`),
    ).toBe(1);
  });

  it('keeps a number refused that was on the list before, whoever brings it again', async () => {
    const { sql } = supabase.database;
    expect(await countRows(sql, 'do_not_call', `phone = '${zelda.phone}'`)).toBe(0);
    const request = {
      scenario: 'appointment',
      phone: zelda.phone,
      source: 'test',
      time_zones: ['America/New_York'],
    };
    await supabase.db.rpc('request_call', {
      organization_id: demoOrganizationId,
      request: { ...request, source_key: 'again' },
    });
    expect(
      await sql.query(
        `select status, status_reason from public.call_requests where source_key = 'again'`,
        [],
      ),
    ).toEqual([{ status: 'blocked', status_reason: 'do_not_call' }]);
    // From now on it is on the list itself, and every question is answered from there.
    const second = await supabase.db.rpc('request_call', {
      organization_id: demoOrganizationId,
      request: { ...request, source_key: 'once more' },
    });
    expect(second.data).toEqual({ ok: false, code: 'do_not_call' });
    expect(await countRows(sql, 'blocked_callers', `phone = '${zelda.phone}'`)).toBe(1);
    // Another organization was refused nothing.
    const elsewhere = await supabase.db.rpc('request_call', {
      organization_id: other,
      request: { ...request, source_key: 'again' },
    });
    expect(elsewhere.data).toMatchObject({ ok: true });
  });

  it.each(['2025550171', '+120255', '+12025550171; --', ''])('refuses "%s" as a number', async (phone) => {
    for (const target of ['/people/export', '/people/erase']) {
      const refused = await post(target, 'key', phone);
      expect([refused.status, readError(refused).field]).toEqual([400, 'body.phone']);
    }
  });

  it('no policy lets anybody at the key, the hashes or what tables say of themselves', async () => {
    const open = await supabase.database.sql.query(
      `select relname from pg_class
       where oid in ('app.erasure_key'::regclass, 'app.erased_refusals'::regclass, 'app.person_data'::regclass)
         and (not relrowsecurity or exists (select from pg_policy where polrelid = pg_class.oid))`,
      [],
    );
    expect(open).toEqual([]);
  });

  it('every table that knows a call, a user or a number says what an export and an erasure do with it', async () => {
    const silent = await supabase.database.sql.query<{ name: string }>(
      `select distinct columns.table_name::text as name from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE'
         and (column_name in ('call_id', 'phone', 'mobile') or column_name = 'user_id' and table_name <> 'members')
         and format('%I.%I', table_schema, table_name)::regclass not in (select source from app.person_data)
       order by 1`,
      [],
    );
    expect(silent.map(({ name }) => name)).toEqual([
      // Moved to a keyed hash, deleted with their files, or about the business's own lines and staff.
      'blocked_callers',
      'call_recordings',
      'do_not_call',
      'lines',
      'operators',
      // Of live calls only.
      'provider_seats',
    ]);
  });

  it('a business’s days cut transcripts, events and recordings, and erase who was only ever called', async () => {
    const { database } = supabase;
    const { sql } = database;
    await sql.exec(`delete from public.customers where organization_id = '${other}';
      delete from public.appointments where organization_id = '${other}'`);
    const cold = { organizationId: other, phone: '+12025550173', name: 'Bob Cold' };
    const { inbound } = await fillTables(sql, cold);
    await sql.exec(`update public.calls set direction = 'outbound', from_phone = null, to_phone = '${cold.phone}'
      where id = '${inbound}'; delete from public.customers where mobile = '${cold.phone}';
      delete from public.appointments where organization_id = '${other}';
      delete from public.campaigns where organization_id = '${other}';
      delete from public.providers where organization_id = '${other}'`);
    await keepRecording(sql, { ...cold, callId: inbound, folder: folder(), words: 'x' });
    await sql.exec(`insert into public.retention (organization_id, transcript_days, event_days, recording_days, only_called_days)
      values ('${other}', 10, 20, 5, 30)`);
    expect(
      await countRows(
        sql,
        'call_recordings',
        `call_id = '${inbound}' and expires_at = started_at + interval '5 days'`,
      ),
    ).toBe(1);
    const of = (table: string) => countRows(sql, table, `organization_id = '${other}'`);
    const keep = async () => {
      const db = createDatabase(database.url, database.keys.secret);
      for (let more = true; more; ) more = await keepRetention(db, 1);
    };

    await database.setNow('2026-11-30T14:00:00.000Z');
    await keep();
    expect([await of('turns'), await of('call_events')]).toEqual([4, 4]);
    await database.setNow('2026-11-30T16:00:00.000Z');
    await keep();
    expect([await of('turns'), await of('outreach_captures'), await of('call_events')]).toEqual([0, 0, 4]);
    await database.setNow('2026-12-10T16:00:00.000Z');
    await keep();
    expect([await of('call_events'), await of('tool_calls'), await of('users')]).toEqual([0, 0, 5]);
    await database.setNow('2026-12-20T16:00:00.000Z');
    await keep();
    // Ann called herself once, and stays.
    expect(await tablesWith(sql, [cold.phone, cold.name])).toEqual([]);
    expect(await countRows(sql, 'users', `phone = '${ann.phone}' and organization_id = '${other}'`)).toBe(1);
    expect(await countRows(sql, 'turns', `organization_id = '${demoOrganizationId}'`)).toBeGreaterThan(0);
    await database.setNow('2026-11-20T15:00:00.000Z');
  });
});
