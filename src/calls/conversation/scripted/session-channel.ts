import { ReadableStream } from 'node:stream/web';
import { llm, voice } from '@livekit/agents';
import { asideOf } from '../../../language/asides.ts';
import { emergencyIn } from '../../../language/emergencies.ts';
import { type LocalMoment, sayWhen } from '../../../language/say.ts';
import type { CallData } from '../../scenario/call-data.ts';
import { Listening } from '../../script/listening.ts';
import type { Prompts } from '../../script/prompts.ts';
import type { Capture, ListenLimits, Prompt, ScriptChannel } from '../../script/script.ts';
import { ignoreIfClosed } from '../ignore-if-closed.ts';
import type { OwnAnswers } from '../own-answers.ts';
import { voiceSilenceMs } from '../session.ts';
import type { Transcript } from '../transcript.ts';

const Events = voice.AgentSessionEventTypes;

/** A promised call comes soon, while the person still knows what it is about, and not at once: operators were busy. */
const callbackAfterMs = 30 * 60_000;
/** The prompt says "soon". Later, as after the last hour in which people may be called, they are called and not told so. */
const soonMs = 2 * 3_600_000;

/** Somebody who asks for patience again and again, or only asks questions, is not going to answer. */
const mostAsides = 3;

/** Keys are no answer to a question that is asked in words. */
const onlyKeys = /^[\d*#\s]+$/;

export interface ChannelParts {
  session: voice.AgentSession<CallData>;
  data: CallData;
  ownAnswers: OwnAnswers;
  transcript: Transcript;
  prompts: Prompts;
  /** What has to be disclosed before anything else is said; null for nothing. */
  preface: string | null;
  /** Hears it said. */
  onPreface: (speech: voice.SpeechHandle) => void;
  /** Keeps a turn of the person. */
  record: (message: llm.ChatMessage) => void;
  /** Ends the call, unless it is ending, once everything that is owed is written. */
  leave: () => Promise<void>;
}

/** A scripted call's channel: LiveKit's session, of which it uses the ears and the mouth but not the replies. */
export class SessionChannel implements ScriptChannel {
  private readonly parts: ChannelParts;
  private readonly gone = Promise.withResolvers<'left'>();
  private isOver = false;
  private isAbandoned = false;
  private isSpeaking = false;
  private hasSpoken = false;
  private listening: Listening | null = null;
  /** Typed while nobody listened: the next answer. */
  private readonly pending: string[] = [];
  private nextStep = Promise.withResolvers<void>();

  constructor(parts: ChannelParts) {
    this.parts = parts;
    parts.session.on(Events.UserStateChanged, this.onState);
    parts.session.on(Events.UserInputTranscribed, this.onWords);
  }

  async play(prompt: Prompt): Promise<'played' | 'left'> {
    if (this.isOver) return 'left';
    const { text, audio } = await this.parts.prompts.load(prompt);
    if (!this.hasSpoken && this.parts.preface) {
      await this.say(this.parts.preface, null, this.parts.onPreface);
    }
    this.hasSpoken = true;
    return this.say(text, audio);
  }

  /** What is no answer is answered here, and then the person is listened to again. */
  async listen(limits: ListenLimits): Promise<Capture> {
    for (let asides = 0; ; asides += 1) {
      const capture = await this.listenOnce(limits);
      if (capture.ended === 'left') return capture;
      const answer = this.parts.ownAnswers.toWords(capture.transcript, () => '');
      if (this.isEmergency(capture)) return this.helpInEmergency(capture, answer?.words ?? '');
      if (asides === mostAsides) return capture;
      if (answer !== null) await this.say(answer.words.trim(), null);
      else if (asideOf(capture.transcript) !== 'wait') return capture;
    }
  }

  private isEmergency({ transcript }: Capture): boolean {
    return emergencyIn(transcript) !== null;
  }

  /** Nothing is offered to somebody who needs help. */
  private async helpInEmergency(capture: Capture, words: string): Promise<Capture> {
    const { data } = this.parts;
    if ((await this.say(words, null)) === 'left') return { ...capture, ended: 'left' };
    const answer = await data.handOver(data.texts.emergencyBrief);
    return answer.ok || this.isOver ? { ...capture, ended: 'left' } : capture;
  }

  private async listenOnce(limits: ListenLimits): Promise<Capture> {
    const startedAt = this.parts.data.clock.now();
    const listening = new Listening(limits, { isSpeaking: this.isSpeaking });
    this.listening = listening;
    this.goOn();
    const typed = this.pending.splice(0).join(' ');
    if (this.isOver) listening.left();
    else if (typed) listening.typed(typed);
    const capture = await listening.capture;
    this.listening = null;
    if (capture.transcript) this.keep(capture.transcript, startedAt);
    return capture;
  }

  async handOver(): Promise<'connected' | 'exhausted' | 'person_left'> {
    if (this.isOver) return 'person_left';
    this.goOn();
    // The prompt before has said already that somebody is called.
    const answer = await this.parts.data.handOver(null, { announced: true });
    if (answer.ok) return 'connected';
    return this.isOver || answer.code === 'gone' ? 'person_left' : 'exhausted';
  }

  async promiseCallback(): Promise<boolean> {
    const { call, clock, contactPreferences, logger } = this.parts.data;
    const when = { earliest: new Date(clock.now() + callbackAfterMs).toISOString() };
    try {
      const key = { callId: call.id, toolCallId: 'operator_failed' };
      const promised = await contactPreferences.promiseCallback(key, { when, note: 'No operator was free.' });
      if (promised.ok) this.commitCallback(promised.kept.moment);
      return promised.ok && Date.parse(promised.kept.at) - clock.now() <= soonMs;
    } catch (error) {
      logger.error({ err: error }, 'callback not promised');
      return false;
    }
  }

  /** For the summary, which is read on another day: never "today". */
  private commitCallback(moment: LocalMoment): void {
    const { agent, progress, texts } = this.parts.data;
    const told = texts.outbound.summary.called(sayWhen(agent.language, moment, '1970-01-01'));
    progress.commit({ kind: 'callback', moment, told });
  }

  settle(result: string): void {
    // After the end, whoever ended it knows why; a script only knows that nobody answers any more.
    if (!this.isOver) this.parts.data.progress.settled = result;
  }

  async end(): Promise<void> {
    this.goOn();
    if (!this.isAbandoned) await this.parts.leave();
  }

  /** The script that plays here finds everybody gone, and nothing that it does counts any more. */
  abandon(): void {
    this.isAbandoned = true;
    this.left();
  }

  /** Somebody wrote instead of speaking. Resolves once the script goes on. */
  async typed(text: string): Promise<void> {
    if (this.isOver || text.trim() === '' || onlyKeys.test(text)) return;
    if (!this.listening) {
      this.pending.push(text.trim());
      return;
    }
    this.nextStep = Promise.withResolvers();
    this.listening.typed(text.trim());
    await this.nextStep.promise;
  }

  /** The session is closed: nobody is there any more. */
  left(): void {
    this.isOver = true;
    this.parts.session.off(Events.UserStateChanged, this.onState);
    this.parts.session.off(Events.UserInputTranscribed, this.onWords);
    this.gone.resolve('left');
    this.listening?.left();
    this.goOn();
  }

  /** Not interruptible: most people say "hello?" over the first words, and that is no answer. */
  private async say(
    text: string,
    audio: Awaited<ReturnType<Prompts['load']>>['audio'],
    onSpeech?: (speech: voice.SpeechHandle) => void,
  ): Promise<'played' | 'left'> {
    const { session, transcript } = this.parts;
    if (this.isOver) return 'left';
    transcript.beginReply();
    transcript.willSay(text);
    const speech = ignoreIfClosed(() =>
      session.say(text, {
        allowInterruptions: false,
        ...(audio && session.output.audio ? { audio: ReadableStream.from(audio) } : {}),
      }),
    );
    if (speech) onSpeech?.(speech);
    this.goOn();
    await Promise.race([speech?.waitForPlayout() ?? this.gone.promise, this.gone.promise]);
    return this.isOver ? 'left' : 'played';
  }

  private keep(text: string, startedAt?: number): void {
    const message = llm.ChatMessage.create({ role: 'user', content: text });
    if (startedAt !== undefined) message.metrics = { startedSpeakingAt: startedAt / 1000 };
    this.parts.record(message);
  }

  private goOn(): void {
    this.nextStep.resolve();
  }

  private readonly onState = ({ newState }: voice.UserStateChangedEvent): void => {
    this.isSpeaking = newState === 'speaking';
    this.listening?.voice(this.isSpeaking, this.isSpeaking ? 0 : voiceSilenceMs);
  };

  private readonly onWords = ({ transcript, isFinal }: voice.UserInputTranscribedEvent): void => {
    if (this.listening) this.listening.words(transcript, isFinal);
    // Said over a prompt: no answer, but kept.
    else if (isFinal) this.keep(transcript);
  };
}
