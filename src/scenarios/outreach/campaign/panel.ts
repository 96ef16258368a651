import { ParleyError } from '../../../shared/errors.ts';
import type { OutreachResult } from '../flow.ts';

/** The system that knows whom to call and wants to know what came of it; its HTTP contract is in docs/panel.md. */
export interface Panel {
  /**
   * At most `limit` contacts; with 0 only whether calls are allowed now.
   * @throws PanelError
   */
  contacts(limit: number): Promise<ContactBatch>;
  /**
   * Resolves once the panel has taken the result, now or before.
   * @throws PanelError
   */
  report(result: ReportedResult): Promise<void>;
}

export interface ContactBatch {
  callAllowed: boolean;
  /** When to ask again, where the panel says. */
  retryAfterSeconds: number | null;
  contacts: PanelContact[];
  /** How many entries could not be read at all, because they had no id. */
  unreadable: number;
}

/** As the panel sent it: whether it can be called is decided here. */
export interface PanelContact {
  id: string;
  phone: string | null;
  name: string | null;
  /** Keys that lead through a menu to them; null where there is none. */
  menuDigits: string | null;
}

export interface ReportedResult {
  /** Of this report; the same id again is the same report. */
  id: string;
  contactId: string;
  callId: string | null;
  phone: string | null;
  result: OutreachResult;
  attempts: number;
  calledAt: string | null;
  endedAt: string | null;
}

/** The panel was not reached, refused us, or answered in another shape. Asking again later is always right. */
export class PanelError extends ParleyError {
  /** What the panel asked for; null when it did not say. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: 'panel_unreachable' | 'panel_refused' | 'panel_unreadable' | 'panel_resting',
    message: string,
    options: { retryAfterSeconds?: number | null; cause?: unknown } = {},
  ) {
    super(code, message, { cause: options.cause, retryable: true });
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
