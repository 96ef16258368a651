import type { Logger } from '../shared/logger.ts';
import type { Call, Calls, Ending, EndReason } from './call.ts';
import type { WriteQueue } from './write-queue.ts';

/**
 * Ends a call once, however many find a reason to: the tool, the watchdog, a fault, the person, the job's shutdown.
 * The database keeps the first ending; this keeps the first reason within the job.
 */
export class HangUp {
  private reason: EndReason | null = null;
  private ending: Promise<Ending> | null = null;
  private readonly parts: {
    call: Call;
    calls: Calls;
    queue: WriteQueue;
    logger: Logger;
    disposition: () => string;
    /** Last things to keep: usage, summary. Runs before the ending is written. */
    beforeEnding: () => Promise<void>;
  };

  constructor(parts: HangUp['parts']) {
    this.parts = parts;
  }

  get isEnding(): boolean {
    return this.reason !== null;
  }

  /** Says why the call will end, before it does; the first reason stands. */
  because(reason: EndReason): void {
    this.reason ??= reason;
  }

  /** Writes what is left and the ending. Safe to call again: everybody gets the same answer. */
  finish(fallback: EndReason): Promise<Ending> {
    this.because(fallback);
    this.ending ??= this.write(this.reason ?? fallback);
    return this.ending;
  }

  private async write(endReason: EndReason): Promise<Ending> {
    try {
      await this.parts.beforeEnding();
    } catch (error) {
      // A summary can be written later from the rows; an ending that is not written leaves the call open.
      this.parts.logger.error({ err: error }, 'call not summarized');
    }
    await this.parts.queue.drain();
    const failed = endReason === 'provider_failed' || endReason === 'agent_failed';
    return this.parts.calls.end(this.parts.call.id, {
      outcome: failed ? 'failed' : 'answered',
      disposition: failed ? null : this.parts.disposition(),
      endReason,
    });
  }
}
