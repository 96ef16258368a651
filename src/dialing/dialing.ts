import type { OpenedCall, Outcome } from '../calls/call/call.ts';

/** A call that the database made of a due request, for the runner that claimed it. Nobody was dialed yet. */
export interface ClaimedCall {
  callId: string;
  organizationId: string;
  requestId: string;
  roomName: string;
  scenario: string;
  attempt: number;
  /** BCP 47, of the agent that will speak. */
  language: string;
  channel: 'sip' | 'simulation';
}

/** How a number is dialed on a line, before the dial template is applied. */
export interface LineRoute {
  lineId: string;
  /** E.164. */
  linePhone: string;
  livekitTrunkId: string | null;
  callerId: string;
  dialTemplate: string;
  headers: Record<string, string>;
  initialDtmf: string | null;
}

/** Everything that is needed to dial a person and to speak with them. */
export interface DialOrder extends OpenedCall {
  /** The request's context; the scenario's own schema parses it. */
  input: Record<string, unknown>;
  /** 1 is the first time that their telephone rings for this request. */
  attempt: number;
  maxAttempts: number;
  person: { name: string | null };
  dial: {
    legId: string;
    toPhone: string;
    ringTimeoutMs: number;
    maxCallMs: number;
    route: LineRoute;
  };
}

export type DialRefusal = 'already_dialed' | 'paused' | 'do_not_call' | 'outside_hours' | 'call_ended';

export type BegunDial = { ok: true; order: DialOrder } | { ok: false; code: DialRefusal };

export type AnsweredBy = 'human' | 'voicemail' | 'ivr' | 'screener' | 'silence';

export interface OperatorLeg {
  legId: string;
  operator: { id: string; name: string };
  /** E.164, or an extension at the trunk. */
  toPhone: string;
  ringTimeoutMs: number;
  route: LineRoute;
}

export type NextOperator =
  | { ok: true; leg: OperatorLeg }
  | { ok: false; code: 'exhausted' | 'all_busy' | 'call_ended' };

/** Where calls out are claimed, dialed once, and given back. Every method throws `DatabaseError` when it could not. */
export interface Dialing {
  /** Makes calls of due requests, within every limit; nobody else gets them. */
  claim(options: {
    runnerId: string;
    batchSize: number;
    leaseSeconds: number;
    simulated: boolean;
  }): Promise<ClaimedCall[]>;
  /** Whoever gets `ok` dials, once; after a refusal the call has ended and nobody may be dialed for it. */
  begin(callId: string, leaseSeconds: number): Promise<BegunDial>;
  /** The telephone was picked up; again once it is known by whom. False when the call has ended meanwhile. */
  answered(callId: string, sipCallId: string | null, by: AnsweredBy | null): Promise<boolean>;
  /** Gives the call's lines back, once its room is gone or never was. */
  release(callId: string): Promise<void>;
  /** Ended calls that still hold a line after so long. */
  unreleased(
    batchSize: number,
    graceSeconds: number,
  ): Promise<Array<{ callId: string; roomName: string | null }>>;
  nextOperator(callId: string): Promise<NextOperator>;
  operatorAnswered(legId: string, sipCallId: string | null): Promise<boolean>;
  legEnded(legId: string, outcome: Outcome, sipStatusCode: number | null): Promise<void>;
}
