import type { voice } from '@livekit/agents';
import type { HandOverAnswer, TransferAnswer } from '../call/transfer-answers.ts';
import type { Watchdog } from '../conversation/watchdog.ts';
import type { Endings } from '../ending/endings.ts';
import type { HangUp } from '../ending/hang-up.ts';
import type { LiveCallParts } from '../live-call-parts.ts';
import type { CallData } from '../scenario/call-data.ts';
import { telephoneTexts } from '../texts/telephone-texts.ts';
import type { Colleague } from './hand-over.ts';

/** The agent leaves the person to somebody else: to an operator who joins them, or to another number. */
export class Departure {
  /** Who talks with the person now. Their room outlives the agent. */
  colleague: Colleague | null = null;
  /** Nobody listens to the person meanwhile. */
  isOnHold = false;
  private readonly gone = new AbortController();
  private readonly parts: {
    data: CallData;
    ways: Pick<LiveCallParts, 'handOver' | 'transfer'>;
    session: voice.AgentSession<CallData>;
    hangUp: HangUp;
    endings: Endings;
    watchdog: () => Watchdog | undefined;
    /** Null when the person has just hung up. */
    say: (text: string) => voice.SpeechHandle | null;
    expectYesOrNo: () => void;
  };

  constructor(parts: Departure['parts']) {
    this.parts = parts;
  }

  /**
   * Puts the person on hold and asks operators. When one takes the call, it has ended for the agent before this resolves;
   * otherwise the person is listened to again.
   * @param errand what the operator has to know, in a few words
   * @param options.announced the person has been told already that somebody is called
   */
  async toOperator(errand: string | null, { announced = false } = {}): Promise<HandOverAnswer> {
    const { data, ways, hangUp, endings } = this.parts;
    if (!ways.handOver || this.isOnHold || hangUp.isEnding) return { ok: false, code: 'no_telephone' };
    const texts = telephoneTexts(data.agent.language);
    const brief = texts.operatorBrief({
      organization: data.organization.name,
      name: data.person.name ?? data.progress.user?.name ?? null,
      errand,
    });
    if (!announced && !(await this.said(texts.connecting))) return { ok: false, code: 'gone' };
    this.hold(true);
    try {
      const signal = this.gone.signal;
      const result = await ways.handOver(brief, { signal, expectYesOrNo: this.parts.expectYesOrNo });
      if (result.ok) {
        this.colleague = result.operator;
        data.progress.isTransferred = true;
        endings.now('transferred');
      }
      return result;
    } finally {
      if (this.colleague === null) this.hold(false);
    }
  }

  /** Hands the connection over by SIP REFER; the call has ended for us when it was taken. */
  async toNumber(): Promise<TransferAnswer> {
    const { data, ways, endings, hangUp } = this.parts;
    if (!ways.transfer || hangUp.isEnding) return { ok: false, code: 'no_telephone' };
    if (!(await this.said(telephoneTexts(data.agent.language).transferring)))
      return { ok: false, code: 'no_telephone' };
    this.hold(true);
    try {
      const result = await ways.transfer();
      if (result.ok) {
        data.progress.isTransferred = true;
        endings.now('transferred');
      }
      return result;
    } finally {
      if (!hangUp.isEnding) this.hold(false);
    }
  }

  /** The session is closed: whoever is being rung for it need not come. */
  callIsOver(): void {
    if (this.colleague === null) this.gone.abort();
  }

  /** @returns false when the person has just hung up */
  private async said(text: string): Promise<boolean> {
    const speech = this.parts.say(text);
    await speech?.waitForPlayout();
    return speech !== null;
  }

  private hold(isOnHold: boolean): void {
    this.isOnHold = isOnHold;
    const { session, watchdog, hangUp } = this.parts;
    if (!hangUp.isEnding) session.input.setAudioEnabled(!isOnHold);
    if (isOnHold) watchdog()?.pause();
    else watchdog()?.resume();
  }
}
