import type { Capture, ListenLimits } from './script.ts';

/**
 * One answer while it is given, ended by silence after words, by its greatest length, or by the person leaving.
 *
 *   waiting ──words──► speaking ──silence──► ended
 *      └────────────────┴──── greatest length, or the person leaves ──► ended
 *
 * Silence counts once something was understood: before that people are still thinking, or coughed, and have until the
 * greatest length. It is measured from the end of the sound, which the voice detector knows; where it heard none, from
 * the last words.
 */
export class Listening {
  readonly capture: Promise<Capture>;
  private readonly limits: ListenLimits;
  private readonly resolve: (capture: Capture) => void;
  private readonly maxTimer: NodeJS.Timeout;
  private silenceTimer: NodeJS.Timeout | undefined;
  private final: string[] = [];
  private interim = '';
  private isSpeaking: boolean;
  private hasHeardVoice: boolean;
  /** When the last sound or word was; null before the first. */
  private lastHeardAt: number | null = null;

  constructor(limits: ListenLimits, options: { isSpeaking: boolean }) {
    this.limits = limits;
    this.isSpeaking = options.isSpeaking;
    this.hasHeardVoice = options.isSpeaking;
    const { promise, resolve } = Promise.withResolvers<Capture>();
    this.capture = promise;
    this.resolve = resolve;
    this.maxTimer = setTimeout(() => this.end('max'), limits.maxMs);
  }

  get transcript(): string {
    return [...this.final, this.interim].join(' ').replace(/\s+/g, ' ').trim();
  }

  /**
   * The voice detector hears somebody, or no more.
   * @param sinceMs how long ago that was
   */
  voice(isSpeaking: boolean, sinceMs = 0): void {
    this.isSpeaking = isSpeaking;
    this.hasHeardVoice = true;
    this.lastHeardAt = performance.now() - sinceMs;
    this.awaitSilence();
  }

  /** What speech recognition understood: words that may still change, or are final. */
  words(text: string, isFinal: boolean): void {
    if (isFinal) {
      this.final.push(text);
      this.interim = '';
    } else this.interim = text;
    if (!this.hasHeardVoice) this.lastHeardAt = performance.now();
    this.awaitSilence();
  }

  /** Written, not said: that is all of it. */
  typed(text: string): void {
    this.final.push(text);
    this.end('silence');
  }

  left(): void {
    this.end('left');
  }

  private awaitSilence(): void {
    clearTimeout(this.silenceTimer);
    if (this.isSpeaking || this.transcript === '' || this.lastHeardAt === null) return;
    const quietFor = performance.now() - this.lastHeardAt;
    this.silenceTimer = setTimeout(() => this.end('silence'), Math.max(0, this.limits.silenceMs - quietFor));
  }

  private end(ended: Capture['ended']): void {
    clearTimeout(this.maxTimer);
    clearTimeout(this.silenceTimer);
    this.resolve({ transcript: this.transcript, ended });
  }
}
