import { describeFault } from '../../shared/fault.ts';
import type { Logger } from '../../shared/logger.ts';
import { within } from '../../shared/within.ts';
import type { Calls, Ending, EndReason, Outcome } from '../call/call.ts';
import type { Colleague } from '../call/hand-over-answer.ts';
import { insist, patienceMs } from '../call/insist.ts';
import type { Progress } from '../call/progress.ts';
import type { Refused } from '../call/reception.ts';
import type { WriteQueue } from '../call/write-queue.ts';
import type { Talk } from '../conversation/talk.ts';
import type { Texts } from '../texts/texts.ts';
import type { KeptEndings } from './kept-endings.ts';
import type { WrapUp } from './wrap-up.ts';

/** Half a minute is the longest that anything is spoken, and a model takes seconds to begin. */
const lastWordsMs = 40_000;
/** For the `call_summary` event, which has had the time of a goodbye already. */
const summaryMs = 1_000;
/** LiveKit lets what is being said come to its end, and no provider takes longer to say that it is gone. */
const closeMs = 10_000;
/** As long as a tool that commits may still wait for the database, which it asks twice: its row is part of the ending. */
const drainMs = 25_000;

export interface EndingParts {
  callId: string;
  texts: Pick<Texts, 'silenceGoodbye' | 'outOfTimeGoodbye' | 'technicalGoodbye'>;
  progress: Pick<Progress, 'settled' | 'isTransferred'>;
  disposition: () => string | null;
  calls: Pick<Calls, 'end'>;
  queue: WriteQueue;
  wrapUp: Pick<WrapUp, 'sendSummary'>;
  talk: Pick<Talk, 'hush' | 'sayToEnd' | 'untilSilent' | 'close'>;
  logger: Logger;
  /** Where the ending is until the database has it; absent where it need not outlive this process. */
  kept?: Pick<KeptEndings, 'keep'> | undefined;
  /** Sends everybody out; absent where there is no room. */
  closeRoom?: (() => Promise<void>) | undefined;
  /** Runs last: the ending is written, nothing is open any more, and a colleague may talk on in the room. */
  onEnded?: ((ending: Ending, colleague: Colleague | null) => Promise<void>) | undefined;
}

/** What is open while the call goes on, and has to be stopped with it. */
interface Open {
  recording?: { stop(): Promise<unknown> } | undefined;
  stopLease?: () => void;
}

type State = 'open' | 'last_words' | 'closing' | 'written' | 'left';
const states: State[] = ['open', 'last_words', 'closing', 'written', 'left'];

/**
 * How a call ends. However many find a reason to end it, the first one stands here, as the first ending does in the
 * database.
 *
 *   open ─► last_words ─► closing ─► written ─► left
 *     └─────────────────────▲
 *
 *   last_words   the goodbye, before anything is waited for; meanwhile usage, summary and the `call_summary` event, while
 *                somebody is there to receive it. A goodbye of which nobody learns that it was heard is cut after 40 s
 *   closing      the session closes: nothing is heard any more. Operators who are still being rung are let go
 *   written      the ending goes to a file, what is owed to the database, then `end_call`. Should the database be away, it is
 *                asked again for minutes. At the same time the recording is stopped and the room closed, unless it is left
 *                to a colleague
 *   left         the lease is given up, and the job told (`onEnded`)
 *
 *   who ends it                              what is said last            the reason
 *   the agent, by a tool                     the goodbye of its reply     `agent_ended`, `opted_out`
 *   a script at its end                      what is being said           `agent_ended`
 *   nobody says a word                       a goodbye                    `silence`
 *   the longest length                       a goodbye                    `too_long`
 *   a provider that works no more            an apology                   `provider_failed`
 *   a voice that breaks                      the recorded apology         `provider_failed`
 *   an inbound call that is refused          why                          the refusal
 *   the person, or their connection          nothing                      `person_hung_up`
 *   a machine, or nobody, at the telephone   nothing (a message before)   `voicemail`, `not_answered`
 *   an operator                              nothing                      `transferred`
 *   a broken script, the end of the job      nothing                      `agent_failed`
 *   a lost lease                             nothing                      `agent_lost`; the sweeper's ending stands
 *
 * A database that is away delays nothing that anybody hears. Whoever can writes the ending: this job as long as it lives,
 * then the runner of this machine from the file, or else the sweeper. None of the steps fails: what one of them throws is
 * logged, and the next is taken.
 */
export class CallEnding {
  readonly open: Open = {};
  private state: State = 'open';
  private reason: EndReason | null = null;
  private colleague: Colleague | null = null;
  private writing: Promise<Ending> | null = null;
  private leaving: Promise<void> | null = null;
  private summary: Promise<void> | null = null;
  private lastWords: NodeJS.Timeout | undefined;
  private readonly over = new AbortController();
  private readonly gone = Promise.withResolvers<Ending>();
  private readonly parts: EndingParts;

  constructor(parts: EndingParts) {
    this.parts = parts;
  }

  /** Why the call ends is known: nothing else is begun. */
  get hasBegun(): boolean {
    return this.state !== 'open';
  }

  /** Aborts once the call is over, unless somebody has taken it over. */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  /** Resolves with the ending that stands, once nothing of the call is left here. */
  get left(): Promise<Ending> {
    return this.gone.promise;
  }

  // Those after whose reason something is still said.

  /** The tools `end_conversation`, `refuse_calls` and `wrong_person`: the line is cut once this speech has been heard. */
  agentSaysGoodbye(
    goodbye: { addDoneCallback(callback: () => void): void },
    reason: 'agent_ended' | 'opted_out' = 'agent_ended',
  ): void {
    this.beginLastWords(reason);
    goodbye.addDoneCallback(() => void this.close());
  }

  scriptIsOver(): Promise<void> {
    return this.closeWhenSilent('agent_ended');
  }

  personIsSilent(): Promise<void> {
    return this.closeAfterSaying(this.parts.texts.silenceGoodbye, 'silence');
  }

  callIsTooLong(): Promise<void> {
    return this.closeAfterSaying(this.parts.texts.outOfTimeGoodbye, 'too_long');
  }

  /** @param withoutVoice it is the voice that failed */
  providerFailed(withoutVoice: boolean): Promise<void> {
    return this.closeAfterSaying(this.parts.texts.technicalGoodbye, 'provider_failed', withoutVoice);
  }

  /** The model works no more: the apology stands in the place of its reply, until `goodbyeWasHeard`. */
  modelSaysGoodbye(): void {
    this.beginLastWords('provider_failed');
  }

  goodbyeWasHeard(): void {
    void this.close();
  }

  /** The recorded apology is being played; it asks to call again. */
  voiceApologized(): Promise<void> {
    return this.closeWhenSilent('provider_failed');
  }

  /** An inbound call that is not taken. */
  refuse(why: string, refused: Refused): Promise<void> {
    return this.closeAfterSaying(why, refused);
  }

  // Those after whose reason nothing is said.

  personHungUp(): void {
    this.closeNow('person_hung_up');
  }

  /** Nobody hung up, and yet nobody is there: a scripted call tells the two apart. */
  connectionLost(): void {
    this.parts.progress.settled ??= 'disconnected';
    this.closeNow('person_hung_up');
  }

  nobodyThere(reason: 'voicemail' | 'not_answered'): void {
    this.closeNow(reason);
  }

  /** An operator talks with the person: their room outlives the agent. */
  handedOver(colleague: Colleague): void {
    this.colleague = colleague;
    this.parts.progress.isTransferred = true;
    this.closeNow('transferred');
  }

  scriptBroke(): void {
    this.closeNow('agent_failed');
  }

  leaseLost(): void {
    this.closeNow('agent_lost');
  }

  /** Whoever drives the call cannot go on. */
  driverFailed(): void {
    this.closeNow('agent_failed');
  }

  /** The job ends whether or not the session has closed. Resolves with the ending that stands. */
  jobEnds(): Promise<Ending> {
    return this.written('agent_failed');
  }

  /** The session has closed: because the call is ending, or else for this reason. */
  sessionClosed(fallback: EndReason): Promise<void> {
    this.leaving ??= this.leave(fallback);
    return this.leaving;
  }

  /**
   * Writes the ending, or waits for it. Everybody gets the same answer, the ending that stands in the database; it
   * never rejects.
   * @param fallback the reason, when there is none yet
   */
  written(fallback: EndReason): Promise<Ending> {
    this.begin(fallback, 'closing');
    this.writing ??= this.write(this.reason ?? fallback);
    return this.writing;
  }

  private begin(reason: EndReason, state: State): void {
    this.reason ??= reason;
    this.enter(state);
  }

  /** Endings only go on: a job that ends while the last words are said skips them. */
  private enter(state: State): void {
    if (states.indexOf(state) > states.indexOf(this.state)) this.state = state;
  }

  private beginLastWords(reason: EndReason): void {
    this.begin(reason, 'last_words');
    this.summary = this.parts.wrapUp.sendSummary();
    this.lastWords ??= setTimeout(() => void this.close(), lastWordsMs);
  }

  private async closeAfterSaying(text: string, reason: EndReason, withoutVoice = false): Promise<void> {
    if (this.hasBegun) return;
    this.beginLastWords(reason);
    await this.try('hush', () => this.parts.talk.hush());
    await this.try('last_words', () => this.parts.talk.sayToEnd(text, withoutVoice));
    await this.close();
  }

  private async closeWhenSilent(reason: EndReason): Promise<void> {
    if (this.hasBegun) return;
    this.beginLastWords(reason);
    await this.try('last_words', () => this.parts.talk.untilSilent());
    await this.close();
  }

  private closeNow(reason: EndReason): void {
    this.begin(reason, 'closing');
    void this.close();
  }

  /** Resolves when the session is closed; what follows from that goes on. */
  private async close(): Promise<void> {
    this.enter('closing');
    clearTimeout(this.lastWords);
    if (this.summary) await within(this.summary, summaryMs);
    await within(
      this.try('close', () => this.parts.talk.close()),
      closeMs,
    );
    // A session that was never started closes without a word.
    void this.sessionClosed(this.reason ?? 'agent_failed');
  }

  private async leave(fallback: EndReason): Promise<void> {
    const { open, colleague, parts } = this;
    this.begin(fallback, 'closing');
    clearTimeout(this.lastWords);
    if (colleague === null) this.over.abort();
    const [ending] = await Promise.all([
      this.written(fallback),
      this.try('recording', () => open.recording?.stop()),
      colleague === null ? this.try('close_room', () => parts.closeRoom?.()) : undefined,
    ]);
    open.stopLease?.();
    await this.try('leave', () => parts.onEnded?.(ending, colleague));
    this.enter('left');
    this.gone.resolve(ending);
  }

  private async write(endReason: EndReason): Promise<Ending> {
    const { callId, calls, queue, wrapUp, kept, logger } = this.parts;
    const owed = wrapUp.sendSummary();
    await this.try('keep', () => kept?.keep(callId, this.endingNow(endReason)));
    const deadline = Date.now() + patienceMs;
    await within(
      owed.then(() => queue.drain()),
      drainMs,
    );
    let ending = this.endingNow(endReason);
    const write = async () => {
      ending = this.endingNow(endReason);
      ending = await calls.end(callId, ending);
    };
    await insist('end_call', write, { logger, mayGoOn: () => Date.now() < deadline });
    // Turns that were owed while the database was away; what it does not take now is lost with this process.
    await queue.drain(drainMs);
    this.enter('written');
    return ending;
  }

  /** With what has been committed by now: a tool may still be waiting for its answer. */
  private endingNow(endReason: EndReason): Ending {
    const outcome = outcomeOf(endReason);
    return { outcome, disposition: outcome === 'answered' ? this.parts.disposition() : null, endReason };
  }

  private async try(step: string, take: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await take();
    } catch (error) {
      this.parts.logger.error({ step, fault: describeFault(error) }, 'a step of the ending failed');
    }
  }
}

/** What the network would say of a call that was picked up and ended for this reason. */
function outcomeOf(endReason: EndReason): Outcome {
  if (endReason === 'provider_failed' || endReason === 'agent_failed') return 'failed';
  // A machine took it, or nobody was heard at all.
  if (endReason === 'voicemail') return 'voicemail';
  return endReason === 'not_answered' ? 'no_answer' : 'answered';
}
