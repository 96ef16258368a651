import type { IncomingMessage, ServerResponse } from 'node:http';
import { CreateSIPParticipantRequest, SIPParticipantInfo } from '@livekit/protocol';
import { type Room, RoomEvent } from '@livekit/rtc-node';
import { AccessToken, TokenVerifier } from 'livekit-server-sdk';
import { joinAsPerson, type Person } from '../person.ts';
import { startFakeServer } from './fake-server.ts';
import { readBody, refuse, sipRefusal, type TwirpError } from './twirp.ts';

/**
 * What a LiveKit server with livekit-sip behind it answers to a dial, over Twirp on a socket, with the errors measured
 * there. Whoever is dialed is in the room of a real server, as livekit-sip puts them there: from the first ring on, with
 * `sip.callStatus` telling how far it is. Trunks and dispatch rules are the real server's: requests for them are passed
 * on.
 */
export interface FakeLivekitSip {
  /** For LIVEKIT_SIP_URL. */
  url: string;
  dials: FakeDial[];
  /** What happens to the next dial, or to the next of one dialed number; without a plan somebody answers. */
  next(end: DialEnd, dialed?: string): void;
  /** What happens to every dial that nothing else was planned for. */
  always(end: DialEnd): void;
  close(): Promise<void>;
}

export type DialEnd =
  | { end: 'answer'; afterMs?: number }
  /** The network's final status. */
  | { end: 'status'; status: number; afterMs?: number }
  /** It rings until the caller's patience ends, which is when the request says. */
  | { end: 'no answer' }
  | { end: 'cpu exhausted' }
  | { end: 'no such trunk' }
  /** The connection breaks while it rings. */
  | { end: 'reset'; afterMs?: number }
  /** The request is never answered. */
  | { end: 'silence' };

export interface FakeDial {
  request: CreateSIPParticipantRequest;
  /** Who was put into the room; null where it never came so far. */
  person: Person | null;
  /** Resolves once the telephone has rung and is no longer in the room, whoever ended it. */
  gone: Promise<void>;
  /** Resolves once the request has been answered, or whoever made it no longer waits. */
  over: Promise<void>;
}

/** A real network rings at least once. */
const answerAfterMs = 30;

export async function startFakeLivekitSip(livekit: {
  url: string;
  apiKey: string;
  apiSecret: string;
}): Promise<FakeLivekitSip> {
  const dials: FakeDial[] = [];
  const planned: Array<{ end: DialEnd; dialed: string | undefined }> = [];
  let standing: DialEnd = { end: 'answer' };
  const verifier = new TokenVerifier(livekit.apiKey, livekit.apiSecret);

  const planFor = (dialed: string): DialEnd => {
    const index = planned.findIndex((plan) => plan.dialed === undefined || plan.dialed === dialed);
    return index === -1 ? standing : (planned.splice(index, 1)[0]?.end ?? standing);
  };

  async function dial(body: unknown, response: ServerResponse): Promise<void> {
    const request = CreateSIPParticipantRequest.fromJson(body as never);
    const plan = planFor(request.sipCallTo);
    if (plan.end === 'cpu exhausted') return void drop(request, response, unavailable);
    if (plan.end === 'no such trunk') return void drop(request, response, noTrunk);
    const gone = Promise.withResolvers<void>();
    const entry: FakeDial = { request, person: null, gone: gone.promise, over: untilOver(response) };
    dials.push(entry);
    const entering = enter(livekit, request, (room) => room.on(RoomEvent.Disconnected, () => gone.resolve()));
    const person = await Promise.race([entering, gone.promise]);
    // Taken out of the room before the first ring.
    if (person === undefined) return refuse(response, gaveUp);
    entry.person = person;
    await ring(plan, entry, person, response);
  }

  function drop(request: CreateSIPParticipantRequest, response: ServerResponse, error: TwirpError): void {
    dials.push({ request, person: null, gone: Promise.resolve(), over: untilOver(response) });
    refuse(response, error);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const body = await readBody(request);
    if (path === '/twirp/livekit.SIP/CreateSIPParticipant') {
      if (await mayCall(verifier, request)) return dial(JSON.parse(body), response);
      return refuse(response, unauthenticated);
    }
    await passOn(livekit.url, request, body, response);
  }

  const server = await startFakeServer({
    onRequest: (request, response) => void answer(request, response).catch(() => response.destroy()),
    report: () => ({ dials: dials.length }),
  });
  return {
    url: server.httpUrl,
    dials,
    next: (end, dialed) => void planned.push({ end, dialed }),
    always: (end) => {
      standing = end;
    },
    async close() {
      await Promise.all(dials.map(({ person }) => person?.leave()));
      await server.close();
    },
  };
}

const unavailable: TwirpError = { code: 'unavailable', msg: 'cpu exhausted' };
const noTrunk: TwirpError = { code: 'not_found', msg: 'requested sip trunk does not exist' };
const gaveUp: TwirpError = { code: 'canceled', msg: 'sip request timed out' };
const unauthenticated: TwirpError = { code: 'unauthenticated', msg: 'permissions denied' };

async function ring(plan: DialEnd, dial: FakeDial, person: Person, response: ServerResponse): Promise<void> {
  const { request } = dial;
  await setStatus(person, 'ringing');
  const ringingMs = Number(request.ringingTimeout?.seconds ?? 30n) * 1000;
  const afterMs = ('afterMs' in plan ? plan.afterMs : undefined) ?? answerAfterMs;
  const waits = plan.end === 'no answer' ? ringingMs : afterMs;
  const isHere = await Promise.race([pause(waits).then(() => true), dial.gone.then(() => false)]);
  // Taken out of the room, or the room was deleted: livekit-sip cancels the dial.
  if (!isHere) return refuse(response, gaveUp);
  if (plan.end === 'silence') return;
  if (plan.end !== 'answer') {
    await person.leave();
    if (plan.end === 'reset') return void response.destroy();
    return refuse(response, plan.end === 'status' ? sipRefusal(plan.status) : gaveUp);
  }
  await setStatus(person, 'active');
  endAfter(Number(request.maxCallDuration?.seconds ?? 0n) * 1000, dial, person);
  const { roomName, participantIdentity } = request;
  const sipCallId = person.room.localParticipant?.attributes['sip.callID'] ?? '';
  reply(response, new SIPParticipantInfo({ roomName, participantIdentity, sipCallId }).toJson());
}

function endAfter(ms: number, dial: FakeDial, person: Person): void {
  if (ms === 0) return;
  const timer = setTimeout(() => void person.leave(), ms);
  timer.unref();
  void dial.gone.then(() => clearTimeout(timer));
}

async function enter(
  livekit: { url: string; apiKey: string; apiSecret: string },
  request: CreateSIPParticipantRequest,
  onRoom: (room: Room) => void,
): Promise<Person> {
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, {
    identity: request.participantIdentity,
    name: request.participantName,
    ttl: 600,
  });
  token.addGrant({ room: request.roomName, roomJoin: true, canUpdateOwnMetadata: true });
  token.kind = 'sip';
  token.attributes = {
    ...request.participantAttributes,
    'sip.callID': `SCL_${crypto.randomUUID()}`,
    'sip.callStatus': 'dialing',
    'sip.phoneNumber': request.sipCallTo,
    'sip.trunkID': request.sipTrunkId,
    'sip.trunkPhoneNumber': request.sipNumber,
  };
  return joinAsPerson(livekit.url.replace(/^http/, 'ws'), await token.toJwt(), onRoom);
}

async function setStatus(person: Person, status: string): Promise<void> {
  await person.room.localParticipant?.setAttributes({ 'sip.callStatus': status });
}

/** LiveKit wants the right to call. */
async function mayCall(verifier: TokenVerifier, request: IncomingMessage): Promise<boolean> {
  try {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const { sip } = await verifier.verify(token);
    return sip?.call === true;
  } catch {
    return false;
  }
}

async function passOn(
  url: string,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const headers = {
    'content-type': request.headers['content-type'] ?? 'application/json',
    authorization: request.headers.authorization ?? '',
  };
  const real = await fetch(new URL(request.url ?? '/', url.replace(/^ws/, 'http')), {
    method: 'POST',
    headers,
    body,
  });
  const type = real.headers.get('content-type') ?? 'application/json';
  response.writeHead(real.status, { 'content-type': type }).end(await real.text());
}

function untilOver(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('close', () => resolve()));
}

function reply(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
