import { createHash, randomUUID } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, readError } from '../http/support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from '../http/support/stack.ts';

/** Signed as livekit-server signs: a token of the key with a hash of the body. */

const keys = { apiKey: 'test-key', apiSecret: 'a-secret-for-tests-that-is-long-enough' };

let supabase: TestSupabase;
let server: { url: string; close(): Promise<void> };

beforeAll(async () => {
  supabase = await startDatabase();
  server = await startTestServer({
    ...supabase.env,
    // Nothing listens there: a room that should be closed is left to the runner.
    LIVEKIT_URL: 'ws://127.0.0.1:9',
    LIVEKIT_API_KEY: keys.apiKey,
    LIVEKIT_API_SECRET: keys.apiSecret,
  });
});
afterAll(async () => {
  await server?.close();
  await supabase?.close();
});

async function post(body: string, signed = { body, ...keys }) {
  const token = new AccessToken(signed.apiKey, signed.apiSecret, { ttl: 60 });
  token.sha256 = createHash('sha256').update(signed.body).digest('base64');
  return ask(server.url, '/livekit/webhook', {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json', authorization: await token.toJwt() },
    body,
  });
}

function told(event: string, roomName: string, options: { id?: string; agent?: boolean } = {}): string {
  return JSON.stringify({
    event,
    id: options.id ?? `EV_${randomUUID()}`,
    createdAt: String(Math.floor(Date.now() / 1000)),
    room: { sid: 'RM_test', name: roomName },
    participant: { sid: 'PA_test', identity: 'someone', kind: options.agent ? 'AGENT' : 'SIP' },
    somethingNew: true,
  });
}

async function openCall() {
  const calls = createCalls(supabase.db);
  const roomName = `call-${randomUUID()}`;
  const { call } = await calls.open({
    organizationId: demoOrganizationId,
    scenario: 'appointment',
    direction: 'inbound',
    channel: 'sip',
    roomName,
    fromPhone: null,
    toPhone: null,
    rehearsal: false,
    leaseSeconds: 30,
  });
  await supabase.database.sql.query(
    `insert into public.legs (organization_id, call_id, kind, direction) values ($1, $2, 'person', 'inbound')`,
    [demoOrganizationId, call.id],
  );
  const end = (endReason: 'person_hung_up' | 'transferred') =>
    calls.end(call.id, { outcome: 'answered', disposition: null, endReason });
  return { id: call.id, roomName, end };
}

async function stateOf(callId: string) {
  const [row] = await supabase.database.sql.query<{ left: number; held: number; ended: boolean }>(
    `select extract(epoch from lease_expires_at - app.now())::float8 as left, ended_at is not null as ended,
       (select count(*)::integer from public.legs where call_id = calls.id and released_at is null) as held
     from public.calls where id = $1`,
    [callId],
  );
  return row;
}

async function joined(callId: string) {
  const [row] = await supabase.database.sql.query<{ joined: boolean }>(
    'select joined_at is not null as joined from public.calls where id = $1',
    [callId],
  );
  return row?.joined;
}

describe('POST /livekit/webhook', () => {
  it('frees the lines of an ended call once its room is gone', async () => {
    const call = await openCall();
    await call.end('person_hung_up');
    expect(await stateOf(call.id)).toMatchObject({ held: 1 });
    expect((await post(told('room_finished', call.roomName))).body).toEqual({ ok: true, replayed: false });
    expect(await stateOf(call.id)).toMatchObject({ held: 0 });
  });

  it('ends no call by itself, but leaves a silent job half a lease', async () => {
    const call = await openCall();
    await post(told('participant_left', call.roomName));
    const state = await stateOf(call.id);
    expect(state).toMatchObject({ held: 1, ended: false });
    expect(state?.left).toBeLessThanOrEqual(15);
    expect(state?.left).toBeGreaterThan(10);
    expect(await createCalls(supabase.db).renew(call.id, 30)).toBe(true);
  });

  it('remembers that the person came, and takes no lease for it', async () => {
    const call = await openCall();
    await post(told('participant_joined', call.roomName, { agent: true }));
    expect(await joined(call.id)).toBe(false);
    await post(told('participant_joined', call.roomName));
    expect(await joined(call.id)).toBe(true);
    expect((await stateOf(call.id))?.left).toBeGreaterThan(20);
  });

  it('closes a room that a token made anew after its call, and not one where two talk after a hand-over', async () => {
    const closes = async (roomName: string, isAgent = false) => {
      const { data } = await supabase.db.rpc('hear_livekit_event', {
        event_id: `EV_${randomUUID()}`,
        event: 'participant_joined',
        room_name: roomName,
        is_agent: isAgent,
        grace_seconds: 15,
      });
      return data.close_room;
    };
    const [over, handedOver, live] = [await openCall(), await openCall(), await openCall()];
    await over.end('person_hung_up');
    await handedOver.end('transferred');
    expect(await closes(over.roomName)).toBe(true);
    expect(await closes(over.roomName, true)).toBe(false);
    expect(await closes(handedOver.roomName)).toBe(false);
    expect(await closes(live.roomName)).toBe(false);
  });

  it('does nothing when the same event comes again', async () => {
    const call = await openCall();
    const body = told('participant_left', call.roomName, { id: 'EV_same' });
    await post(body);
    await createCalls(supabase.db).renew(call.id, 30);
    expect((await post(body)).body).toEqual({ ok: true, replayed: true });
    expect((await stateOf(call.id))?.left).toBeGreaterThan(20);
  });

  it('hears of rooms that are no calls, and of events that nobody needs', async () => {
    for (const body of [told('room_finished', 'somewhere'), told('track_published', 'somewhere')]) {
      expect(await post(body)).toMatchObject({ status: 200, body: { ok: true, replayed: false } });
    }
  });

  it('frees no line while two people talk after a hand-over', async () => {
    const call = await openCall();
    await call.end('transferred');
    await post(told('participant_left', call.roomName, { agent: true }));
    expect(await stateOf(call.id)).toMatchObject({ held: 1 });
    await post(told('room_finished', call.roomName));
    expect(await stateOf(call.id)).toMatchObject({ held: 0 });
  });

  it('refuses a body that is not the signed one, another key, and no signature', async () => {
    const call = await openCall();
    await call.end('person_hung_up');
    const body = told('room_finished', call.roomName);
    const other = told('room_finished', 'another-room');
    const answers = await Promise.all([
      post(body, { body: other, ...keys }),
      post(body, { body, apiKey: keys.apiKey, apiSecret: 'another-secret-that-is-long-enough-too' }),
      ask(server.url, '/livekit/webhook', { method: 'POST', body }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(readError(answer)).toMatchObject({ code: 'webhook_refused' });
    }
    expect(await stateOf(call.id)).toMatchObject({ held: 1 });
  });

  it('refuses a token that lets somebody into a room', async () => {
    const call = await openCall();
    const token = new AccessToken(keys.apiKey, keys.apiSecret, { identity: 'person', ttl: 60 });
    token.addGrant({ room: call.roomName, roomJoin: true });
    const answer = await ask(server.url, '/livekit/webhook', {
      method: 'POST',
      headers: { authorization: await token.toJwt() },
      body: told('room_finished', call.roomName),
    });
    expect(answer.status).toBe(401);
  });
});

it('takes a webhook of any size that LiveKit allows, and none above it', async () => {
  const { roomName } = await openCall();
  const metadata = '\u0001'.repeat(64_000);
  const large = { ...JSON.parse(told('participant_joined', roomName)), room: { name: roomName, metadata } };
  large.participant = { identity: 'someone', metadata, attributes: { note: '"'.repeat(64_000) } };
  expect((await post(JSON.stringify(large))).status).toBe(200);
  expect((await post(`{"event":"x","id":"${'y'.repeat(2 * 1024 * 1024)}"}`)).status).toBe(413);
});
