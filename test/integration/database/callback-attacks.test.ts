import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContactPreferences } from '../../../src/services/supabase/supabase-contact-preferences.ts';
import { callRequest } from '../../support/call-request.ts';
import { addOrganization, keyIn } from '../../support/database-fixtures.ts';
import { dialingPorts } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

/** Noon in New York, on a Friday. */
const noon = '2026-11-27T17:00:00.000Z';
const when = { earliest: '2026-11-27T18:00:00.000Z' };
const premium = '+19005550100';
const satellite = '+881612345678';
const stranger = '+12025550177';
const caller = '+12025550142';

describe('whom a caller can have called', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let connections: postgres.Sql[];
  let organizationId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    ports = dialingPorts(database);
    connections = await database.connect(8);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    await database.sql.query(
      `update public.call_requests set status = 'canceled' where status = 'waiting'`,
      [],
    );
    organizationId = await addOrganization(database.sql);
    await ports.addLine(organizationId);
  });

  const identify = (callId: string, phone: string) =>
    ports.users.identify(keyIn(callId), { phone, name: null });
  const promise = (callId: string, confirmedPhone: string | null = null) =>
    createContactPreferences(ports.db).promiseCallback(keyIn(callId), { when, note: null, confirmedPhone });
  const typed = () => ports.openCall({ organizationId, channel: 'web' });
  const owed = () =>
    database.sql.query<{ phone: string; number_known_by: string }>(
      `select phone, number_known_by from public.call_requests
       where organization_id = $1::uuid and status = 'waiting' order by created_at`,
      [organizationId],
    );
  const set = (columns: string) =>
    database.sql.query(`update public.dialers set ${columns} where organization_id = $1::uuid`, [
      organizationId,
    ]);

  it('is nobody from one typed call: no premium number, no satellite, no stranger', async () => {
    const call = await typed();
    const answers: string[] = [];
    for (const phone of [premium, satellite, stranger, '+18765550123', '+442079460018', '+49900123456']) {
      await identify(call, phone);
      const answer = await promise(call);
      answers.push(answer.ok ? 'ok' : answer.code);
    }
    expect(answers).toEqual([
      'number_barred',
      'number_barred',
      'number_not_confirmed',
      'country_not_allowed',
      'country_not_allowed',
      'number_barred',
    ]);
    expect(await owed()).toEqual([]);
  });

  it('is no premium number that was confirmed either', async () => {
    const call = await typed();
    for (const phone of [premium, satellite]) {
      await identify(call, phone);
      expect(await promise(call, phone)).toEqual({ ok: false, code: 'number_barred' });
    }
  });

  it('is one number a call, the last one that was confirmed', async () => {
    const call = await typed();
    for (const phone of ['+12025550171', '+12025550172', '+12025550173']) {
      await identify(call, phone);
      expect(await promise(call, phone)).toMatchObject({ ok: true });
    }
    expect(await owed()).toEqual([{ phone: '+12025550173', number_known_by: 'confirmed' }]);
    await identify(call, '+12025550174');
    expect(await promise(call, '+12025550174')).toEqual({ ok: false, code: 'too_many_calls' });
    expect(await owed()).toMatchObject([{ phone: '+12025550173' }]);
  });

  it('is another number than the confirmed one in no case', async () => {
    const call = await typed();
    await identify(call, stranger);
    expect(await promise(call, caller)).toMatchObject({ code: 'number_not_confirmed', phone: stranger });
  });

  it('is whoever the business signed in, unasked', async () => {
    const call = await ports.callOf(caller, { organizationId });
    expect(await promise(call)).toMatchObject({ ok: true });
    expect(await owed()).toEqual([{ phone: caller, number_known_by: 'signed_in' }]);
  });

  it('is a caller from abroad only where the organization calls back abroad', async () => {
    const call = await ports.callOf('+442079460018', { organizationId });
    expect(await promise(call)).toEqual({ ok: false, code: 'country_not_allowed' });
    await set('callbacks_abroad = true');
    expect(await promise(call)).toMatchObject({ ok: true });
    const other = await typed();
    await identify(other, '+442079460019');
    expect(await promise(other, '+442079460019')).toEqual({ ok: false, code: 'country_not_allowed' });
  });

  it('is never more than a few callbacks a caller, in however many calls at once', async () => {
    const calls: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      const call = await ports.openCall({ organizationId, channel: 'web', fromPhone: caller });
      await identify(call, caller);
      calls.push(call);
    }
    const wish = JSON.stringify({ ...when, note: null, time_zones: ['America/New_York'] });
    const answers = await Promise.all(
      calls.map(async (call, index) => {
        const [row] = await connections[index]!<Array<{ answer: { ok: boolean; code?: string } }>>`
          select public.promise_callback(${call}::uuid, 'tool', ${wish}::text::jsonb) as answer`;
        return row?.answer.ok ? 'ok' : row?.answer.code;
      }),
    );
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'too_many_calls')).toHaveLength(5);
  });

  it('is owed so many calls and no more, whoever asks for them at once', async () => {
    await set('max_per_number_day = 4');
    const answers = await Promise.all(
      connections.map(async (connection, index) => {
        const request = {
          ...callRequest({ phone: caller }),
          source_key: `key ${index}`,
          time_zones: ['UTC'],
        };
        const [row] = await connection<Array<{ answer: { ok: boolean } }>>`
          select public.request_call(${organizationId}::uuid, ${JSON.stringify(request)}::text::jsonb) as answer`;
        return row?.answer.ok;
      }),
    );
    expect(answers.filter(Boolean)).toHaveLength(4);
  });

  it('is dialed so often a day, and then waits for the first of these calls to be a day ago', async () => {
    await set('max_per_number_day = 2');
    for (const minute of ['00', '10']) {
      await database.setNow(`2026-11-27T17:${minute}:00.000Z`);
      await ports.ask(organizationId, caller);
      const [call] = await ports.claim();
      if (!call) throw new Error('nobody is called');
      await ports.finish(call, 'answered');
    }
    await database.setNow('2026-11-27T18:00:00.000Z');
    const third = await ports.ask(organizationId, caller);
    expect(await ports.claim()).toEqual([]);
    expect(await ports.requestRow(third)).toMatchObject({
      status: 'waiting',
      due_at: '2026-11-28T17:00:00.000Z',
    });
    await database.setNow('2026-11-28T17:00:01.000Z');
    expect(await ports.claim()).toHaveLength(1);
  });

  it('is dialed so often a week, and then waits for the first of these calls to be a week ago', async () => {
    await set('max_per_number_week = 2');
    for (const day of ['23', '25']) {
      await database.setNow(`2026-11-${day}T17:00:00.000Z`);
      await ports.ask(organizationId, caller);
      const [call] = await ports.claim();
      if (!call) throw new Error('nobody is called');
      await ports.finish(call, 'answered');
    }
    await database.setNow(noon);
    const third = await ports.ask(organizationId, caller);
    // Two runners that claim at the same moment find the same.
    await Promise.all(
      connections.slice(0, 2).map(
        (connection) => connection`
      select public.claim_calls('runner', 8, 60, true)`,
      ),
    );
    expect(await ports.requestRow(third)).toMatchObject({
      status: 'waiting',
      due_at: '2026-11-30T17:00:00.000Z',
    });
    await database.setNow('2026-11-30T17:00:01.000Z');
    expect(await ports.claim()).toHaveLength(1);
  });

  it('is promised so many callbacks a week, in however many calls at once', async () => {
    await set('max_callbacks_per_caller_week = 3');
    const ask = async (day: string) => {
      await database.setNow(`2026-11-${day}T15:00:00.000Z`);
      const calls: string[] = [];
      for (let index = 0; index < 2; index += 1) {
        const call = await ports.openCall({ organizationId, channel: 'web', fromPhone: caller });
        await identify(call, caller);
        calls.push(call);
      }
      const wish = JSON.stringify({ ...when, note: null, time_zones: ['America/New_York'] });
      return Promise.all(
        connections.slice(0, 2).map(async (connection, index) => {
          const call = calls[index] ?? '';
          const [row] = await connection<Array<{ answer: { ok: boolean; code?: string } }>>`
            select public.promise_callback(${call}::uuid, 'tool', ${wish}::text::jsonb) as answer`;
          return row?.answer.ok ? 'ok' : row?.answer.code;
        }),
      );
    };
    expect(await ask('23')).toEqual(['ok', 'ok']);
    // Of the two that ask at once two days later one is promised the last.
    expect((await ask('25')).toSorted()).toEqual(['ok', 'too_many_calls']);
    expect(await ask('27')).toEqual(['too_many_calls', 'too_many_calls']);
  });

  it('is no more people a week than the organization may call, whatever two runners do at once', async () => {
    await set('max_calls_per_week = 3');
    const claim = (connection: postgres.Sql) => connection<Array<{ answer: Array<{ call_id: string }> }>>`
      select public.claim_calls('runner', 8, 60, true) as answer`;
    const made = () =>
      database.sql.query<{ id: string }>(
        `select id from public.calls where organization_id = $1::uuid and dialed_at is null and ended_at is null`,
        [organizationId],
      );
    await database.setNow('2026-11-24T17:00:00.000Z');
    for (let index = 0; index < 2; index += 1) {
      await ports.ask(organizationId, `+1202555013${index}`);
      const [call] = await ports.claim();
      if (!call) throw new Error('nobody is called');
      await ports.finish(call, 'answered');
    }
    await database.setNow(noon);
    for (let index = 2; index < 8; index += 1) await ports.ask(organizationId, `+1202555013${index}`);
    await Promise.all(connections.slice(0, 2).map(claim));
    for (let round = 0; round < 3; round += 1) await ports.claim();
    expect(await made()).toHaveLength(1);
  });

  it('is no more people a day than the organization may call, whatever two runners do at once', async () => {
    await set('max_calls_per_day = 3');
    for (let index = 0; index < 8; index += 1) await ports.ask(organizationId, `+1202555012${index}`);
    const claim = (connection: postgres.Sql) => connection<Array<{ answer: unknown[] }>>`
      select public.claim_calls('runner', 8, 60, true) as answer`;
    await Promise.all(connections.map(claim));
    for (let round = 0; round < 3; round += 1) await ports.claim();
    const [row] = await database.sql.query<{ calls: number }>(
      'select count(*)::int as calls from public.calls where organization_id = $1::uuid',
      [organizationId],
    );
    expect(row?.calls).toBe(3);
  });

  it('is nobody whose call Parley itself cannot hold, and five such pause nothing', async () => {
    for (let index = 0; index < 6; index += 1) {
      await ports.ask(organizationId, `+1202555013${index}`, { maxAttempts: 1 });
      const [call] = await ports.claim(1);
      if (!call) throw new Error('nobody is called');
      await ports.dialing.begin(call.callId, 60);
      await ports.calls.end(call.callId, { outcome: 'failed', disposition: null, endReason: 'agent_failed' });
      await ports.dialing.release(call.callId);
    }
    expect(await ports.dialer.status(organizationId)).toMatchObject({
      state: 'running',
      consecutiveFailures: 0,
    });
  });
});
