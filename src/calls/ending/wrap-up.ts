import type { Calls } from '../call/call.ts';
import type { Meter } from '../call/meter.ts';
import type { WriteQueue } from '../call/write-queue.ts';
import type { Transcript } from '../conversation/transcript.ts';
import type { CallFacts } from '../scenario/call-data.ts';
import type { EndedCall, SummaryParts } from '../scenario/definition.ts';
import { summarize } from './summary.ts';

/** What is owed to the records before a call ends: usage, summary, and the `call_summary` event. */
export class WrapUp {
  private lastSent = '';
  private readonly parts: {
    data: CallFacts;
    calls: Calls;
    queue: WriteQueue;
    meter: Meter;
    transcript: Transcript;
    disposition: () => string | null;
    summarize: (ended: EndedCall) => SummaryParts;
  };

  constructor(parts: WrapUp['parts']) {
    this.parts = parts;
  }

  /** Writes what has been used so far; totals only grow, so it may be called at any time. */
  writeUsage(): void {
    const { queue, calls, data, meter } = this.parts;
    const seconds = (data.clock.now() - Date.parse(data.call.startedAt)) / 1000;
    meter.set({ provider: 'livekit', unit: 'session_second', quantity: Math.max(0, seconds) });
    queue.add('record_usage', () => calls.recordUsage(data.call.id, meter.totalsNow()));
  }

  /**
   * Writes the summary and sends it to whoever is still there. Called again, it is sent only if it has changed. Never fails:
   * the runner writes a summary that is missing, and a goodbye must not wait for a database that is away.
   */
  async sendSummary(): Promise<void> {
    try {
      await this.summarizeNow();
    } catch (error) {
      this.parts.data.logger.error({ err: error }, 'call not summarized');
    }
  }

  private async summarizeNow(): Promise<void> {
    const { data, calls, queue, transcript, disposition } = this.parts;
    const { language } = data.agent;
    const parts = this.parts.summarize({ disposition: disposition(), language });
    const { actions } = data.progress;
    const review = summarize({ turns: transcript.turns, parts, actions, language });
    queue.add('record_summary', () => calls.recordSummary(data.call.id, review));
    const content = JSON.stringify([review, parts.event]);
    this.writeUsage();
    await queue.drain();
    if (content === this.lastSent) return;
    this.lastSent = content;
    const [cost, preferences] = await Promise.all([
      calls.cost(data.call.id),
      calls.preferences(data.call.id),
    ]);
    data.events.send({
      type: 'call_summary',
      summary: review.summary,
      ...parts.event,
      cost_breakdown: cost,
      user_preferences: preferences,
    });
  }
}
