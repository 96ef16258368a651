import type { HandedOver, HandOverAnswer } from '../call/hand-over-answer.ts';
import type { Talk } from '../conversation/talk.ts';
import type { Watchdog } from '../conversation/watchdog.ts';
import type { CallEnding } from '../ending/ending.ts';
import type { CallFacts } from '../scenario/call-data.ts';
import { telephoneTexts } from '../texts/telephone-texts.ts';

/** Asks operators to join the room. */
export type AskOperators = (
  brief: string,
  options: { signal: AbortSignal; expectYesOrNo: () => void },
) => Promise<HandedOver>;

/** The agent leaves the person to an operator who joins them. */
export class Transfer {
  /** Nobody listens to the person meanwhile. */
  isOnHold = false;
  private readonly parts: {
    data: CallFacts;
    ways: {
      /** Absent where no telephone can be rung. */
      handOver?: AskOperators;
      /** Local ears understand only what is expected. */
      onExpectation?: (expected: 'yes_no', slice: unknown) => unknown;
    };
    talk: Pick<Talk, 'sayToEnd' | 'listen'>;
    ending: CallEnding;
    watchdog: Pick<Watchdog, 'pause' | 'resume'>;
  };

  constructor(parts: Transfer['parts']) {
    this.parts = parts;
  }

  /**
   * Puts the person on hold and asks operators. When one takes the call, it has ended for the agent before this resolves;
   * otherwise the person is listened to again.
   * @param reason what the operator has to know, in a few words
   * @param options.announced the person has been told already that somebody is called
   */
  async toOperator(reason: string | null, { announced = false } = {}): Promise<HandOverAnswer> {
    const { data, ways, ending, talk } = this.parts;
    if (!ways.handOver || this.isOnHold || ending.hasBegun) return { ok: false, code: 'no_telephone' };
    const texts = telephoneTexts(data.agent.language);
    const brief = texts.operatorBrief({
      organization: data.organization.name,
      name: data.person.name ?? data.progress.user?.name ?? null,
      reason,
    });
    if (!announced && !(await talk.sayToEnd(texts.connecting))) return { ok: false, code: 'gone' };
    this.hold(true);
    let isTaken = false;
    try {
      const expectYesOrNo = () => void ways.onExpectation?.('yes_no', data.slice);
      const result = await ways.handOver(brief, { signal: ending.signal, expectYesOrNo });
      isTaken = result.ok;
      if (result.ok) ending.handedOver(result.operator);
      return result;
    } finally {
      if (!isTaken) this.hold(false);
    }
  }

  private hold(isOnHold: boolean): void {
    this.isOnHold = isOnHold;
    const { talk, watchdog, ending } = this.parts;
    if (!ending.hasBegun) talk.listen(!isOnHold);
    if (isOnHold) watchdog.pause();
    else watchdog.resume();
  }
}
