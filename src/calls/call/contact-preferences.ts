import type { LocalMoment } from '../../language/say.ts';
import type { ToolCallKey } from './tool-call.ts';

/** What people ask of whoever calls them: to be called later, or never again. */
export interface ContactPreferences {
  /**
   * A call that we owe from now on. The same tool call promises once, and one call one callback: a later promise replaces
   * the one before. Nothing is promised that calling hours would not let us keep, and
   * nobody else is called: only a number that the network vouched for, or that was confirmed in the call.
   */
  promiseCallback(
    key: ToolCallKey,
    callback: {
      when: CallbackWish;
      note: string | null;
      /** E.164 of the number that was read back in this call and confirmed, where one was. */
      confirmedPhone?: string | null;
    },
  ): Promise<Promised>;
  /**
   * Nobody of this organization calls the number again: the one that is called or calls, or whose person was proven.
   * Somebody who merely names a number is refused.
   */
  refuseCalls(refusal: {
    organizationId: string;
    /** E.164. */
    phone: string;
    /** In the person's words, or how it was learned. */
    reason: string;
    callId: string;
  }): Promise<{ ok: true } | { ok: false; code: 'not_proven' }>;
}

/** What the person asked for, or the first time that suits us where they left it to us. */
export type CallbackWish =
  | {
      moment: LocalMoment;
      /** IANA, where the person named where they will be; null where their number tells. */
      timeZone: string | null;
    }
  /** ISO 8601 instant. */
  | { earliest: string };

/** A time by the clocks that the person goes by. */
export interface CallbackTime {
  /** ISO 8601 instant. */
  at: string;
  moment: LocalMoment;
  timeZone: string;
}

export const promiseRefusals = [
  'do_not_call',
  'number_barred',
  'country_not_allowed',
  'too_many_calls',
  'unknown_scenario',
  'past',
  'no_such_time',
  'no_common_hours',
  'too_far',
  'not_identified',
  'no_agent',
  'call_ended',
] as const;

export type PromiseRefusal = (typeof promiseRefusals)[number];

export type Promised =
  | { ok: true; kept: CallbackTime }
  | {
      ok: false;
      code: 'outside_hours';
      /** The next time that could be kept; not promised yet. */
      next: CallbackTime;
    }
  /** Nothing vouches for the number: it has to be read back and confirmed before it is called. */
  | { ok: false; code: 'number_not_confirmed'; phone: string }
  | { ok: false; code: PromiseRefusal };
