import type { ToolCallKey } from './tool-call.ts';

/** What people ask of whoever calls them: to be called later, or never again. */
export interface ContactPreferences {
  /** A call that we owe from now on. The same tool call promises once. */
  promiseCallback(
    key: ToolCallKey,
    callback: {
      /** ISO 8601 instant. */
      dueAt: string;
      note: string | null;
    },
  ): Promise<Promised>;
  /** Nobody of this organization calls the number again. */
  refuseCalls(refusal: {
    organizationId: string;
    /** E.164. */
    phone: string;
    /** In the person's words, or how it was learned. */
    reason: string;
    callId: string;
  }): Promise<void>;
}

export const promiseRefusals = [
  'do_not_call',
  'past',
  'too_far',
  'not_identified',
  'no_agent',
  'call_ended',
] as const;

export type PromiseRefusal = (typeof promiseRefusals)[number];

export type Promised = { ok: true } | { ok: false; code: PromiseRefusal };
