import type { voice } from '@livekit/agents';
import type { CallFacts } from '../scenario/call-data.ts';
import { Faults, type ProviderFault, type Stage, stageOf } from './faults.ts';
import type { Talk } from './talk.ts';

/** What is said last, where a provider works no more; the call ends after it. */
interface LastWords {
  /** The call is ending, for whatever reason. */
  readonly hasBegun: boolean;
  providerFailed(withoutVoice: boolean): Promise<void>;
  modelSaysGoodbye(): void;
  goodbyeWasHeard(): void;
  voiceApologized(): Promise<void>;
}

/** What a call does when one of its providers fails: tells, apologizes, or gives up. */
export class Trouble {
  private readonly faults = new Faults();
  /** The reply that is spoken now is the last. */
  private isSayingGoodbye = false;
  private readonly parts: {
    data: CallFacts;
    ending: LastWords;
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
    // An answer of the model may be one that nobody waits for: the agent tells when it is (`modelFailed`). A script asks
    // the model itself, and goes on without it.
    if (stage !== 'model') this.suffer(stage);
  }

  /** @returns what the agent says in place of the model's answer; null when the call is ending anyway */
  modelFailed(): string | null {
    const { ending, data } = this.parts;
    if (ending.hasBegun) return null;
    const message = this.judge('model');
    this.isSayingGoodbye = message === data.texts.technicalGoodbye;
    if (this.isSayingGoodbye) ending.modelSaysGoodbye();
    return message;
  }

  /** The agent was heard. An apology that was heard is no recovery. */
  onHeard(text: string): void {
    if (this.isSayingGoodbye) this.parts.ending.goodbyeWasHeard();
    else if (!text.endsWith(this.parts.data.texts.technicalTrouble)) this.faults.recovered();
  }

  /** Apologizes for a stage that failed, or ends the call when apologies no longer help. */
  private suffer(stage: Stage): void {
    const { data, ending, talk } = this.parts;
    if (ending.hasBegun) return;
    const message = this.judge(stage);
    if (message === data.texts.technicalGoodbye) void ending.providerFailed(stage === 'voice');
    else talk.say(message);
  }

  private judge(stage: Stage): string {
    const { texts, events } = this.parts.data;
    const isOver = this.faults.failed(stage) === 'give_up';
    const message = isOver ? texts.technicalGoodbye : texts.technicalTrouble;
    events.send({ type: 'notice', code: `${stage}_failed`, message });
    return message;
  }
}
