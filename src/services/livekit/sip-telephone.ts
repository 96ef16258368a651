import { setTimeout as sleep } from 'node:timers/promises';
import { RoomServiceClient, ServerError, SipCallError, SipClient } from 'livekit-server-sdk';
import { type DialFault, outcomeOfFault } from '../../calls/telephony/sip-outcome.ts';
import type { Dialed, DialRequest, Telephone } from '../../calls/telephony/telephone.ts';

/** The server is near, and whoever hangs up is waiting. */
const requestTimeoutSeconds = 3;
/** LiveKit's own answer to ringing too long comes with the network's delay; it says more than giving up here would. */
const answerMarginSeconds = 5;
/** After a dial was taken back LiveKit says within this that it is over, or nobody waits for that any more. */
const takenBackMs = 3000;
/** How long somebody rings at most who entered the room after the dial was taken back. */
const lookAgainMs = 500;

export interface TelephoneSettings {
  /** Of the LiveKit server that has the rooms: ws, wss, http or https. */
  url: string;
  /** Where its SIP API answers, when that is somewhere else. */
  sipUrl?: string | undefined;
  apiKey: string;
  apiSecret: string;
}

/** Telephones by SIP trunks of LiveKit. Whoever dials owns the room and deletes it when nobody answered. */
export function createTelephone({ url, sipUrl, apiKey, apiSecret }: TelephoneSettings): Telephone {
  // LiveKit Cloud's failover would send the same dial to another region and ring the person twice.
  const sip = new SipClient(toHttp(sipUrl ?? url), apiKey, apiSecret, { failover: false });
  const rooms = new RoomServiceClient(toHttp(url), apiKey, apiSecret, {
    requestTimeout: requestTimeoutSeconds,
  });

  async function hangUp(roomName: string, participantIdentity: string): Promise<void> {
    await rooms.removeParticipant(roomName, participantIdentity).catch((error: unknown) => {
      if (!(error instanceof ServerError && error.code === 'not_found')) throw error;
    });
  }

  /** When the room cannot be reached either, ringing time and call length still end the call. */
  const hangUpToBeSure = (request: DialRequest): Promise<void> =>
    hangUp(request.roomName, request.participantIdentity).catch(() => {});

  /**
   * LiveKit has no request that takes a dial back: whoever is in the room is sent out instead. They may enter it only
   * now, or answer in this very moment, so this goes on until LiveKit says that the dial is over.
   */
  async function stopRinging(request: DialRequest, placed: Promise<Dialed>): Promise<void> {
    const settled = placed.then(() => true);
    do await hangUpToBeSure(request);
    while (!(await Promise.race([settled, sleep(lookAgainMs, false, { ref: false })])));
    if ((await placed).answered) await hangUpToBeSure(request);
  }

  async function place(request: DialRequest): Promise<Dialed> {
    try {
      return { answered: true, sipCallId: (await invite(sip, request)).sipCallId || null };
    } catch (error) {
      const fault = toFault(error);
      // It may be ringing, and nobody would take the call.
      if (fault.unanswered !== undefined) await hangUpToBeSure(request);
      return notAnswered(fault);
    }
  }

  return {
    hangUp,

    async dial(request, signal) {
      if (signal?.aborted) return takenBack;
      const placed = place(request);
      if (signal === undefined) return placed;
      const aborted = untilAborted(signal);
      const first = await Promise.race([placed, aborted.promise]);
      aborted.stop();
      if (first !== 'aborted') return first;
      await Promise.race([stopRinging(request, placed), sleep(takenBackMs, undefined, { ref: false })]);
      return takenBack;
    },
  };
}

/** As the environment names them. */
interface TelephoneVariables {
  LIVEKIT_URL?: string | undefined;
  LIVEKIT_SIP_URL?: string | undefined;
  LIVEKIT_API_KEY?: string | undefined;
  LIVEKIT_API_SECRET?: string | undefined;
}

/** The telephone as the settings say; null when there is no LiveKit server. */
export function createConfiguredTelephone(settings: TelephoneVariables): Telephone | null {
  const {
    LIVEKIT_URL: url,
    LIVEKIT_SIP_URL: sipUrl,
    LIVEKIT_API_KEY: apiKey,
    LIVEKIT_API_SECRET: apiSecret,
  } = settings;
  return url && apiKey && apiSecret ? createTelephone({ url, sipUrl, apiKey, apiSecret }) : null;
}

const takenBack: Dialed = {
  answered: false,
  outcome: 'canceled',
  sipStatusCode: null,
  detail: 'the dial was taken back',
};

function invite(sip: SipClient, request: DialRequest) {
  const { route, roomName, participantIdentity, callId, legId } = request;
  if (route.livekitTrunkId === null) throw new TrunkMissing();
  const ringingTimeout = Math.max(1, Math.ceil(request.ringTimeoutMs / 1000));
  return sip.createSipParticipant(route.livekitTrunkId, route.dialed, roomName, {
    participantIdentity,
    // LiveKit's own choice is "Phone" and the number, which everybody in the room and every log would see.
    participantName: participantIdentity,
    participantAttributes: { 'parley.callId': callId, 'parley.legId': legId },
    fromNumber: route.callerId,
    // Empty, not absent: then the called network looks up the name that is registered for the caller ID.
    displayName: '',
    headers: route.headers,
    ...(route.initialDtmf === null ? {} : { dtmf: route.initialDtmf }),
    ringingTimeout,
    maxCallDuration: Math.max(1, Math.ceil(request.maxCallMs / 1000)),
    waitUntilAnswered: true,
    timeout: ringingTimeout + answerMarginSeconds,
    // Noise is taken away by us where that is wanted; Krisp is LiveKit Cloud's and made for people, not for recognizers.
    krispEnabled: false,
  });
}

/** The line's trunk was never applied. */
class TrunkMissing extends Error {}

function toFault(error: unknown): DialFault {
  if (error instanceof TrunkMissing) return { sipStatusCode: null, code: 'not_found' };
  if (error instanceof SipCallError && error.sipStatusCode !== undefined) {
    return { sipStatusCode: error.sipStatusCode, code: error.code ?? null };
  }
  if (error instanceof ServerError) return { sipStatusCode: null, code: error.code ?? null };
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  return { sipStatusCode: null, code: null, unanswered: isTimeout ? 'timeout' : 'connection' };
}

function notAnswered(fault: DialFault): Dialed {
  const { outcome, meaning } = outcomeOfFault(fault);
  const by = fault.sipStatusCode === null ? (fault.code ?? fault.unanswered) : `SIP ${fault.sipStatusCode}`;
  return { answered: false, outcome, sipStatusCode: fault.sipStatusCode, detail: `${meaning} (${by})` };
}

function toHttp(url: string): string {
  return url.replace(/^ws/, 'http');
}

function untilAborted(signal: AbortSignal): { promise: Promise<'aborted'>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'aborted'>();
  const onAbort = () => resolve('aborted');
  signal.addEventListener('abort', onAbort, { once: true });
  return { promise, stop: () => signal.removeEventListener('abort', onAbort) };
}
