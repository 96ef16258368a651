import type { Outcome } from '../call/call.ts';

/** The way to somebody's telephone: a SIP trunk of LiveKit, or the simulated network. */
export interface Telephone {
  /**
   * Rings somebody into the room and waits until they answer or the network says why not. A call that is not answered
   * is a result, not an error; when `signal` aborts, ringing stops and the outcome is `canceled`.
   */
  dial(request: DialRequest, signal?: AbortSignal): Promise<Dialed>;
  /** Ends one party's connection; one that is gone already is no error. */
  hangUp(roomName: string, participantIdentity: string): Promise<void>;
}

export interface DialRequest {
  callId: string;
  legId: string;
  roomName: string;
  /** Who the answered party is in the room. */
  participantIdentity: string;
  /** E.164. */
  toPhone: string;
  route: Route;
  /** Ringing longer than this is `no_answer`. */
  ringTimeoutMs: number;
  /** The network ends the call after this whatever we do. */
  maxCallMs: number;
}

/** How a number is dialed on one line. */
export interface Route {
  lineId: string;
  /** LiveKit's id of the outbound trunk; null on the simulated network, which needs none. */
  livekitTrunkId: string | null;
  /** What the called telephone shows, E.164 or as the trunk wants it. */
  callerId: string;
  /** What goes into the request URI, made from the trunk's dial template. */
  dialed: string;
  headers: Record<string, string>;
  /** Digits sent once the call is answered, such as an extension; `w` waits half a second. */
  initialDtmf: string | null;
}

export type Dialed =
  | { answered: true; sipCallId: string | null }
  | {
      answered: false;
      outcome: Exclude<Outcome, 'answered' | 'voicemail'>;
      /** The final SIP status (RFC 3261), null where the network gave none. */
      sipStatusCode: number | null;
      /** For the log: never holds a telephone number. */
      detail: string;
    };
