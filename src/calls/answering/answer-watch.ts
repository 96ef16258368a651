import type { Clock } from '../../shared/clock.ts';
import type { AnswerVerdict, HeardEvent } from './answer.ts';
import { detectAnswer } from './detect-answer.ts';
import { type GreetingEnd, greetingEnd } from './greeting-end.ts';
import { hear, nothingHeard } from './heard.ts';
import { machinePauseMs, quietMs } from './timings.ts';
import { type PcmFrame, ToneDetector } from './tone-detector.ts';
import { Waiting } from './waiting.ts';

/** What is used of LiveKit's `AgentSession`; events carry milliseconds since the Unix epoch. */
export interface AnswerSource {
  on(event: 'user_state_changed', listener: (event: StateChange) => void): unknown;
  on(event: 'agent_state_changed', listener: (event: StateChange) => void): unknown;
  on(event: 'user_input_transcribed', listener: (event: Transcribed) => void): unknown;
  off(event: 'user_state_changed', listener: (event: StateChange) => void): unknown;
  off(event: 'agent_state_changed', listener: (event: StateChange) => void): unknown;
  off(event: 'user_input_transcribed', listener: (event: Transcribed) => void): unknown;
}

interface StateChange {
  newState: string;
  createdAt: number;
}

interface Transcribed {
  transcript: string;
  isFinal: boolean;
  createdAt: number;
}

export interface AnswerWatchOptions {
  clock: Clock;
  /** How long the voice detector waits before it tells that speech has ended. */
  voiceSilenceMs: number;
  /** Nobody has made a sound for a while: the moment to say "hello?". */
  onQuiet?: () => void;
  /** The first verdict and every correction. */
  onVerdict?: (verdict: AnswerVerdict) => void;
}

/** Watches one answered call from the moment of the answer, at which it is made, until `stop`. */
export class AnswerWatch {
  private readonly options: AnswerWatchOptions;
  private readonly answeredAt: number;
  private readonly tones = new ToneDetector(({ startedAtMs, endedAtMs, frequency }) => {
    const now = this.nowMs();
    this.hear({ type: 'tone', atMs: now - (endedAtMs - startedAtMs), endedAtMs: now, frequency });
  });
  private readonly verdicts = new Waiting<AnswerVerdict>();
  private readonly greetings = new Waiting<'beep' | 'silence' | 'too_long'>();
  private readonly quietTimer: NodeJS.Timeout;
  private heard = nothingHeard;
  private standing: AnswerVerdict | null = null;
  private hearsTones = false;
  private timer: NodeJS.Timeout | undefined;
  private greetingTimer: NodeJS.Timeout | undefined;
  private stopListening: Array<() => void> = [];
  private stopped = false;

  constructor(options: AnswerWatchOptions) {
    this.options = options;
    this.answeredAt = options.clock.now();
    this.quietTimer = setTimeout(() => this.noticeQuiet(), quietMs);
    this.judge();
  }

  /** The verdict that stands now. */
  get current(): AnswerVerdict | null {
    return this.standing;
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  listenTo(source: AnswerSource): void {
    const onPerson = ({ newState, createdAt }: StateChange) => this.personState(newState, createdAt);
    const onAgent = ({ newState }: StateChange) => {
      if (newState === 'speaking') this.agentSpoke();
    };
    const onWords = ({ transcript: text, isFinal, createdAt }: Transcribed) =>
      this.hear({ type: 'transcript', atMs: createdAt - this.answeredAt, text, isFinal });
    source.on('user_state_changed', onPerson);
    source.on('agent_state_changed', onAgent);
    source.on('user_input_transcribed', onWords);
    this.stopListening.push(() => {
      source.off('user_state_changed', onPerson);
      source.off('agent_state_changed', onAgent);
      source.off('user_input_transcribed', onWords);
    });
  }

  /** The person's audio as it arrives. Without it beeps go unheard and silence alone ends a greeting. */
  hearAudio(frame: PcmFrame): void {
    if (this.stopped) return;
    this.hearsTones = true;
    this.tones.push(frame);
  }

  /** We speak or have sent digits. Told by `listenTo` for speech. */
  agentSpoke(): void {
    this.hear({ type: 'agent_spoke', atMs: this.nowMs() });
  }

  /** The first verdict; null when the call ended before anybody could tell. */
  verdict(): Promise<AnswerVerdict | null> {
    return this.until(() => true);
  }

  /** The verdict that is wanted, now or as soon as it is given; null when `timeoutMs` has passed or the watch stopped. */
  until(isWanted: (verdict: AnswerVerdict) => boolean, timeoutMs?: number): Promise<AnswerVerdict | null> {
    if (this.standing && isWanted(this.standing)) return Promise.resolve(this.standing);
    return this.stopped ? Promise.resolve(null) : this.verdicts.wait(isWanted, timeoutMs);
  }

  /** When a voicemail's greeting is over and a message would be recorded; null when the watch stopped before. */
  greetingEnd(): Promise<Exclude<GreetingEnd['ended'], null> | null> {
    if (this.stopped) return Promise.resolve(null);
    const ending = this.greetings.wait(() => true);
    this.judgeGreeting();
    return ending;
  }

  stop(): void {
    this.stopped = true;
    for (const timer of [this.timer, this.greetingTimer, this.quietTimer]) clearTimeout(timer);
    for (const stop of this.stopListening.splice(0)) stop();
    this.verdicts.giveUp();
    this.greetings.giveUp();
  }

  private personState(state: string, createdAt: number): void {
    const atMs = createdAt - this.answeredAt;
    if (state === 'speaking') this.hear({ type: 'speech_started', atMs });
    else this.hear({ type: 'speech_ended', atMs: atMs - this.options.voiceSilenceMs });
  }

  private hear(event: HeardEvent): void {
    if (this.stopped) return;
    this.heard = hear(this.heard, event);
    this.judge();
    if (this.greetings.isAwaited) this.judgeGreeting();
  }

  private judge(): void {
    clearTimeout(this.timer);
    const nowMs = this.nowMs();
    const detection = detectAnswer(this.heard, nowMs, this.standing);
    if (detection.verdict === 'undecided') {
      this.timer = setTimeout(() => this.judge(), Math.max(1, detection.decideAtMs - nowMs));
    } else if (detection !== this.standing) this.decide(detection);
    // A correction needs a pause too, which no event tells of.
    else this.timer = setTimeout(() => this.reconsider(), machinePauseMs);
  }

  private reconsider(): void {
    const detection = detectAnswer(this.heard, this.nowMs(), this.standing);
    if (detection.verdict !== 'undecided' && detection !== this.standing) this.decide(detection);
  }

  private decide(verdict: AnswerVerdict): void {
    this.standing = verdict;
    this.options.onVerdict?.(verdict);
    this.verdicts.tell(verdict);
  }

  private judgeGreeting(): void {
    clearTimeout(this.greetingTimer);
    const nowMs = this.nowMs();
    const end = greetingEnd(this.heard, nowMs, this.hearsTones);
    if (end.ended !== null) this.greetings.tell(end.ended);
    else this.greetingTimer = setTimeout(() => this.judgeGreeting(), Math.max(1, end.checkAtMs - nowMs));
  }

  private noticeQuiet(): void {
    const { utterances, tones } = this.heard;
    if (utterances.length === 0 && tones.length === 0) this.options.onQuiet?.();
  }

  private nowMs(): number {
    return this.options.clock.now() - this.answeredAt;
  }
}
