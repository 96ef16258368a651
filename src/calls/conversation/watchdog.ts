/**
 * Nobody is left in silence and no call lasts for ever; whoever asks to wait a moment is given it.
 *
 *   listening ──quiet──► first question ──quiet──► second question ──quiet──► `silence`
 *       ▲                     │                        │
 *       └── the person speaks or types: back to the start
 *
 * The quiet clock runs only while both sides are silent. The length clock runs always: a warning, then `too_long`. While
 * the person is on hold nothing is said to them; what was due is said when they are back.
 */
export interface WatchdogOptions {
  /** Silence on both sides before the person is asked. */
  quietMs: number;
  /** The same where the person has asked to wait, and until they are heard again. */
  waitMs: number;
  maxCallMs: number;
  /** How long before the end the person is told. */
  warningMs: number;
  onQuiet: (count: 1 | 2) => void;
  onSilence: () => void;
  onWarning: () => void;
  onTooLong: () => void;
}

export class Watchdog {
  private readonly options: WatchdogOptions;
  private lengthTimers: NodeJS.Timeout[] = [];
  private quietTimer: NodeJS.Timeout | undefined;
  private asked = 0;
  private agentIsBusy = false;
  private personIsSpeaking = false;
  private isStarted = false;
  private isStopped = false;
  private isPaused = false;
  private isTooLong = false;
  private isAskedToWait = false;

  constructor(options: WatchdogOptions) {
    this.options = options;
  }

  /** The agent converses from now on. Called again, the clocks go on. */
  start(): void {
    if (this.isStarted || this.isStopped) return;
    this.isStarted = true;
    const { maxCallMs, warningMs } = this.options;
    this.lengthTimers = [
      setTimeout(() => this.warn(), Math.max(0, maxCallMs - warningMs)),
      setTimeout(() => this.tooLong(), maxCallMs),
    ];
    this.rearm();
  }

  agentState(state: string): void {
    this.agentIsBusy = state === 'speaking' || state === 'thinking' || state === 'initializing';
    this.rearm();
  }

  personState(state: string): void {
    this.personIsSpeaking = state === 'speaking';
    if (this.personIsSpeaking) this.asked = 0;
    this.rearm();
  }

  /** The person typed, pressed a key, or was transcribed. */
  personWasHeard({ asksToWait = false } = {}): void {
    this.isAskedToWait = asksToWait;
    this.asked = 0;
    this.rearm();
  }

  /** The person is on hold. */
  pause(): void {
    this.isPaused = true;
    this.rearm();
  }

  resume(): void {
    this.isPaused = false;
    this.asked = 0;
    if (this.isTooLong && !this.isStopped) this.options.onTooLong();
    else this.rearm();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.quietTimer);
    for (const timer of this.lengthTimers) clearTimeout(timer);
  }

  private rearm(): void {
    clearTimeout(this.quietTimer);
    if (!this.isStarted || this.isStopped || this.isPaused || this.agentIsBusy || this.personIsSpeaking)
      return;
    const { quietMs, waitMs } = this.options;
    this.quietTimer = setTimeout(() => this.quiet(), this.isAskedToWait ? waitMs : quietMs);
  }

  private quiet(): void {
    this.asked += 1;
    if (this.asked > 2) this.options.onSilence();
    else this.options.onQuiet(this.asked as 1 | 2);
  }

  private warn(): void {
    if (!this.isPaused) this.options.onWarning();
  }

  private tooLong(): void {
    this.isTooLong = true;
    if (!this.isPaused) this.options.onTooLong();
  }
}
