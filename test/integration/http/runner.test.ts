import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AfterCallWork, summarizeEnded, sweep } from '../../../src/calls/ending/after-call.ts';
import { readConfig } from '../../../src/config.ts';
import { callDetailResponse, listCallsResponse } from '../../../src/http/contract.ts';
import { startRunner } from '../../../src/runner.ts';
import { createConfiguredRooms } from '../../../src/services/livekit/livekit-rooms.ts';
import { createAfterCalls } from '../../../src/services/supabase/after-calls.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { Scenarios, summarizer } from '../../../src/wiring/scenarios.ts';
import { demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask } from './support/client.ts';
import { converse, openCall } from './support/rows.ts';
import {
  startDatabase,
  startLivekit,
  startTestServer,
  type TestLivekit,
  type TestSupabase,
} from './support/stack.ts';

const logger = createLogger({ level: 'silent', component: 'test' });
let supabase: TestSupabase;
let livekit: TestLivekit;
let server: { url: string; close(): Promise<void> };
let rooms: RoomServiceClient;

beforeAll(async () => {
  [supabase, livekit] = await Promise.all([startDatabase(), startLivekit()]);
  server = await startTestServer({ ...supabase.env, ...livekit.env });
  rooms = new RoomServiceClient(livekit.url, livekit.apiKey, livekit.apiSecret);
}, 120_000);

afterAll(async () => {
  await server?.close();
  await livekit?.stop();
  await supabase?.close();
});

function work(): AfterCallWork {
  return {
    afterCalls: createAfterCalls(supabase.db),
    calls: createCalls(supabase.db),
    summarize: summarizer(new Scenarios([])),
    rooms: createConfiguredRooms(readConfig({ ...supabase.env, ...livekit.env })),
    clock: systemClock,
    logger,
  };
}

const detailOf = async (callId: string) =>
  callDetailResponse.parse((await ask(server.url, `/calls/${callId}`)).body);

/** As if the lease had lapsed long ago. */
const loseLease = (callId: string) =>
  supabase.db.from('calls').update({ lease_expires_at: '2020-01-01T00:00:00Z' }).eq('id', callId);

describe('a call that nobody runs any more', () => {
  it('is ended once as failed, and its room is closed', async () => {
    const { call } = await openCall(supabase.db, demoOrganizationId);
    await rooms.createRoom({ name: call.roomName ?? '', emptyTimeout: 600 });
    await loseLease(call.id);
    const counts = await Promise.all([sweep(work()), sweep(work()), sweep(work())]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect(await detailOf(call.id)).toMatchObject({
      outcome: 'failed',
      end_reason: 'agent_lost',
      disposition: null,
    });
    expect(await rooms.listRooms([call.roomName ?? ''])).toEqual([]);
  });

  it('is never_started where somebody came and no agent did', async () => {
    const { call } = await openCall(supabase.db, demoOrganizationId, { taken: false });
    await supabase.db.from('calls').update({ joined_at: new Date().toISOString() }).eq('id', call.id);
    await loseLease(call.id);
    await sweep(work());
    expect(await detailOf(call.id)).toMatchObject({ outcome: 'failed', end_reason: 'never_started' });
  });

  it('is no failure where the token was not used, and is left out of the list', async () => {
    const { call } = await openCall(supabase.db, demoOrganizationId, { taken: false });
    await loseLease(call.id);
    await sweep(work());
    expect(await detailOf(call.id)).toMatchObject({ outcome: 'canceled', end_reason: 'never_joined' });
    const { calls } = listCallsResponse.parse((await ask(server.url, '/calls?limit=100')).body);
    expect(calls.map(({ id }) => id)).not.toContain(call.id);
  });

  it('is ended also where its room is gone or LiveKit is not reached', async () => {
    const ids = [];
    for (let at = 0; at < 2; at += 1) {
      const { call } = await openCall(supabase.db, demoOrganizationId);
      await loseLease(call.id);
      ids.push(call.id);
    }
    const unreachable = { ...supabase.env, ...livekit.env, LIVEKIT_URL: 'ws://127.0.0.1:9' };
    await sweep({ ...work(), rooms: createConfiguredRooms(readConfig(unreachable)) });
    for (const id of ids) expect((await detailOf(id)).outcome).toBe('failed');
  });

  it('is left alone while its lease is renewed', async () => {
    const { call } = await openCall(supabase.db, demoOrganizationId);
    await sweep(work());
    expect((await detailOf(call.id)).outcome).toBeNull();
  });
});

describe('a call that ended without a summary', () => {
  it('is summed up once, from its rows, and GET /calls/{id} has the event', async () => {
    const { callId, appointment } = await converse(supabase.db, demoOrganizationId);
    await loseLease(callId);
    await sweep(work());
    const counts = await Promise.all([summarizeEnded(work()), summarizeEnded(work())]);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(1);

    const detail = await detailOf(callId);
    expect(detail.summary).toMatchObject({
      type: 'call_summary',
      appointments: [appointment],
      cost_breakdown: detail.cost_breakdown,
      user_preferences: detail.user_preferences,
    });
    expect(detail.summary?.summary).toContain('The caller said: “I would like to book a cleaning”. Booked ');
    expect(detail.sentiment).toBe('neutral');
    expect(detail.events.filter(({ type }) => type === 'call_summary')).toHaveLength(1);
    expect(await summarizeEnded(work())).toBe(0);
  });

  it('is left to its job for a while, which may still be writing it', async () => {
    const { callId } = await converse(supabase.db, demoOrganizationId, '+12025550105');
    await createCalls(supabase.db).end(callId, {
      outcome: 'answered',
      disposition: 'booked',
      endReason: 'person_hung_up',
    });
    await summarizeEnded(work());
    expect((await detailOf(callId)).summary).toBeNull();
  });
});

describe('the runner', () => {
  it('does all of it by itself until it is closed', async () => {
    const { callId } = await converse(supabase.db, demoOrganizationId, '+12025550106');
    await loseLease(callId);
    const runner = await startRunner(readConfig({ ...supabase.env, ...livekit.env }), logger);
    await vi.waitFor(async () => expect((await detailOf(callId)).summary).not.toBeNull(), {
      timeout: 20_000,
      interval: 200,
    });
    await runner.close();
  });

  it('goes on when the database does not answer', async () => {
    const gone = { ...supabase.env, SUPABASE_URL: 'http://127.0.0.1:9' };
    const runner = await startRunner(readConfig(gone), logger);
    await runner.close();
  });
});
