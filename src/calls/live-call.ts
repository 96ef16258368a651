import { type llm, voice } from '@livekit/agents';
import type { AnswerPolicy } from './answering/policy.ts';
import { assembleAgent, assembleData, assembleSession, inputOptions } from './assemble.ts';
import { type Briefing, brief } from './call/briefing.ts';
import type { Ending, EndReason } from './call/call.ts';
import { keepLease } from './call/lease.ts';
import { Progress } from './call/progress.ts';
import { WriteQueue } from './call/write-queue.ts';
import { Expecting } from './conversation/expecting.ts';
import { Greeting } from './conversation/greeting.ts';
import { whileOpen } from './conversation/ignore-if-closed.ts';
import { Patience } from './conversation/patience.ts';
import { ScriptRun } from './conversation/scripted/script-run.ts';
import { voiceSilenceMs } from './conversation/session.ts';
import { Transcript } from './conversation/transcript.ts';
import { Trouble } from './conversation/trouble.ts';
import { Unheard } from './conversation/unheard.ts';
import { watchCall } from './conversation/watch-call.ts';
import type { Watchdog } from './conversation/watchdog.ts';
import { Closing } from './ending/closing.ts';
import { Endings, endReasonOf } from './ending/endings.ts';
import { HangUp } from './ending/hang-up.ts';
import type { LiveCallParts } from './live-call-parts.ts';
import type { CallRecording } from './recording/record-call.ts';
import type { CallData } from './scenario/call-data.ts';
import { Departure } from './transfer/transfer.ts';

const Events = voice.AgentSessionEventTypes;

/** One call while it lasts: the session, what it has done, and everything that can end it. */
export class LiveCall {
  readonly session: voice.AgentSession<CallData>;
  readonly progress: Progress;
  readonly transcript = new Transcript();
  private readonly agent: voice.Agent<CallData>;
  private readonly parts: LiveCallParts;
  private readonly data: CallData;
  private readonly queue: WriteQueue;
  private readonly hangUp: HangUp;
  private readonly closing: Closing;
  readonly endings: Endings;
  readonly trouble: Trouble;
  private readonly departure: Departure;
  readonly expecting: Expecting;
  private readonly briefing: Briefing;
  private readonly script: ScriptRun | null;
  private watchdog: Watchdog | undefined;
  private recording: CallRecording | undefined;
  private stopLease: (() => void) | undefined;
  private readonly greeting = new Greeting((message) => this.keepTurn(message));
  private readonly unheard = new Unheard({
    answer: (userInput) => {
      if (!this.hangUp.isEnding && !this.script) whileOpen(() => this.session.generateReply({ userInput }));
    },
    isPersonSpeaking: () => this.session.userState === 'speaking',
  });
  private readonly patience = new Patience();
  private lastSoundAt: number | null = null;

  constructor(parts: LiveCallParts) {
    const { opened, logger, clock, errand, scenario, recorded = false } = parts;
    this.parts = parts;
    this.queue = new WriteQueue(logger);
    const input = scenario.input.parse(errand?.input ?? {});
    this.briefing = brief({ opened, now: clock.now(), input, errand, recorded });
    this.progress = new Progress(this.briefing.callerNumber);
    const { briefing, progress, queue, transcript } = this;
    const slice = scenario.begin({ briefing, progress, store: parts.store });
    this.data = {
      ...assembleData({ parts, briefing, progress, slice, queue }),
      handOver: (errand, options) => this.departure.toOperator(errand, options),
      transfer: () => this.departure.toNumber(),
      farewell: (speech, reason) => this.endings.afterGoodbye(speech, reason),
    };
    const { data } = this;
    const disposition = () => scenario.disposition(progress, slice);
    this.hangUp = new HangUp({
      call: opened.call,
      calls: parts.calls,
      queue,
      disposition,
      beforeEnding: () => this.closing.sendSummary(),
    });
    this.closing = new Closing({
      data,
      calls: parts.calls,
      queue,
      meter: parts.meter,
      transcript,
      disposition,
      summarize: (ended) => scenario.summarize(slice, ended),
    });
    const session = () => this.session;
    this.expecting = new Expecting({ scenario, data, transcript, session, suggest: parts.onExpectation });
    const mayReply = () => this.greeting.mayReply();
    const onTyped = async (text: string) => this.script?.typed(text);
    const { patience } = this;
    const onModelFailed = () => this.trouble.modelFailed();
    const wholeTurn = (text: string) => this.unheard.complete(text);
    const assembly = {
      parts,
      data,
      briefing,
      transcript,
      mayReply,
      wholeTurn,
      patience,
      onModelFailed,
      onTyped,
    };
    this.agent = assembleAgent(assembly);
    this.session = assembleSession(assembly, {
      expected: () => this.expecting.now(),
      silentForMs: () => (this.lastSoundAt === null ? 0 : clock.now() - this.lastSoundAt),
    });
    this.endings = new Endings({
      session: this.session,
      hangUp: this.hangUp,
      closing: this.closing,
      stopWatching: () => this.watchdog?.stop(),
      say: (text, withoutVoice) => this.say(text, { withoutVoice }),
    });
    const { hangUp, endings } = this;
    const say = (text: string) => this.say(text);
    this.trouble = new Trouble({ data, hangUp, endings, say });
    this.departure = new Departure({
      data,
      ways: parts,
      session: this.session,
      hangUp,
      endings,
      watchdog: () => this.watchdog,
      say,
      expectYesOrNo: () => void parts.onExpectation?.('yes_no', slice),
    });
    this.script = ScriptRun.of({
      ...assembly,
      session: this.session,
      keep: (what, write) => queue.add(what, write),
      record: (message) => this.keepTurn(message),
      leave: () => this.endings.afterSpeech('agent_ended'),
      fail: () => this.end('agent_failed'),
    });
  }

  /** Starts listening and says the opening, unless somebody else decides when that is said. */
  async start(input: { participantIdentity?: string; opens?: boolean } = {}): Promise<void> {
    const { opened, room, calls, leaseSeconds, logger } = this.parts;
    this.listen();
    await this.session.start({
      agent: this.agent,
      record: false,
      ...(room ? { room, inputOptions: inputOptions(input, (text) => this.hear(text)) } : {}),
    });
    this.stopLease = keepLease({
      callId: opened.call.id,
      leaseSeconds,
      calls,
      logger,
      onLost: () => this.end('agent_lost'),
    });
    if (input.opens ?? true) return this.open();
    this.greeting.begin();
    // Local ears understand a hello best as an answer.
    this.parts.onExpectation?.('yes_no', this.data.slice);
  }

  /** Says the opening; from now on the agent replies. */
  open(): void {
    this.greeting.end();
    // A script knows itself what silence means.
    this.watchdog ??= watchCall(this.data, this.endings, (text) => {
      if (!this.script) this.say(text, { isAside: true });
    });
    this.watchdog.resume();
    this.watchdog.agentState(this.session.agentState);
    const record = (disclosure: voice.SpeechHandle) => {
      this.recording ??= this.parts.record?.(disclosure);
    };
    if (this.script) return void this.script.begin(record);
    // Whoever is called hears to its end who calls; what they say meanwhile is answered after it.
    const allowInterruptions = !this.briefing.recorded && this.data.call.direction === 'inbound';
    const text = this.parts.scenario.opening(this.briefing);
    const opening = this.say(text, { allowInterruptions });
    if (opening === null) return;
    this.greeting.guard(opening);
    record(opening);
  }

  /** It was no person after all: the agent falls silent and replies to nothing until it opens again. */
  async waitAgain(): Promise<void> {
    this.watchdog?.pause();
    this.script?.stop();
    this.greeting.begin();
    await this.endings.hush();
  }

  /** They were not heard, but did something. */
  personIsThere(): void {
    this.watchdog?.personWasHeard();
  }

  /** The scenario's own part of the call. */
  get slice(): unknown {
    return this.data.slice;
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
    if (this.hangUp.isEnding || this.departure.isOnHold || this.greeting.isGoingOn) return;
    this.watchdog?.personWasHeard();
    if (this.script) return void this.script.typed(text);
    try {
      this.session.interrupt();
    } catch {
      // What may not be interrupted is said first.
    }
    whileOpen(() => this.session.generateReply({ userInput: text }));
  }

  /** They answer by keys: the question need not be said to its end. What may not be interrupted is. */
  cutShort(): void {
    if (this.session.agentState !== 'speaking') return;
    try {
      this.session.interrupt();
    } catch {
      // It may not.
    }
  }

  /**
   * Says something that is no reply, such as who calls, to whoever screens the call.
   * @param options.isAside what was asked before still stands
   * @returns null when they have just hung up
   */
  say(
    text: string,
    { withoutVoice = false, allowInterruptions = true, isAside = false } = {},
  ): voice.SpeechHandle | null {
    this.transcript.beginReply({ isAside });
    this.transcript.willSay(text);
    const audio = withoutVoice ? this.parts.apology?.() : undefined;
    return whileOpen(() => this.session.say(text, { allowInterruptions, ...(audio ? { audio } : {}) }));
  }

  /** Ends the call for this reason unless it is ending already. Nothing more is said. */
  end(reason: EndReason): void {
    this.endings.now(reason);
  }

  /** Nobody hung up, and yet nobody is there: a scripted call tells the two apart. */
  connectionLost(): void {
    this.progress.settled ??= 'disconnected';
    this.end('person_hung_up');
  }

  /** Resolves with the ending that stands in the database. */
  finished(fallback: EndReason): Promise<Ending> {
    return this.hangUp.finish(fallback);
  }

  private listen(): void {
    const { session } = this;
    session.on(Events.ConversationItemAdded, (event: voice.ConversationItemAddedEvent) =>
      this.onItem(event.item),
    );
    session.on(Events.AgentStateChanged, ({ newState }: voice.AgentStateChangedEvent) => {
      this.patience.agentState(newState);
      this.watchdog?.agentState(newState);
    });
    session.on(Events.UserStateChanged, (event: voice.UserStateChangedEvent) => this.onPersonState(event));
    session.on(Events.SpeechCreated, (event: voice.SpeechCreatedEvent) =>
      this.unheard.begins(event.speechHandle),
    );
    session.on(Events.UserInputTranscribed, ({ isFinal, transcript }: voice.UserInputTranscribedEvent) => {
      this.watchdog?.personWasHeard();
      if (isFinal && !this.greeting.hear(transcript)) this.unheard.heard(transcript);
    });
    session.on(Events.Error, (event: voice.ErrorEvent) => this.trouble.onError(event));
    session.on(Events.Close, (event: voice.CloseEvent) => void this.onClose(event));
  }

  private onItem(item: voice.ConversationItemAddedEvent['item']): void {
    if (item.type !== 'message') return;
    // In a scripted call the channel knows what an answer was; LiveKit only knows what was said since it last looked.
    if (!this.script || item.role !== 'user') this.keepTurn(item);
  }

  private keepTurn(message: llm.ChatMessage): void {
    const turn = this.transcript.add(message);
    if (!turn) return;
    this.queue.add('record_turn', () => this.parts.calls.recordTurn(this.data.call.id, turn));
    if (turn.role === 'person') {
      this.watchdog?.personWasHeard();
      return;
    }
    this.trouble.onHeard(turn.text);
    this.expecting.announce();
    this.closing.writeUsage();
  }

  private onPersonState(event: voice.UserStateChangedEvent): void {
    // The voice detector reports silence only after it has lasted a while.
    if (event.newState === 'speaking') this.greeting.personSpeaks();
    else this.unheard.personStops();
    this.lastSoundAt = event.newState === 'speaking' ? null : event.createdAt - voiceSilenceMs;
    this.watchdog?.personState(event.newState);
  }

  /** LiveKit closes the session when the person leaves, when the job is stopped, or because this call asked for it. */
  private async onClose(event: voice.CloseEvent): Promise<void> {
    this.watchdog?.stop();
    const { colleague } = this.departure;
    this.departure.callIsOver();
    this.script?.left();
    this.greeting.end();
    this.greeting.release();
    this.unheard.stop();
    const [ending] = await Promise.all([
      this.hangUp.finish(endReasonOf(event)),
      this.recording?.stop(),
      colleague === null ? this.parts.closeRoom?.() : undefined,
    ]);
    this.stopLease?.();
    await this.parts.onEnded?.(ending, colleague);
  }
}
