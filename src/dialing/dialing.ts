import type { OpenedCall } from '../calls/call/call.ts';
import type { LineRoute } from '../calls/telephony/dial-template.ts';
import type { Operators } from '../calls/transfer/operators.ts';
import type { DestinationRefusal } from './requests.ts';

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

/** What a call is about, as it was asked for; nobody has read it yet. */
export interface AskedErrand {
  scenario: string;
  input: Record<string, unknown>;
}

/** Why nobody can make a call: this version does not know its scenario, or that scenario cannot read its input. */
export type Unreadable = 'unknown_scenario' | 'unreadable_input';

export type DialRefusal =
  | 'already_dialed'
  | 'call_taken'
  | 'paused'
  | 'do_not_call'
  | DestinationRefusal
  | 'outside_hours'
  | 'call_ended'
  | Unreadable;

export type BegunDial = { ok: true; order: DialOrder } | { ok: false; code: DialRefusal };

export type AnsweredBy = 'human' | 'voicemail' | 'ivr' | 'screener' | 'silence';

/** Where calls out are claimed, dialed once, and given back. Every method throws `DatabaseError` when it could not. */
export interface Dialing extends Operators {
  /** Makes calls of due requests, within every limit; nobody else gets them. */
  claim(options: {
    runnerId: string;
    batchSize: number;
    leaseSeconds: number;
    simulated: boolean;
    /** Whose workers are sent to the calls: no more are claimed than they can take. Absent: whoever claims carries out. */
    agentName?: string;
  }): Promise<ClaimedCall[]>;
  /** Ends requests that have expired, up to so many; answers how many did. Whether anybody may be called now is no matter. */
  expire(batchSize: number): Promise<number>;
  /** What a call will be about, to be read before anybody is dialed. */
  errand(callId: string): Promise<AskedErrand>;
  /** Ends a call that nobody can make, and what asked for it, before anybody is dialed. */
  refuse(callId: string, code: Unreadable): Promise<void>;
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
}
