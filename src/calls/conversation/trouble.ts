import type { voice } from '@livekit/agents';
import type { CallEnding } from '../ending/ending.ts';
import type { CallFacts } from '../scenario/call-data.ts';
import { Faults, type ProviderFault, type Stage, stageOf } from './faults.ts';
import type { Talk } from './talk.ts';

/** What a call does when one of its providers fails: tells, apologizes, or gives up. */
export class Trouble {
  private readonly faults = new Faults();
  private readonly parts: {
    data: CallFacts;
    ending: CallEnding;
    talk: Talk;
  };

  constructor(parts: Trouble['parts']) {
    this.parts = parts;
  }

  /**
   * A provider failed and the adapters below LiveKit dealt with it, or could not. Whoever watches the call is told; the
   * person only when they would notice.
   */
  notice({ part, action }: ProviderFault): void {
    if (action === 'retrying' || action === 'fallback') {
      const { events, texts } = this.parts.data;
      events.send({ type: 'notice', code: `${part}_${action}`, message: texts.providerReplaced });
    } else if (action === 'apologized') void this.parts.ending.voiceApologized();
    else if (part !== 'model') this.suffer(part);
  }

  onError({ error }: voice.ErrorEvent): void {
    const stage = stageOf(error.type);
    if (!stage || error.recoverable) return;
    this.parts.data.logger.error({ stage, err: error }, 'provider failed');
    this.suffer(stage);
  }

  /** The agent was heard. An apology that was heard is no recovery. */
  onHeard(text: string): void {
    if (text !== this.parts.data.texts.technicalTrouble) this.faults.recovered();
  }

  /** Apologizes for a stage that failed, or ends the call when apologies no longer help. */
  private suffer(stage: Stage): void {
    const { data, ending, talk } = this.parts;
    if (ending.hasBegun) return;
    const { texts, events } = data;
    const isOver = this.faults.failed(stage) === 'give_up';
    const message = isOver ? texts.technicalGoodbye : texts.technicalTrouble;
    events.send({ type: 'notice', code: `${stage}_failed`, message });
    if (isOver) void ending.providerFailed(stage === 'voice');
    else talk.say(message);
  }
}
