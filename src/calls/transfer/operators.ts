import type { Outcome } from '../call/call.ts';
import type { LineRoute } from '../telephony/dial-template.ts';

/** The telephone of one operator, and the line that it is rung from. */
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

/** Who can be asked, and what became of it. Every method throws `DatabaseError` when the database could not answer. */
export interface Operators {
  nextOperator(callId: string): Promise<NextOperator>;
  operatorAnswered(legId: string, sipCallId: string | null): Promise<boolean>;
  legEnded(legId: string, outcome: Outcome, sipStatusCode: number | null): Promise<void>;
}
