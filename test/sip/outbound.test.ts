import { randomUUID } from 'node:crypto';
import { dispose } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DialRequest, Telephone } from '../../src/calls/telephony/telephone.ts';
import { applyPlan } from '../../src/lines/apply-lines.ts';
import { planLines } from '../../src/lines/line-plan.ts';
import type { Trunk } from '../../src/lines/lines.ts';
import { createTelephone } from '../../src/services/livekit/sip-telephone.ts';
import { createExchange } from '../../src/services/livekit/trunks.ts';
import { lineRow, organizationId, tablesOf, trunkRow } from '../support/lines/rows.ts';
import { joinAsPerson, type Person } from '../support/person.ts';
import { openRtp, type RtpPort } from './support/rtp.ts';
import { startSipp } from './support/sipp.ts';
import { freeUdpPort, newRoom, type SipStack, startSipStack } from './support/stack.ts';

/** Calls out through a real livekit-sip; sipp is the telephone at the other end. */

const line = '+12025550110';
const person = '+12025550142';

let stack: SipStack;
let telephone: Telephone;
let trunk: Trunk;
/** The way to operators: another trunk, since each sipp takes one call. */
let deskTrunk: Trunk;
let sippPort: number;
let deskPort: number;
let rtp: RtpPort;
/** Somebody who is heard: livekit-sip carries speech only where there is some. */
let agent: Person;
let roomName: string;

beforeAll(async () => {
  stack = await startSipStack();
  telephone = createTelephone(stack.livekit);
  [sippPort, deskPort] = [await freeUdpPort(), await freeUdpPort()];
  trunk = trunkTo(sippPort, 'Provider');
  deskTrunk = trunkTo(deskPort, 'Desk');
  const trunks = [trunk, deskTrunk];
  const lines = [lineRow(trunk, line), lineRow(deskTrunk, '+12025550111')];
  const exchange = createExchange(stack.livekit);
  const desired = { organizationId, trunks, lines, agentName: 'parley', passwords: new Map() };
  await applyPlan(planLines(desired, await exchange.inventory()), trunks, exchange, tablesOf(trunks, lines));
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

function trunkTo(port: number, name: string): Trunk {
  const plain = {
    transport: 'udp',
    mediaEncryption: 'disable',
    username: null,
    passwordVariable: null,
  } as const;
  return trunkRow({ ...plain, name, address: `127.0.0.1:${port}`, headers: {} });
}

async function openRoom(): Promise<void> {
  roomName = newRoom();
  rtp = await openRtp();
  const { url, apiKey, apiSecret } = stack.livekit;
  const token = new AccessToken(apiKey, apiSecret, { identity: 'agent', ttl: 300 });
  token.addGrant({ room: roomName, roomJoin: true });
  agent = await joinAsPerson(url, await token.toJwt());
}

afterEach(async () => {
  await agent?.leave();
  await rtp?.close();
});

function request(changes: Partial<DialRequest> = {}): DialRequest {
  return {
    ...{
      callId: randomUUID(),
      legId: randomUUID(),
      roomName,
      participantIdentity: 'person',
      toPhone: person,
    },
    ...{ ringTimeoutMs: 20_000, maxCallMs: 60_000 },
    route: {
      lineId: randomUUID(),
      livekitTrunkId: trunk.livekitOutboundTrunkId,
      ...{ callerId: line, dialed: person, headers: {}, initialDtmf: null },
    },
    ...changes,
  };
}

const called = (scenario: string, values: Record<string, string | number> = {}) =>
  startSipp({ scenario, port: sippPort, values: { rtp_port: rtp.port, ...values } });

test('a call is answered, both sides are heard, and hanging up reaches the telephone', async () => {
  await openRoom();
  const sipp = await called('answer');
  expect(await telephone.dial(request())).toMatchObject({
    answered: true,
    sipCallId: expect.stringMatching(/^SCL_/),
  });
  await expect.poll(() => rtp.packets(), { timeout: 10_000 }).toBeGreaterThan(50);
  await telephone.hangUp(roomName, 'person');
  await sipp.done;
});

test('the telephone that hangs up leaves the room', async () => {
  await openRoom();
  const sipp = await called('hang-up', { caller: line.slice(1), after_ms: 1000 });
  expect(await telephone.dial(request())).toMatchObject({ answered: true });
  await sipp.done;
  await expect.poll(() => [...agent.room.remoteParticipants.keys()], { timeout: 10_000 }).toEqual([]);
});

describe('a call that is not answered', () => {
  test.each([
    [486, 'busy'],
    [603, 'declined'],
    [480, 'no_answer'],
    [404, 'unreachable'],
    [503, 'failed'],
  ] as const)('SIP %i is %s', async (status, outcome) => {
    await openRoom();
    const sipp = await called('refuse', { status });
    expect(await telephone.dial(request())).toMatchObject({
      answered: false,
      outcome,
      sipStatusCode: status,
    });
    await sipp.done;
  });

  test('rings for as long as it may, and the telephone stops ringing then', async () => {
    await openRoom();
    const sipp = await called('ring');
    expect(await telephone.dial(request({ ringTimeoutMs: 3000 }))).toMatchObject({ outcome: 'no_answer' });
    await sipp.done;
  });

  test('stops ringing when it is taken back', async () => {
    await openRoom();
    const sipp = await called('ring');
    const abort = new AbortController();
    const dialed = telephone.dial(request(), abort.signal);
    await expect.poll(() => agent.room.remoteParticipants.has('person'), { timeout: 10_000 }).toBe(true);
    abort.abort();
    expect(await dialed).toMatchObject({ outcome: 'canceled' });
    await sipp.done;
  });
});

test('digits reach the room, and digits of the room reach the telephone', async () => {
  await openRoom();
  const sipp = await called('answer');
  const pressed: string[] = [];
  agent.room.on('dtmfReceived', (_code, digit) => pressed.push(digit));
  expect(await telephone.dial(request())).toMatchObject({ answered: true });
  await expect.poll(() => rtp.packets(), { timeout: 10_000 }).toBeGreaterThan(10);
  for (const digit of ['7', '#']) await rtp.press(digit);
  await expect.poll(() => pressed, { timeout: 10_000 }).toEqual(['7', '#']);
  await agent.room.localParticipant?.publishDtmf(2, '2');
  await expect.poll(() => rtp.digits, { timeout: 10_000 }).toEqual(['2']);
  await telephone.hangUp(roomName, 'person');
  await sipp.done;
});

test("an operator is dialed under the person's own number, and the two still hear each other without the agent", async () => {
  await openRoom();
  const desk = await openRtp();
  const first = await called('answer');
  const values = { rtp_port: desk.port, caller: person.slice(1) };
  const second = await startSipp({ scenario: 'operator', port: deskPort, values });
  expect(await telephone.dial(request())).toMatchObject({ answered: true });
  const toPhone = '+12025550150';
  const dial = request({ participantIdentity: 'operator', toPhone });
  const livekitTrunkId = deskTrunk.livekitOutboundTrunkId;
  dial.route = { ...dial.route, livekitTrunkId, callerId: person, dialed: toPhone };
  expect(await telephone.dial(dial)).toMatchObject({ answered: true });
  await agent.leave();
  const [heardByPerson, heardByDesk] = [rtp.packets(), desk.packets()];
  await expect.poll(() => rtp.packets(), { timeout: 10_000 }).toBeGreaterThan(heardByPerson + 50);
  await expect.poll(() => desk.packets(), { timeout: 10_000 }).toBeGreaterThan(heardByDesk + 50);
  await telephone.hangUp(roomName, 'operator');
  await telephone.hangUp(roomName, 'person');
  await Promise.all([first.done, second.done]);
  await desk.close();
});
