import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  callDetailResponse,
  healthResponse,
  listAppointmentsResponse,
  listCallsResponse,
} from '../../../src/http/contract.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, readError } from './support/client.ts';
import { converse, openCall } from './support/rows.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

let database: TestSupabase;
let server: { url: string; close(): Promise<void> };

beforeAll(async () => {
  database = await startDatabase();
  server = await startTestServer(database.env);
}, 60_000);

afterAll(async () => {
  await server?.close();
  await database?.close();
});

const get = (target: string) => ask(server.url, target);

describe('GET /health', () => {
  it('needs no credentials and says what is real, what stands in and how to get the rest', async () => {
    const answer = await get('/health');
    expect(answer.status).toBe(200);
    const health = healthResponse.parse(answer.body);
    expect(health).toMatchObject({
      ok: true,
      database: { ok: true, kind: 'embedded' },
      livekit: { ok: false },
      speech: { real: false },
      rehearsal: true,
    });
    expect(health.missing.map(({ part }) => part)).toEqual(['livekit', 'speech', 'model', 'voice']);
    for (const { why, fix } of health.missing) expect(why.length * fix.length).toBeGreaterThan(0);
  });

  it('repeats what the start command found out about a missing livekit-server', async () => {
    const why = 'Go could not build it.';
    const env = { ...database.env, PARLEY_MISSING_LIVEKIT: JSON.stringify({ why, fix: 'Install Go.' }) };
    const other = await startTestServer(env);
    const health = healthResponse.parse((await ask(other.url, '/health')).body);
    expect(health.missing[0]).toEqual({ part: 'livekit', why, fix: 'Install Go.' });
    await other.close();
  });

  it('is not ok, with 503, when the database does not answer, and says so within two seconds', async () => {
    const unreachable = { SUPABASE_URL: 'http://127.0.0.1:9', PARLEY_EMBEDDED_DATABASE: 'false' };
    const other = await startTestServer({ ...database.env, ...unreachable });
    const startedAt = performance.now();
    const answer = await ask(other.url, '/health');
    expect(answer.status).toBe(503);
    expect(healthResponse.parse(answer.body)).toMatchObject({ ok: false, database: { ok: false } });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    const calls = await ask(other.url, '/calls', { headers: { 'x-api-key': 'parley_any' } });
    expect([calls.status, readError(calls).code]).toEqual([503, 'database_failed']);
    expect(JSON.stringify(calls.body)).not.toContain('127.0.0.1:9');
    await other.close();
  });
});

describe('GET /calls/{id}', () => {
  it('has turns with latency and decision, events, cost, preferences and appointments', async () => {
    const { callId, appointment } = await converse(database.db, demoOrganizationId);
    const answer = await get(`/calls/${callId}`);
    expect(answer.status).toBe(200);
    const detail = callDetailResponse.parse(answer.body);
    expect(detail.call).toMatchObject({
      id: callId,
      channel: 'web',
      person: { name: 'Ann Example', phone: '+12025550100' },
      ended_at: null,
      outcome: null,
    });
    expect(detail.turns.map(({ role }) => role)).toEqual(['agent', 'person', 'agent']);
    expect(detail.turns[1]).toMatchObject({
      latency: { end_of_turn_ms: 210, model_ms: 320.5, speech_ms: 95, total_ms: 625.5 },
      decision: { expected: 'open', verdict: 'unclear', probability: 0.42, source: 'model' },
    });
    expect(detail.turns[2]).toMatchObject({ interrupted: true, heard: 'You are booked.' });
    expect(detail.events).toMatchObject([{ type: 'tool_call', tool: 'book_appointment', status: 'success' }]);
    expect(detail.appointments).toEqual([appointment]);
    // 90 s at $0.0043 a minute, 1200 characters at $0.00001.
    expect(detail.cost_breakdown.total).toBeCloseTo(0.01845, 9);
    expect(detail.user_preferences.weekdays).toHaveLength(1);
    expect(detail.summary).toBeNull();
  });

  it('has the ending and, as a call_summary event, the summary once they are written', async () => {
    const { callId, appointment } = await converse(database.db, demoOrganizationId, '+12025550101');
    const calls = createCalls(database.db);
    await calls.end(callId, { outcome: 'answered', disposition: 'booked', endReason: 'person_hung_up' });
    await calls.recordSummary(callId, { summary: 'Booked a cleaning.', sentiment: 'positive' });
    const detail = callDetailResponse.parse((await get(`/calls/${callId}`)).body);
    expect(detail).toMatchObject({
      outcome: 'answered',
      disposition: 'booked',
      end_reason: 'person_hung_up',
      sentiment: 'positive',
      summary: {
        type: 'call_summary',
        summary: 'Booked a cleaning.',
        appointments: [appointment],
        cost_breakdown: detail.cost_breakdown,
        user_preferences: detail.user_preferences,
      },
    });
  });

  it('shows the rest of a call of which one event is not understood', async () => {
    const { callId } = await converse(database.db, demoOrganizationId, '+12025550102');
    const foreign = { type: 'hologram', timestamp: new Date().toISOString() };
    const { error } = await database.db.rpc('record_event', { call_id: callId, event: foreign });
    expect(error).toBeNull();
    const detail = callDetailResponse.parse((await get(`/calls/${callId}`)).body);
    expect(detail.events.map(({ type }) => type)).toEqual(['tool_call']);
  });

  it('knows no call that is not there, and says which part of a malformed id is wrong', async () => {
    const missing = await get('/calls/00000000-0000-4000-8000-00000000dead');
    expect([missing.status, readError(missing).code]).toEqual([404, 'call_not_found']);
    const malformed = await get('/calls/42');
    expect([malformed.status, readError(malformed).field]).toEqual([400, 'path.id']);
  });
});

describe('GET /calls', () => {
  it('pages through all calls, newest first, none twice, also where many began at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 7 }, () => openCall(database.db, demoOrganizationId, { taken: false })),
    );
    const ids = new Set(opened.map(({ call }) => call.id));
    const started = new Date().toISOString();
    await database.db
      .from('calls')
      .update({ started_at: started })
      .in('id', [...ids]);

    const seen: string[] = [];
    let before: string | null = null;
    do {
      const answer = await get(`/calls?limit=3${before === null ? '' : `&before=${before}`}`);
      const page = listCallsResponse.parse(answer.body);
      expect(page.calls.length).toBeLessThanOrEqual(3);
      seen.push(...page.calls.map(({ id }) => id));
      before = page.next_cursor;
    } while (before !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => ids.has(id))).toHaveLength(ids.size);
    const { count } = await database.db.from('calls').select('id', { count: 'exact', head: true });
    expect(seen).toHaveLength(count ?? -1);
  });

  it.each([
    ['limit=0', 'query.limit', 'at least 1'],
    ['limit=101', 'query.limit', 'at most 100'],
    ['limit=ten', 'query.limit', 'number'],
    ['before=nonsense', 'query.before', 'next_cursor'],
    ['limt=5', 'query.limt', 'Leave query.limt out'],
  ])('refuses ?%s, naming the field and the fix', async (query, field, fix) => {
    const answer = await get(`/calls?${query}`);
    expect(answer.status).toBe(400);
    const error = readError(answer);
    expect([error.code, error.field]).toEqual(['invalid_request', field]);
    expect(error.fix).toContain(fix);
  });
});

describe('GET /appointments', () => {
  it('lists from today on, soonest first, with the person and the call', async () => {
    const { callId, appointment } = await converse(database.db, demoOrganizationId, '+12025550103');
    const { appointments } = listAppointmentsResponse.parse((await get('/appointments')).body);
    const found = appointments.find(({ appointment_id }) => appointment_id === appointment.appointment_id);
    expect(found).toEqual({
      ...appointment,
      call_id: callId,
      person: { name: 'Ann Example', phone: '+12025550103' },
    });
    const starts = appointments.map(({ starts_at }) => starts_at);
    expect(starts).toEqual(starts.toSorted());
  });

  it('takes both ends of a range as days of the organization', async () => {
    const { appointment } = await converse(database.db, demoOrganizationId, '+12025550104');
    const { date } = appointment;
    const on = listAppointmentsResponse.parse((await get(`/appointments?from=${date}&to=${date}`)).body);
    expect(on.appointments.map(({ appointment_id }) => appointment_id)).toContain(appointment.appointment_id);
    expect(new Set(on.appointments.map((other) => other.date))).toEqual(new Set([date]));
    const canceled = await get(`/appointments?from=${date}&to=${date}&status=canceled`);
    expect(listAppointmentsResponse.parse(canceled.body).appointments).toEqual([]);
  });

  it.each([
    ['from=2027-02-30', 'query.from', 'YYYY-MM-DD'],
    ['from=0000-01-01', 'query.from', '/docs'],
    ['to=9999-12-31', 'query.to', '/docs'],
    ['status=lost', 'query.status', 'held, booked, canceled, lapsed'],
    ['from=2027-03-02&to=2027-03-01', 'query.to', 'not before'],
  ])('refuses ?%s, naming the field and the fix', async (query, field, fix) => {
    const answer = await get(`/appointments?${query}`);
    expect([answer.status, readError(answer).field]).toEqual([400, field]);
    expect(readError(answer).fix).toContain(fix);
  });
});
