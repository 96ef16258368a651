import { ParleyError } from '../../shared/errors.ts';
import type { Business } from './business.ts';
import type { CallEvent, CostBreakdown, UserPreferences } from './events.ts';

export const outcomes = [
  'answered',
  'voicemail',
  'busy',
  'no_answer',
  'declined',
  'unreachable',
  'canceled',
  'failed',
] as const;

export type Outcome = (typeof outcomes)[number];

export type Channel = 'web' | 'sip' | 'console' | 'simulation';

/** Why a call ended. The first writer wins (rule 3 of the data model). */
export const endReasons = [
  'agent_ended',
  'person_hung_up',
  'silence',
  'too_long',
  'provider_failed',
  'agent_lost',
  'agent_failed',
  'never_started',
  /** The telephone rang, or could not; nobody picked up. */
  'not_answered',
  /** A machine took the call; a message may have been left. */
  'voicemail',
  'out_of_hours',
  'all_busy',
  'refused_caller',
  'unknown_number',
  /** Somebody else talks with the person now. */
  'transferred',
  /** What was claimed was not dialed: paused, refused, night. */
  'never_dialed',
  /** The person asked not to be called. */
  'opted_out',
  /** Somebody got a token for a call in the browser and did not use it. */
  'never_joined',
] as const;

export type EndReason = (typeof endReasons)[number];

/** What one call needs to know of the business it speaks for. */
export interface Organization {
  id: string;
  name: string;
  timeZone: string;
  /** ISO 3166 country, for numbers said without a country code. */
  region: string;
  /** What callers may ask of it. */
  business?: Business | undefined;
}

/** The version of the agent that speaks on this call. */
export interface AgentVersion {
  id: string;
  version: number;
  name: string;
  /** BCP 47, such as `en-US` or `fa-IR`. */
  language: string;
  /** The provider's voice id; null means the provider's default. */
  voice: string | null;
  /** What the organization wants the agent to know and how to behave; appended to the scenario's instructions. */
  persona: string | null;
  /** What callers ask and what is answered, as the owner writes it. */
  knowledge?: string | null | undefined;
  maxCallSeconds: number;
}

export interface Call {
  id: string;
  scenario: string;
  direction: 'inbound' | 'outbound';
  channel: Channel;
  roomName: string | null;
  /** E.164; null when withheld, and in a browser that the business has signed nobody in. */
  fromPhone: string | null;
  toPhone: string | null;
  rehearsal: boolean;
  startedAt: string;
}

export interface OpenedCall {
  call: Call;
  organization: Organization;
  agent: AgentVersion;
}

/** How the end of a person's turn was decided, kept with the turn. */
export interface TurnDecision {
  expected: 'yes_no' | 'phone_number' | 'date_time' | 'open';
  /** `complete` ends at once, `incomplete` is waited for, `unclear` is left to the model or to silence. */
  verdict: 'complete' | 'incomplete' | 'unclear';
  /** Probability given to LiveKit's endpointing, 0 to 1. */
  probability: number;
  source: 'reply' | 'model' | 'silence';
}

/** One side's speech. Durations are milliseconds; null where the stage did not happen. */
export interface Turn {
  index: number;
  role: 'agent' | 'person';
  /** What was meant to be said; for an interrupted agent turn `heard` is what was really played. */
  text: string;
  heard: string | null;
  interrupted: boolean;
  startedAt: string;
  endedAt: string | null;
  latency: {
    endOfTurnMs: number | null;
    modelMs: number | null;
    speechMs: number | null;
    totalMs: number | null;
  };
  decision: TurnDecision | null;
}

/** A quantity that a provider bills, cumulative for the call so that writing it again counts nothing twice. */
export interface Usage {
  provider: string;
  unit: UsageUnit;
  quantity: number;
}

export type UsageUnit =
  | 'audio_second'
  | 'prompt_token'
  | 'cached_prompt_token'
  | 'completion_token'
  | 'character'
  | 'session_second';

export interface Ending {
  outcome: Outcome;
  disposition: string | null;
  endReason: EndReason;
}

/** Two jobs were sent to one call, and the other one runs it: this one steps back, and leaves call and room alone. */
export class CallTakenError extends ParleyError {
  constructor() {
    super('call_taken', 'Another process runs this call.');
  }
}

/** Where calls are kept. Every method throws `DatabaseError` when the database could not answer. */
export interface Calls {
  /** Inserts the call, or finds the one that this room already has (a job that was dispatched twice). */
  open(request: OpenRequest): Promise<OpenedCall>;
  /**
   * Takes a call that `POST /token`, the runner or its room made; it is this process's from then on.
   * @throws CallTakenError when another process runs it
   */
  take(callId: string, leaseSeconds: number): Promise<OpenedCall>;
  /** Extends the lease of the job that runs the call; false once somebody has ended or taken it. */
  renew(callId: string, leaseSeconds: number): Promise<boolean>;
  recordTurn(callId: string, turn: Turn): Promise<void>;
  recordEvent(callId: string, event: CallEvent): Promise<void>;
  /** Sets the cumulative quantities; larger values win, so order does not matter. */
  recordUsage(callId: string, usage: Usage[]): Promise<void>;
  /**
   * Ends the call exactly once and answers with the ending that stands, whoever wrote it.
   * @throws CallTakenError when another process runs it by now
   */
  end(callId: string, ending: Ending): Promise<Ending & { first: boolean }>;
  recordSummary(callId: string, summary: CallReview): Promise<void>;
  cost(callId: string): Promise<CostBreakdown>;
  preferences(callId: string): Promise<UserPreferences>;
}

export interface CallReview {
  summary: string;
  sentiment: 'positive' | 'neutral' | 'negative';
}

export interface OpenRequest {
  organizationId: string;
  scenario: string;
  direction: 'inbound' | 'outbound';
  channel: Channel;
  roomName: string | null;
  fromPhone: string | null;
  toPhone: string | null;
  rehearsal: boolean;
  leaseSeconds: number;
}
