import type { ReadableStream } from 'node:stream/web';
import { type llm, type stt, type tts, voice } from '@livekit/agents';
import type { AudioFrame, Room } from '@livekit/rtc-node';
import { expectedReply } from '../language/expected-reply.ts';
import { judgeReply } from '../language/judge-reply.ts';
import { splitSentences } from '../language/sentences.ts';
import { textsFor } from '../language/texts.ts';
import type { Appointments } from '../scheduling/appointments.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { isBackedClaim } from './backed-claims.ts';
import type { Calls, Ending, EndReason, OpenedCall, TurnDecision } from './call.ts';
import { CallAgent } from './call-agent.ts';
import type { CallData } from './call-data.ts';
import { Closing } from './closing.ts';
import { createEventChannel } from './event-channel.ts';
import type { CallEvent } from './events.ts';
import { Faults, type ProviderFault, type Stage, stageOf } from './faults.ts';
import { HangUp } from './hang-up.ts';
import { keepLease } from './lease.ts';
import type { Meter } from './meter.ts';
import { Progress } from './progress.ts';
import type { Briefing, Scenario } from './scenario.ts';
import { createSession, voiceSilenceMs } from './session.ts';
import { Transcript } from './transcript.ts';
import { Unheard } from './unheard.ts';
import { Watchdog } from './watchdog.ts';
import { WriteQueue } from './write-queue.ts';

/** Silence on both sides after which the person is asked whether they are still there. */
const quietMs = 9_000;
/** How long before the longest length the person is told. */
const warningMs = 30_000;

const Events = voice.AgentSessionEventTypes;

export type Expected = TurnDecision['expected'];

export interface LiveCallParts {
  opened: OpenedCall;
  scenario: Scenario;
  /** Absent in a typed call. */
  ears?: stt.STT;
  voice?: tts.TTS;
  model: llm.LLM;
  meter: Meter;
  appointments: Appointments;
  calls: Calls;
  clock: Clock;
  logger: Logger;
  room?: Room;
  /** A sentence that needs no provider, for when the voice itself has failed. */
  apology?: () => ReadableStream<AudioFrame>;
  /** What may be said next: local ears and the page's suggestions need it. */
  onExpectation?: (expected: Expected, progress: Progress) => string[];
  /** Hears every event in this process. */
  onEvent?: (event: CallEvent) => void;
  /** Runs once the ending is in the database and the session is closed. */
  onEnded?: (ending: Ending) => Promise<void>;
}

/** One call while it lasts: the session, what it has done, and everything that can end it. */
export class LiveCall {
  readonly session: voice.AgentSession<CallData>;
  readonly progress: Progress;
  readonly transcript = new Transcript();
  private readonly agent: CallAgent;
  private readonly parts: LiveCallParts;
  private readonly data: CallData;
  private readonly queue: WriteQueue;
  private readonly faults = new Faults();
  private readonly hangUp: HangUp;
  private readonly closing: Closing;
  private readonly briefing: Briefing;
  private watchdog: Watchdog | undefined;
  private stopLease: (() => void) | undefined;
  private readonly unheard = new Unheard((userInput) => {
    if (!this.hangUp.isEnding) this.session.generateReply({ userInput });
  });
  private lastSoundAt: number | null = null;
  private lastExpected: Expected | null = null;

  constructor(parts: LiveCallParts) {
    const { opened, logger, clock } = parts;
    this.parts = parts;
    this.queue = new WriteQueue(logger);
    this.progress = new Progress(opened.call.channel === 'sip' ? opened.call.fromPhone : null);
    this.briefing = brief(parts, this.progress);
    this.data = {
      ...opened,
      texts: this.briefing.texts,
      clock,
      logger,
      progress: this.progress,
      appointments: parts.appointments,
      events: createEventChannel({
        callId: opened.call.id,
        calls: parts.calls,
        queue: this.queue,
        clock,
        logger,
        ...(parts.room ? { room: parts.room } : {}),
        ...(parts.onEvent ? { onEvent: parts.onEvent } : {}),
      }),
      yieldTo: (work) => this.queue.yieldTo(work),
      farewell: (speech) => this.farewell(speech),
    };
    this.hangUp = new HangUp({
      call: opened.call,
      calls: parts.calls,
      queue: this.queue,
      disposition: () => parts.scenario.disposition(this.progress),
      beforeEnding: () => this.closing.sendSummary(),
    });
    this.closing = new Closing({
      data: this.data,
      calls: parts.calls,
      queue: this.queue,
      meter: parts.meter,
      transcript: this.transcript,
      disposition: () => parts.scenario.disposition(this.progress),
    });
    this.agent = this.createAgent();
    this.session = this.createSession();
  }

  /** Starts listening and says the opening. */
  async start(input: { participantIdentity?: string } = {}): Promise<void> {
    const { opened, room, scenario, calls, logger } = this.parts;
    this.listen();
    await this.session.start({
      agent: this.agent,
      record: false,
      ...(room
        ? {
            room,
            inputOptions: {
              deleteRoomOnClose: true,
              closeOnDisconnect: true,
              // What recognizers and the voice detector work with: resampling twice blurs a telephone's consonants.
              audioSampleRate: 16_000,
              ...(input.participantIdentity ? { participantIdentity: input.participantIdentity } : {}),
            },
          }
        : {}),
    });
    this.stopLease = keepLease({
      callId: opened.call.id,
      calls,
      logger,
      onLost: () => this.end('agent_lost'),
    });
    this.watchdog = this.createWatchdog();
    this.watchdog.agentState(this.session.agentState);
    this.session.say(this.opening(scenario));
  }

  /** Ends the call for this reason unless it is ending already. Nothing more is said. */
  end(reason: EndReason): void {
    this.hangUp.because(reason);
    this.watchdog?.stop();
    void this.session.close();
  }

  /** Resolves with the ending that stands in the database. */
  finished(fallback: EndReason): Promise<Ending> {
    return this.hangUp.finish(fallback);
  }

  /** What the agent waits for now, from the scenario's last step, else from what it said last. */
  expected(): Expected {
    return expectedReply({
      scenarioStep: this.parts.scenario.expectation(this.progress),
      lastTool: this.progress.lastTool,
      agentSentence: lastSaid(this.session.history),
      language: this.data.agent.language,
    });
  }

  private createAgent(): CallAgent {
    const { scenario } = this.parts;
    const { agent, organization } = this.data;
    return new CallAgent({
      instructions: scenario.instructions(this.briefing),
      tools: scenario.tools,
      data: this.data,
      newSplitter: () => splitSentences(agent.language),
      isBacked: (sentence) =>
        isBackedClaim(sentence, {
          language: agent.language,
          timeZone: organization.timeZone,
          now: this.parts.clock.now(),
          progress: this.progress,
        }),
      onReply: () => this.transcript.beginReply(),
      onSentence: (sentence) => this.transcript.willSay(sentence),
    });
  }

  private createSession(): voice.AgentSession<CallData> {
    const { ears, voice, model, opened, clock } = this.parts;
    return createSession({
      ...(ears ? { ears } : {}),
      ...(voice ? { voice } : {}),
      model,
      data: this.data,
      isTelephone: opened.call.channel === 'sip',
      turns: {
        expected: () => this.expected(),
        judge: (expected, transcript) =>
          judgeReply({
            expected,
            transcript,
            language: opened.agent.language,
            region: opened.organization.region,
          }),
        silentForMs: () => (this.lastSoundAt === null ? 0 : clock.now() - this.lastSoundAt),
        onDecision: (decision) => this.transcript.decided(decision),
      },
    });
  }

  private listen(): void {
    const { session } = this;
    session.on(Events.ConversationItemAdded, (event: voice.ConversationItemAddedEvent) =>
      this.onItem(event.item),
    );
    session.on(Events.AgentStateChanged, (event: voice.AgentStateChangedEvent) =>
      this.watchdog?.agentState(event.newState),
    );
    session.on(Events.UserStateChanged, (event: voice.UserStateChangedEvent) => this.onPersonState(event));
    session.on(Events.SpeechCreated, (event: voice.SpeechCreatedEvent) =>
      this.unheard.begins(event.speechHandle),
    );
    session.on(Events.UserInputTranscribed, ({ isFinal, transcript }: voice.UserInputTranscribedEvent) => {
      this.watchdog?.personWasHeard();
      if (isFinal) this.unheard.heard(transcript);
    });
    session.on(Events.Error, (event: voice.ErrorEvent) => this.onError(event));
    session.on(Events.Close, (event: voice.CloseEvent) => void this.onClose(event));
  }

  private onItem(item: voice.ConversationItemAddedEvent['item']): void {
    if (item.type !== 'message') return;
    const turn = this.transcript.add(item);
    if (!turn) return;
    this.queue.add('record_turn', () => this.parts.calls.recordTurn(this.data.call.id, turn));
    if (turn.role === 'person') {
      this.unheard.taken();
      this.watchdog?.personWasHeard();
      return;
    }
    // An apology that was heard is no recovery.
    if (turn.text !== this.data.texts.technicalTrouble) this.faults.recovered();
    this.announceExpectation();
    this.closing.writeUsage();
  }

  private onPersonState(event: voice.UserStateChangedEvent): void {
    // The voice detector reports silence only after it has lasted a while.
    this.lastSoundAt = event.newState === 'speaking' ? null : event.createdAt - voiceSilenceMs;
    this.watchdog?.personState(event.newState);
  }

  private announceExpectation(): void {
    const expects = this.expected();
    const suggestions = this.parts.onExpectation?.(expects, this.progress) ?? [];
    if (expects === this.lastExpected && suggestions.length === 0) return;
    this.lastExpected = expects;
    this.data.events.send({ type: 'expectation', expects, suggestions });
  }

  /**
   * A provider failed and the adapters below LiveKit dealt with it, or could not. Whoever watches the call is told; the
   * person only when they would notice.
   */
  noticeFault({ part, action }: ProviderFault): void {
    if (action === 'retrying' || action === 'fallback') {
      const { events, texts } = this.data;
      events.send({ type: 'notice', code: `${part}_${action}`, message: texts.providerReplaced });
    } else if (action === 'apologized') void this.leaveAfterSpeech('provider_failed');
    else if (part !== 'model') this.suffer(part);
  }

  private onError({ error }: voice.ErrorEvent): void {
    const stage = stageOf(error.type);
    if (!stage || error.recoverable) return;
    this.data.logger.error({ stage, err: error }, 'provider failed');
    this.suffer(stage);
  }

  /** Apologizes for a stage that failed, or ends the call when apologies no longer help. */
  private suffer(stage: Stage): void {
    if (this.hangUp.isEnding) return;
    const { texts, events } = this.data;
    const isOver = this.faults.failed(stage) === 'give_up';
    const message = isOver ? texts.technicalGoodbye : texts.technicalTrouble;
    events.send({ type: 'notice', code: `${stage}_failed`, message });
    if (isOver) void this.sayAndEnd(message, 'provider_failed', stage === 'voice');
    else this.say(message);
  }

  private say(text: string, withoutVoice = false): voice.SpeechHandle {
    this.transcript.beginReply();
    this.transcript.willSay(text);
    const audio = withoutVoice ? this.parts.apology?.() : undefined;
    return this.session.say(text, audio ? { audio } : {});
  }

  private async sayAndEnd(text: string, reason: EndReason, withoutVoice = false): Promise<void> {
    if (this.hangUp.isEnding) return;
    this.hangUp.because(reason);
    this.watchdog?.stop();
    await this.closing.sendSummary();
    await this.hush();
    await this.say(text, withoutVoice).waitForPlayout();
    await this.session.close();
  }

  /**
   * Stops what is being said. By force LiveKit does not wait for the sound to end, and its end is then taken for the end
   * of what is said next: a goodbye was lost in that way. So force is only for what may not be interrupted.
   */
  private async hush(): Promise<void> {
    try {
      await this.session.interrupt();
    } catch {
      await this.session.interrupt({ force: true });
    }
  }

  /** What is being said is the last: the recorded apology asks to call again. */
  private async leaveAfterSpeech(reason: EndReason): Promise<void> {
    if (this.hangUp.isEnding) return;
    this.hangUp.because(reason);
    this.watchdog?.stop();
    await this.closing.sendSummary();
    await this.untilSilent();
    await this.session.close();
  }

  private untilSilent(): Promise<void> {
    if (this.session.agentState !== 'speaking') return Promise.resolve();
    return new Promise((resolve) => {
      this.session.on(Events.AgentStateChanged, ({ newState }) => newState !== 'speaking' && resolve());
    });
  }

  /** The `end_conversation` tool: the summary goes out now, the line is cut once the goodbye has been said. */
  private async farewell(speech: voice.SpeechHandle): Promise<void> {
    await this.closing.sendSummary();
    this.hangUp.because('agent_ended');
    speech.addDoneCallback(() => void this.session.close());
  }

  /** LiveKit closes the session when the person leaves, when the job is stopped, or because this call asked for it. */
  private async onClose(event: voice.CloseEvent): Promise<void> {
    this.watchdog?.stop();
    const ending = await this.hangUp.finish(endReasonOf(event));
    this.stopLease?.();
    await this.parts.onEnded?.(ending);
  }

  private createWatchdog(): Watchdog {
    const { texts, agent } = this.data;
    return new Watchdog({
      quietMs,
      maxCallMs: agent.maxCallSeconds * 1000,
      warningMs,
      onQuiet: (count) => void this.say(count === 1 ? texts.areYouThere : texts.stillThere),
      onSilence: () => void this.sayAndEnd(texts.silenceGoodbye, 'silence'),
      onWarning: () => void this.say(texts.almostOutOfTime),
      onTooLong: () => void this.sayAndEnd(texts.outOfTimeGoodbye, 'too_long'),
    });
  }

  private opening(scenario: Scenario): string {
    const text = scenario.opening(this.briefing);
    this.transcript.beginReply();
    this.transcript.willSay(text);
    return text;
  }
}

function endReasonOf({ reason }: voice.CloseEvent): EndReason {
  if (reason === 'participant_disconnected') return 'person_hung_up';
  return reason === 'error' ? 'provider_failed' : 'agent_failed';
}

function lastSaid(history: llm.ChatContext): string {
  const last = history.items.findLast((item) => item.type === 'message' && item.role === 'assistant');
  return last?.type === 'message' ? (last.textContent ?? '') : '';
}

function brief({ opened, clock }: LiveCallParts, progress: Progress): Briefing {
  const { organization, agent, call } = opened;
  const now = new Date(clock.now());
  const { timeZone } = organization;
  return {
    organization,
    agent,
    texts: textsFor(agent.language),
    today: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now),
    weekday: new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(now),
    callerNumber: progress.callerNumber,
    rehearsal: call.rehearsal,
  };
}
