import { type llm, voice } from '@livekit/agents';
import { asideOf } from '../language/asides.ts';
import type { AnswerPolicy } from './answering/policy.ts';
import { assembleAgent, assembleData, assembleSession, inputOptions, listenForText } from './assemble.ts';
import type { Turn } from './call/call.ts';
import { keepLease } from './call/lease.ts';
import { Progress } from './call/progress.ts';
import { WriteQueue } from './call/write-queue.ts';
import { teach } from './claims/teach.ts';
import { Duties } from './conversation/duties.ts';
import { Expecting } from './conversation/expecting.ts';
import { Greeting } from './conversation/greeting.ts';
import { OwnAnswers } from './conversation/own-answers.ts';
import { Patience } from './conversation/patience.ts';
import { ScriptRun } from './conversation/scripted/script-run.ts';
import { voiceSilenceMs } from './conversation/session.ts';
import { endReasonOf, Talk } from './conversation/talk.ts';
import { Transcript } from './conversation/transcript.ts';
import { Trouble } from './conversation/trouble.ts';
import { Unheard } from './conversation/unheard.ts';
import { watchCall } from './conversation/watch-call.ts';
import type { Watchdog } from './conversation/watchdog.ts';
import { CallEnding } from './ending/ending.ts';
import { WrapUp } from './ending/wrap-up.ts';
import type { LiveCallParts } from './live-call-parts.ts';
import { type Briefing, brief } from './scenario/briefing.ts';
import type { CallData } from './scenario/call-data.ts';
import { Transfer } from './transfer/transfer.ts';

const Events = voice.AgentSessionEventTypes;

/** One call while it lasts: the session, and what it has done. How it ends is `ending`'s. */
export class LiveCall {
  readonly session: voice.AgentSession<CallData>;
  readonly progress: Progress;
  /** The scenario's own part of the call. */
  readonly slice: unknown;
  readonly transcript = new Transcript();
  readonly expecting: Expecting;
  readonly ending: CallEnding;
  readonly trouble: Trouble;
  private readonly parts: LiveCallParts;
  private readonly briefing: Briefing;
  private readonly queue: WriteQueue;
  private readonly talk: Talk;
  private readonly wrapUp: WrapUp;
  private readonly watchdog: Watchdog;
  private readonly transfer: Transfer;
  private readonly script: ScriptRun | null;
  private readonly agent: voice.Agent<CallData>;
  private readonly greeting = new Greeting((message) => this.keepTurn(message));
  private readonly unheard = new Unheard({
    answer: (words) => {
      if (!this.ending.hasBegun && !this.script) this.talk.reply(words);
    },
    isPersonSpeaking: () => this.session.userState === 'speaking',
  });
  private readonly patience = new Patience();
  private readonly ownAnswers: OwnAnswers;
  private readonly duties: Duties;
  private lastSoundAt: number | null = null;

  /** Each part is made of those before it. */
  constructor(parts: LiveCallParts) {
    const { opened, scenario, calls, clock, logger, request, recorded = false } = parts;
    this.parts = parts;
    this.queue = parts.queue ?? new WriteQueue(logger);
    const input = scenario.input.parse(Object.assign({}, request?.input, parts.known));
    this.briefing = brief({ opened, now: clock.now(), input, request, recorded });
    this.progress = new Progress(this.briefing.callerNumber);
    teach(this.progress.book, this.briefing);
    const { briefing, progress, queue, transcript } = this;
    this.slice = scenario.begin({ briefing, progress, store: parts.store });
    const { slice } = this;
    const facts = assembleData({ parts, briefing, progress, slice, queue });
    this.expecting = new Expecting({ scenario, data: facts, transcript, suggest: parts.onExpectation });

    this.session = assembleSession(
      { parts, transcript },
      {
        expected: () => this.expecting.now(),
        silentForMs: () => (this.lastSoundAt === null ? 0 : clock.now() - this.lastSoundAt),
      },
    );
    const { session } = this;
    this.talk = new Talk(session, transcript, parts.apology);

    const { talk } = this;
    const disposition = () => scenario.disposition(progress, slice);
    this.wrapUp = new WrapUp({
      data: facts,
      calls,
      queue,
      meter: parts.meter,
      transcript,
      disposition,
      summarize: (ended) => scenario.summarize(slice, ended),
    });
    this.ending = new CallEnding({
      callId: opened.call.id,
      texts: facts.texts,
      progress,
      disposition,
      calls,
      queue,
      wrapUp: this.wrapUp,
      talk,
      logger,
      kept: parts.keptEndings,
      closeRoom: parts.closeRoom,
      onEnded: parts.onEnded,
    });
    const { ending } = this;
    this.trouble = new Trouble({ data: facts, ending, talk });
    // A script knows itself what silence means.
    this.watchdog = watchCall(facts, ending, (text) => scenario.script ?? talk.say(text, { isAside: true }));
    this.transfer = new Transfer({ data: facts, ways: parts, talk, ending, watchdog: this.watchdog });

    const { transfer } = this;
    const data: CallData = {
      ...facts,
      handOver: (reason, options) => transfer.toOperator(reason, options),
      farewell: (speech, reason) => ending.agentSaysGoodbye(speech, reason),
    };
    session.userData = data;
    this.ownAnswers = new OwnAnswers(facts);
    this.duties = new Duties({
      data,
      queue,
      ownAnswers: this.ownAnswers,
      isScripted: scenario.script !== undefined,
      talk,
    });
    this.script = ScriptRun.of({
      scenario,
      means: parts.script,
      data,
      ownAnswers: this.ownAnswers,
      briefing,
      transcript,
      session,
      keep: (what, write) => queue.add(what, write),
      record: (message) => this.keepTurn(message),
      leave: () => ending.scriptIsOver(),
      fail: () => ending.scriptBroke(),
    });
    const { script, greeting, unheard, patience, trouble } = this;
    this.agent = assembleAgent({
      parts,
      data,
      briefing,
      transcript,
      mayReply: () => greeting.mayReply(),
      wholeTurn: (text) => unheard.complete(text),
      ownAnswers: this.ownAnswers,
      patience,
      onModelFailed: () => trouble.modelFailed(),
      onTyped: async (text) => script?.typed(text),
    });
  }

  /** Starts listening and says the opening, unless somebody else decides when that is said. */
  async start(input: { participantIdentity?: string; opens?: boolean } = {}): Promise<void> {
    const { opened, room, calls, leaseSeconds, logger } = this.parts;
    this.listen();
    if (room) this.onOver(listenForText({ ...this.parts, room }, input, (text) => this.hear(text)));
    await this.session.start({
      agent: this.agent,
      record: false,
      ...(room ? { room, inputOptions: inputOptions(input) } : {}),
    });
    this.ending.open.stopLease = keepLease({
      callId: opened.call.id,
      leaseSeconds,
      calls,
      logger,
      onLost: () => this.ending.leaseLost(),
    });
    if (input.opens ?? true) return this.open();
    this.greeting.begin();
    // Local ears understand a hello best as an answer.
    this.parts.onExpectation?.('yes_no', this.slice);
  }

  /** Says the opening; from now on the agent replies. */
  open(): void {
    this.greeting.end();
    this.watchdog.start();
    this.watchdog.resume();
    this.watchdog.agentState(this.session.agentState);
    const { open } = this.ending;
    const record = (disclosure: voice.SpeechHandle) => {
      open.recording ??= this.parts.record?.(disclosure);
    };
    if (this.script) return void this.script.begin(record);
    // Whoever is called hears to its end who calls; what they say meanwhile is answered after it.
    const allowInterruptions = !this.briefing.recorded && this.parts.opened.call.direction === 'inbound';
    const text = this.parts.scenario.opening(this.briefing);
    const opening = this.talk.say(text, { allowInterruptions });
    if (opening === null) return;
    this.greeting.guard(opening);
    record(opening);
  }

  /** It was no person after all: the agent falls silent and replies to nothing until it opens again. */
  async waitAgain(): Promise<void> {
    this.watchdog.pause();
    this.script?.stop();
    this.greeting.begin();
    await this.talk.hush();
  }

  /** They were not heard, but did something. */
  personIsThere(): void {
    this.watchdog.personWasHeard();
  }

  /** What this call does about machines. */
  get answerPolicy(): AnswerPolicy {
    return this.parts.scenario.answerPolicy(this.briefing);
  }

  /** Whoever runs the call beside it has to stop when it is over. */
  onOver(listener: () => void): void {
    this.session.on(Events.Close, listener);
  }

  /** What the person wrote, or pressed on their telephone, is answered like what they say. */
  hear(text: string): void {
    if (this.ending.hasBegun || this.transfer.isOnHold || this.greeting.isGoingOn) return;
    this.watchdog.personWasHeard();
    if (this.script) return void this.script.typed(text);
    this.talk.interrupt();
    this.talk.reply(text);
  }

  /** They answer by keys: the question need not be said to its end. What may not be interrupted is. */
  cutShort(): void {
    if (this.session.agentState === 'speaking') this.talk.interrupt();
  }

  /**
   * Says something that is no reply, such as who calls, to whoever screens the call.
   * @param options.isAside what was asked before still stands
   * @returns null when they have just hung up
   */
  say(text: string, options: Parameters<Talk['say']>[1] = {}): voice.SpeechHandle | null {
    return this.talk.say(text, options);
  }

  /** Keeps what was said beside the conversation, such as by a machine; nothing comes of it. */
  note(message: llm.ChatMessage): Turn | null {
    const turn = this.transcript.add(message);
    if (turn) {
      this.queue.add('record_turn', () => this.parts.calls.recordTurn(this.parts.opened.call.id, turn));
    }
    return turn;
  }

  private listen(): void {
    const { session } = this;
    session.on(Events.ConversationItemAdded, (event: voice.ConversationItemAddedEvent) =>
      this.onItem(event.item),
    );
    session.on(Events.AgentStateChanged, ({ newState }: voice.AgentStateChangedEvent) => {
      this.patience.agentState(newState);
      this.watchdog.agentState(newState);
    });
    session.on(Events.UserStateChanged, (event: voice.UserStateChangedEvent) => this.onPersonState(event));
    session.on(Events.SpeechCreated, (event: voice.SpeechCreatedEvent) =>
      this.unheard.begins(event.speechHandle),
    );
    session.on(Events.UserInputTranscribed, ({ isFinal, transcript }: voice.UserInputTranscribedEvent) => {
      this.watchdog.personWasHeard();
      if (isFinal && !this.greeting.hear(transcript)) this.unheard.heard(transcript);
    });
    session.on(Events.Error, (event: voice.ErrorEvent) => this.trouble.onError(event));
    session.on(Events.Close, (event: voice.CloseEvent) => this.onClose(event));
  }

  private onItem(item: voice.ConversationItemAddedEvent['item']): void {
    if (item.type !== 'message') return;
    // In a scripted call the channel knows what an answer was; LiveKit only knows what was said since it last looked.
    if (!this.script || item.role !== 'user') this.keepTurn(item);
  }

  private keepTurn(message: llm.ChatMessage): void {
    const turn = this.note(message);
    if (!turn) return;
    this.duties.kept(turn);
    if (turn.role === 'person') {
      this.watchdog.personWasHeard({ asksToWait: asideOf(turn.text) === 'wait' });
      return;
    }
    this.trouble.onHeard(turn.text);
    this.expecting.announce();
    this.wrapUp.writeUsage();
  }

  private onPersonState(event: voice.UserStateChangedEvent): void {
    // The voice detector reports silence only after it has lasted a while.
    if (event.newState === 'speaking') this.greeting.personSpeaks();
    else this.unheard.personStops();
    this.lastSoundAt = event.newState === 'speaking' ? null : event.createdAt - voiceSilenceMs;
    this.watchdog.personState(event.newState);
  }

  /** LiveKit closes the session when the person leaves, when the job is stopped, or because this call asked for it. */
  private onClose(event: voice.CloseEvent): void {
    this.watchdog.stop();
    this.script?.left();
    this.greeting.end();
    this.greeting.release();
    this.unheard.stop();
    void this.ending.sessionClosed(endReasonOf(event));
  }
}
