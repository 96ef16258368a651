import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
  VideoSource,
} from '@livekit/rtc-node';
import { AccessToken, AgentDispatchClient, RoomServiceClient, TokenVerifier } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TokenResponse, tokenResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createUsers } from '../../../src/services/supabase/supabase-users.ts';
import { addOrganization, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import {
  startDatabase,
  startLivekit,
  startTestServer,
  type TestLivekit,
  type TestSupabase,
} from './support/stack.ts';

/** What the server lets one address start in a minute. */
const perMinute = 20;

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

const post = (body?: unknown, url = server.url, headers: Record<string, string> = {}) =>
  ask(url, '/token', {
    method: 'POST',
    ...(body === undefined
      ? { headers }
      : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
  });

async function start(body?: unknown): Promise<TokenResponse> {
  const answer = await post(body);
  expect(answer.status).toBe(200);
  return tokenResponse.parse(answer.body);
}

async function keyOf(organization: string) {
  const { key } = await createApiKey(supabase.db, { organization, name: 'Their page' });
  return bearer(key);
}

async function readCall(callId: string) {
  const { data } = await supabase.db.from('calls').select('*').eq('id', callId).single();
  return data;
}

describe('POST /token', () => {
  it('opens the call of whoever the business has signed in, and refuses what is no number', async () => {
    const started = await start({ signed_in_phone: '+12025550142' });
    expect(await readCall(started.call_id)).toMatchObject({ channel: 'web', from_phone: '+12025550142' });
    const users = createUsers(supabase.db);
    const known = await users.identify(
      { callId: started.call_id, toolCallId: 'one' },
      { phone: '+12025550142', name: null },
    );
    expect(known).toMatchObject({ user: { proof: 'signed_in' } });
    const other = await users.identify(
      { callId: started.call_id, toolCallId: 'two' },
      { phone: '+12025550143', name: null },
    );
    expect(other).toMatchObject({ user: { proof: null } });
    const refused = await post({ signed_in_phone: '202 555 0142' });
    expect(readError(refused)).toMatchObject({ code: 'invalid_request', field: 'body.signed_in_phone' });
  });

  it('opens a call with a lease, a room that names it, and sends the agent there', async () => {
    const started = await start();
    expect(started).toMatchObject({
      scenario: 'appointment',
      server_url: livekit.url,
      rehearsal: true,
      agent: { name: 'Parley', language: 'en-US' },
      organization: { name: 'Demo Clinic', time_zone: 'America/New_York' },
    });
    expect(await readCall(started.call_id)).toMatchObject({
      organization_id: demoOrganizationId,
      scenario: 'appointment',
      direction: 'inbound',
      channel: 'web',
      room_name: started.room_name,
      rehearsal: true,
      answered_at: null,
      ended_at: null,
    });
    const [room] = await rooms.listRooms([started.room_name]);
    expect(JSON.parse(room?.metadata ?? '')).toEqual({ callId: started.call_id });
    const dispatches = new AgentDispatchClient(livekit.url, livekit.apiKey, livekit.apiSecret);
    // The server keeps one without a name as well, for agents that answer every room; ours answers to its name.
    const sent = (await dispatches.listDispatch(started.room_name)).filter(
      ({ agentName }) => agentName !== '',
    );
    expect(sent).toMatchObject([{ agentName: 'parley' }]);
    expect(JSON.parse(sent[0]?.metadata ?? '')).toEqual({ callId: started.call_id });
  });

  it('passes a wished language on to the agent, and the name to the room', async () => {
    const started = await start({ participant_name: '  Ann ', language: 'fa-IR' });
    expect(started.agent.language).toBe('fa-IR');
    const [room] = await rooms.listRooms([started.room_name]);
    expect(JSON.parse(room?.metadata ?? '')).toEqual({ callId: started.call_id, language: 'fa-IR' });
    const claims = await new TokenVerifier(livekit.apiKey, livekit.apiSecret).verify(
      started.participant_token,
    );
    expect(claims.name).toBe('Ann');
  });

  it('gives a token that expires within two minutes and grants nothing but this one conversation', async () => {
    const started = await start();
    const claims = await new TokenVerifier(livekit.apiKey, livekit.apiSecret).verify(
      started.participant_token,
    );
    expect((claims.exp ?? 0) - Date.now() / 1000).toBeLessThanOrEqual(120);
    expect(claims.video).toEqual({
      roomJoin: true,
      room: started.room_name,
      canPublish: true,
      canPublishSources: ['microphone'],
      canSubscribe: true,
      canPublishData: true,
      canUpdateOwnMetadata: false,
    });
    expect([claims.sip, claims.roomConfig, claims.metadata]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    [{ participant_name: '' }, 'body.participant_name', 'at least 1 characters'],
    [{ participant_name: 'x'.repeat(61) }, 'body.participant_name', 'at most 60 characters'],
    [{ participant_name: 7 }, 'body.participant_name', 'as string'],
    [{ language: 'not a language' }, 'body.language', 'en-US'],
    [{ room: 'mine' }, 'body.room', 'Leave body.room out'],
    [[], 'body', 'as object'],
  ])('refuses %j, naming the field and the fix', async (body, field, fix) => {
    const answer = await post(body);
    expect([answer.status, readError(answer).code, readError(answer).field]).toEqual([
      400,
      'invalid_request',
      field,
    ]);
    expect(readError(answer).fix).toContain(fix);
  });

  it('refuses half a JSON, another media type and a huge body', async () => {
    const send = (type: string, body: string) =>
      ask(server.url, '/token', { method: 'POST', headers: { 'content-type': type }, body });
    expect(readError(await send('application/json', '{"language":'))).toMatchObject({
      code: 'invalid_request',
      field: 'body',
    });
    expect((await send('text/plain', '{}')).status).toBe(415);
    const huge = await send('application/json', JSON.stringify({ participant_name: 'x'.repeat(20_000) }));
    expect([huge.status, readError(huge).code]).toEqual([413, 'body_too_large']);
  });
});

describe('whoever holds the token', () => {
  const join = async (token: string) => {
    const room = new Room();
    await room.connect(livekit.url, token, { autoSubscribe: true, dynacast: false });
    return room;
  };
  /** Somebody of our own in the same room, who sees what is let through. */
  const watch = async (roomName: string) => {
    const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: 'watcher' });
    token.addGrant({ roomJoin: true, room: roomName, hidden: true });
    return join(await token.toJwt());
  };

  const speak = async (room: Room) => {
    const source = new AudioSource(16_000, 1);
    const microphone = LocalAudioTrack.createAudioTrack('microphone', source);
    const options = new TrackPublishOptions();
    options.source = TrackSource.SOURCE_MICROPHONE;
    await room.localParticipant?.publishTrack(microphone, options);
    await source.captureFrame(new AudioFrame(new Int16Array(320), 16_000, 1, 320));
  };

  it('may speak, listen and type', async () => {
    const started = await start();
    const watcher = await watch(started.room_name);
    const heard = new Promise((resolve) => watcher.once(RoomEvent.TrackSubscribed, resolve));
    const typed = new Promise<string>((resolve) => {
      watcher.registerTextStreamHandler('lk.chat', (reader) => void reader.readAll().then(resolve));
    });
    const person = await join(started.participant_token);

    await speak(person);
    await heard;
    await person.localParticipant?.sendText('book me in', { topic: 'lk.chat' });
    expect(await typed).toBe('book me in');

    await person.disconnect();
    await watcher.disconnect();
  });

  it('may not publish a camera', async () => {
    const started = await start();
    const person = await join(started.participant_token);
    const camera = LocalVideoTrack.createVideoTrack('camera', new VideoSource(16, 16));
    const options = new TrackPublishOptions();
    options.source = TrackSource.SOURCE_CAMERA;
    // The server drops the request and the client gives up waiting for an answer after ten seconds.
    await expect(person.localParticipant?.publishTrack(camera, options)).rejects.toThrow();
    const [standing] = await rooms.listParticipants(started.room_name);
    expect(standing?.tracks).toEqual([]);
    await person.disconnect();
  });

  it('may not rename themselves or write attributes, as which the agent shows its state', async () => {
    const started = await start({ participant_name: 'Ann' });
    const person = await join(started.participant_token);
    // The client resolves whatever the server says, so the server is asked what stands.
    await person.localParticipant?.setAttributes({ 'lk.agent.state': 'speaking' });
    await person.localParticipant?.updateName('Parley');
    await person.localParticipant?.updateMetadata('{}');
    const standing = await rooms.getParticipant(started.room_name, person.localParticipant?.identity ?? '');
    expect(standing).toMatchObject({ name: 'Ann', attributes: {}, metadata: '' });
    await person.disconnect();
  });

  it('may not join another room, list, open or close rooms, or send an agent', async () => {
    const started = await start();
    const other = await start();
    const asPerson = new RoomServiceClient(livekit.url, undefined, undefined, {
      token: started.participant_token,
    });
    await expect(asPerson.listRooms()).rejects.toThrow();
    await expect(asPerson.createRoom({ name: 'mine' })).rejects.toThrow();
    await expect(asPerson.deleteRoom(started.room_name)).rejects.toThrow();
    await expect(asPerson.listParticipants(other.room_name)).rejects.toThrow();
    const dispatches = new AgentDispatchClient(livekit.url, undefined, undefined, {
      token: started.participant_token,
    });
    await expect(dispatches.createDispatch(started.room_name, 'parley')).rejects.toThrow();

    const person = await join(started.participant_token);
    expect(person.name).toBe(started.room_name);
    expect((await rooms.listParticipants(other.room_name)).length).toBe(0);
    await person.disconnect();
  });
});

describe('when LiveKit cannot help', () => {
  const openCalls = async () => {
    const { data } = await supabase.db.from('calls').select('id').eq('channel', 'web').is('ended_at', null);
    return new Set(data?.map(({ id }) => id));
  };

  it.each([
    ['is not reached', { LIVEKIT_URL: 'ws://127.0.0.1:9' }],
    ['does not accept our key', { LIVEKIT_API_SECRET: 'another-secret-that-is-also-long-enough' }],
  ])('answers 503 where it %s, and leaves no call open', async (_case, change) => {
    const before = await openCalls();
    const broken = await startTestServer({ ...supabase.env, ...livekit.env, ...change });
    const answer = await post(undefined, broken.url);
    expect([answer.status, readError(answer).code]).toEqual([503, 'livekit_unavailable']);
    expect(await openCalls()).toEqual(before);
    const { data } = await supabase.db
      .from('calls')
      .select('outcome, end_reason')
      .order('started_at')
      .limit(100);
    expect(data?.at(-1)).toEqual({ outcome: 'failed', end_reason: 'never_started' });
    const health = await ask(broken.url, '/health');
    expect(health.body).toMatchObject({ ok: true, livekit: { ok: false } });
    await broken.close();
  });

  it('answers 503 where there is none, and makes no call', async () => {
    const { count } = await supabase.db.from('calls').select('id', { count: 'exact', head: true });
    const without = await startTestServer(supabase.env);
    const answer = await post(undefined, without.url);
    expect([answer.status, readError(answer).code]).toEqual([503, 'livekit_unavailable']);
    expect((await supabase.db.from('calls').select('id', { count: 'exact', head: true })).count).toBe(count);
    await without.close();
  });

  it('says that LiveKit is there when it is', async () => {
    expect((await ask(server.url, '/health')).body).toMatchObject({
      livekit: { ok: true, url: livekit.url },
    });
  });
});

describe('the limit on calls', () => {
  it('refuses one address after so many a minute, and says for how long', async () => {
    const clock = { at: Date.now(), now: () => clock.at };
    const limited = await startTestServer({ ...supabase.env, ...livekit.env }, {}, { clock });
    const answers = [];
    for (let at = 0; at < perMinute + 3; at += 1) answers.push(await post(undefined, limited.url));
    expect(answers.map(({ status }) => status)).toEqual([...Array(perMinute).fill(200), 429, 429, 429]);
    const last = answers.at(-1);
    expect(last?.headers.get('retry-after')).toBe(String(60 / perMinute));
    expect(last && readError(last).code).toBe('rate_limited');
    // Reading goes on.
    expect((await ask(limited.url, '/calls')).status).toBe(200);
    clock.at += 60_000 / perMinute;
    expect((await post(undefined, limited.url)).status).toBe(200);
    await limited.close();
  });
});

describe('another organization', () => {
  it('gets calls of its own, with its own key', async () => {
    const organizationId = await addOrganization(supabase.database.sql, { slug: 'other' });
    const answer = await post(undefined, server.url, await keyOf('other'));
    const started = tokenResponse.parse(answer.body);
    expect(await readCall(started.call_id)).toMatchObject({ organization_id: organizationId });
    expect(started.agent.name).toBe('Robin');
  });

  it('gets calls about what it does: its first scenario that answers, or the one that was asked for', async () => {
    const restaurant = await keyOf('demo-restaurant');
    const first = tokenResponse.parse((await post(undefined, server.url, restaurant)).body);
    expect(first).toMatchObject({ scenario: 'order', organization: { name: 'Demo Restaurant' } });
    expect(await readCall(first.call_id)).toMatchObject({ scenario: 'order' });

    const organizationId = await addOrganization(supabase.database.sql, { slug: 'both' });
    await supabase.database.sql.query(
      `insert into public.organization_scenarios (organization_id, scenario, position, answers)
       values ($1::uuid, 'order', 1, true), ($1::uuid, 'appointment', 2, true)`,
      [organizationId],
    );
    const asked = await post({ scenario: 'appointment' }, server.url, await keyOf('both'));
    expect(tokenResponse.parse(asked.body).scenario).toBe('appointment');
  });

  it.each([
    ['has not', 'appointment', 'the organization has no such scenario'],
    ['only calls about', 'arrival', 'the organization only calls with it'],
  ])('is refused what it %s, naming the field and what can be asked for', async (_case, scenario, why) => {
    const { count } = await supabase.db.from('calls').select('id', { count: 'exact', head: true });
    const answer = await post({ scenario }, server.url, await keyOf('demo-restaurant'));
    expect(answer.status).toBe(400);
    expect(readError(answer)).toEqual({
      code: 'invalid_request',
      field: 'body.scenario',
      message: `body.scenario is not right: ${why}.`,
      fix: 'Send one of order, or leave it out.',
    });
    expect((await supabase.db.from('calls').select('id', { count: 'exact', head: true })).count).toBe(count);
  });
});
