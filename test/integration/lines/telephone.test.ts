import { randomUUID } from 'node:crypto';
import { dispose } from '@livekit/rtc-node';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { statusRules } from '../../../src/calls/telephony/sip-outcome.ts';
import type { DialRequest, Telephone } from '../../../src/calls/telephony/telephone.ts';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import { createTelephone } from '../../../src/services/livekit/sip-telephone.ts';
import { type FakeLivekitSip, startFakeLivekitSip } from '../../support/fakes/livekit-sip.ts';
import { startOwnLivekit } from '../../support/page/own-livekit.ts';

/** Dials over LiveKit's protocol; rooms and who is in them are the real server's. */

let livekit: LivekitServer;
let fake: FakeLivekitSip;
let rooms: RoomServiceClient;
let telephone: Telephone;

beforeAll(async () => {
  livekit = await startOwnLivekit();
  fake = await startFakeLivekitSip(livekit);
  rooms = new RoomServiceClient(livekit.url.replace('ws', 'http'), livekit.apiKey, livekit.apiSecret);
  telephone = createTelephone({ ...livekit, sipUrl: fake.url });
});
afterEach(() => fake.always({ end: 'answer' }));
afterAll(async () => {
  await fake.close();
  await livekit.stop();
  await dispose();
});

function request(changes: Partial<DialRequest> = {}): DialRequest {
  return {
    callId: randomUUID(),
    legId: randomUUID(),
    roomName: `call-${randomUUID()}`,
    participantIdentity: 'person',
    toPhone: '+12025550142',
    ringTimeoutMs: 20_000,
    maxCallMs: 600_000,
    route: {
      lineId: randomUUID(),
      livekitTrunkId: 'ST_provider',
      callerId: '+12025550100',
      dialed: '01002025550142',
      headers: { 'X-Campaign': 'spring' },
      initialDtmf: 'ww201',
    },
    ...changes,
  };
}

async function identities(roomName: string): Promise<string[]> {
  const participants = await rooms.listParticipants(roomName).catch(() => []);
  return participants.map(({ identity }) => identity);
}

test('dials as the route says and resolves once somebody has answered', async () => {
  const dial = request();
  const dialed = await telephone.dial(dial);
  expect(dialed).toEqual({ answered: true, sipCallId: expect.stringMatching(/^SCL_/) });
  expect(fake.dials.at(-1)?.request).toMatchObject({
    sipTrunkId: 'ST_provider',
    sipCallTo: '01002025550142',
    sipNumber: '+12025550100',
    // Empty, not absent: the called network looks the name up.
    displayName: '',
    roomName: dial.roomName,
    participantIdentity: 'person',
    participantName: 'person',
    participantAttributes: { 'parley.callId': dial.callId, 'parley.legId': dial.legId },
    headers: { 'X-Campaign': 'spring' },
    dtmf: 'ww201',
    ringingTimeout: { seconds: 20n },
    maxCallDuration: { seconds: 600n },
    waitUntilAnswered: true,
    krispEnabled: false,
  });
  const [person] = await rooms.listParticipants(dial.roomName);
  expect(person?.attributes).toMatchObject({ 'sip.callStatus': 'active', 'parley.legId': dial.legId });
});

describe('what the network says is the outcome', () => {
  const exact = statusRules.filter(({ from, to }) => from === to);
  test.each(exact)('SIP $from is $end.outcome', async ({ from: status, end }) => {
    fake.next({ end: 'status', status });
    expect(await telephone.dial(request())).toEqual({
      answered: false,
      outcome: end.outcome,
      sipStatusCode: status,
      detail: `${end.meaning} (SIP ${status})`,
    });
  });

  test('a status of a range is what its class is', async () => {
    for (const [status, outcome] of [
      [302, 'unreachable'],
      [415, 'failed'],
      [504, 'failed'],
      [608, 'declined'],
    ] as const) {
      fake.next({ end: 'status', status });
      expect(await telephone.dial(request())).toMatchObject({ outcome, sipStatusCode: status });
    }
  });

  test('ringing for as long as it may is no answer', async () => {
    fake.next({ end: 'no answer' });
    const dialed = await telephone.dial(request({ ringTimeoutMs: 1000 }));
    expect(dialed).toMatchObject({ answered: false, outcome: 'no_answer', sipStatusCode: null });
  });

  test('a livekit-sip that is too busy is a failure', async () => {
    fake.next({ end: 'cpu exhausted' });
    expect(await telephone.dial(request())).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('unavailable'),
    });
  });

  test('a trunk that LiveKit does not know is a failure that names the remedy', async () => {
    fake.next({ end: 'no such trunk' });
    expect(await telephone.dial(request())).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('apply the lines'),
    });
  });

  test('a line whose trunk was never applied dials nobody', async () => {
    const before = fake.dials.length;
    const dial = request();
    dial.route.livekitTrunkId = null;
    expect(await telephone.dial(dial)).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('apply the lines'),
    });
    expect(fake.dials).toHaveLength(before);
  });

  test('a key that LiveKit does not accept is a failure', async () => {
    const stranger = createTelephone({
      ...livekit,
      sipUrl: fake.url,
      apiSecret: 'another-secret-of-32-characters-or-more',
    });
    expect(await stranger.dial(request())).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('API key'),
    });
  });

  test('a server that is gone is a failure', async () => {
    const nowhere = createTelephone({ ...livekit, sipUrl: 'http://127.0.0.1:9' });
    expect(await nowhere.dial(request())).toMatchObject({ outcome: 'failed', sipStatusCode: null });
  });

  test('a broken connection is a failure, and whoever may be ringing is hung up on', async () => {
    fake.next({ end: 'reset' });
    const dial = request();
    expect(await telephone.dial(dial)).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('connection'),
    });
    expect(await identities(dial.roomName)).toEqual([]);
  });

  test('a request that nobody answers ends with the time for ringing, and is hung up', {
    timeout: 20_000,
  }, async () => {
    fake.next({ end: 'silence' });
    const dial = request({ ringTimeoutMs: 1000 });
    expect(await telephone.dial(dial)).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('timeout'),
    });
    await fake.dials.at(-1)?.gone;
    expect(await identities(dial.roomName)).toEqual([]);
  });

  test('no telephone number is in what is logged', async () => {
    fake.always({ end: 'status', status: 404 });
    expect(JSON.stringify(await telephone.dial(request()))).not.toContain('5550142');
  });
});

describe('a dial that is taken back', () => {
  test('stops ringing', async () => {
    fake.next({ end: 'no answer' });
    const abort = new AbortController();
    const dial = request();
    const before = fake.dials.length;
    const dialed = telephone.dial(dial, abort.signal);
    await expect
      .poll(() => fake.dials[before]?.person?.room.localParticipant?.attributes['sip.callStatus'])
      .toBe('ringing');
    abort.abort();
    expect(await dialed).toMatchObject({ answered: false, outcome: 'canceled' });
    await fake.dials.at(-1)?.gone;
    expect(await identities(dial.roomName)).toEqual([]);
  });

  // LiveKit's client tries again for seconds when it is sent out while it enters, as livekit-sip might.
  test.each([
    ['while the telephone is on its way into the room', true],
    ['before it is, and somebody answers in the same moment', false],
  ])('stops %s', async (_when, isEntering) => {
    fake.next(isEntering ? { end: 'no answer' } : { end: 'answer', afterMs: 0 });
    const abort = new AbortController();
    const dial = request({ ringTimeoutMs: 4000 });
    const before = fake.dials.length;
    const dialed = telephone.dial(dial, abort.signal);
    if (isEntering) await expect.poll(() => identities(dial.roomName), { interval: 5 }).toEqual(['person']);
    abort.abort();
    expect(await dialed).toMatchObject({ outcome: 'canceled' });
    await expect.poll(() => fake.dials[before]).toBeDefined();
    await fake.dials[before]?.over;
    await expect.poll(() => identities(dial.roomName)).toEqual([]);
  });

  test('is never placed when it was taken back before', async () => {
    const before = fake.dials.length;
    expect(await telephone.dial(request(), AbortSignal.abort())).toMatchObject({ outcome: 'canceled' });
    expect(fake.dials).toHaveLength(before);
  });
});

describe('a call that is answered', () => {
  test('ends by hanging up, and hanging up twice is no error', async () => {
    const dial = request();
    await telephone.dial(dial);
    await telephone.hangUp(dial.roomName, 'person');
    await fake.dials.at(-1)?.gone;
    await telephone.hangUp(dial.roomName, 'person');
    await telephone.hangUp('no-such-room', 'person');
  });

  test('ends after the longest time that it may take', async () => {
    await telephone.dial(request({ maxCallMs: 1000 }));
    await fake.dials.at(-1)?.gone;
  });
});

test('a request without the right to call is refused', async () => {
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { ttl: 60 });
  token.addGrant({ roomAdmin: true, room: 'call' });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await token.toJwt()}` };
  const answer = await fetch(`${fake.url}/twirp/livekit.SIP/CreateSIPParticipant`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  expect(answer.status).toBe(401);
});
