import type { Call, Calls, Ending, EndReason, Outcome } from '../call/call.ts';
import type { WriteQueue } from '../call/write-queue.ts';

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
    disposition: () => string | null;
    /** Last things to keep: usage, summary. Runs before the ending is written, and never fails. */
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

  /** Writes what is left and the ending. Safe to call again: everybody gets the same answer. Never rejects. */
  finish(fallback: EndReason): Promise<Ending> {
    this.because(fallback);
    this.ending ??= this.write(this.reason ?? fallback);
    return this.ending;
  }

  private async write(endReason: EndReason): Promise<Ending> {
    const { call, calls, queue, disposition, beforeEnding } = this.parts;
    await beforeEnding();
    let ending: Ending = {
      outcome: outcomeOf(endReason),
      disposition: outcomeOf(endReason) === 'answered' ? disposition() : null,
      endReason,
    };
    // Behind everything else that is owed. Should the database stay away, the sweeper ends the call when it is back.
    queue.add('end_call', async () => {
      ending = await calls.end(call.id, ending);
    });
    await queue.drain();
    return ending;
  }
}

/** What the network would say of a call that was picked up and ended for this reason. */
function outcomeOf(endReason: EndReason): Outcome {
  if (endReason === 'provider_failed' || endReason === 'agent_failed') return 'failed';
  // A machine took it, or nobody was heard at all.
  if (endReason === 'voicemail') return 'voicemail';
  return endReason === 'not_answered' ? 'no_answer' : 'answered';
}
