import type { voice } from '@livekit/agents';
import { unfinishedSilenceMs } from './turn-detector.ts';

/** After a person's last sound their turn is over within this time, its words included, or LiveKit has dropped it. */
const turnMs = unfinishedSilenceMs + 1_000;

export interface UnheardOptions {
  answer: (words: string) => void;
  /** The person makes a sound now. */
  isPersonSpeaking: () => boolean;
}

/**
 * LiveKit drops a turn that ends while the agent says something that may not be interrupted, as it does while a booking
 * is committed or a called person is told who calls. Those words are kept here. Once that has been said they are
 * answered; or, when the person goes on, they become the beginning of the turn that follows. "Yes," is a whole answer to
 * the turn detector, and was lost when ", use that number, please" came a moment after the guard had been lifted.
 */
export class Unheard {
  private readonly options: UnheardOptions;
  private readonly speeches = new Set<voice.SpeechHandle>();
  private words: string[] = [];
  private answered = { words: '', at: Number.NEGATIVE_INFINITY };
  private timer: NodeJS.Timeout | undefined;

  constructor(options: UnheardOptions) {
    this.options = options;
  }

  /** Everything that the agent is about to say. */
  begins(speech: voice.SpeechHandle): void {
    this.speeches.add(speech);
    speech.addDoneCallback(() => {
      this.speeches.delete(speech);
      this.answer();
    });
  }

  /** Final words of the person. */
  heard(words: string): void {
    if (this.isGuarded()) this.words.push(words);
  }

  /** The person is silent again. What they said last may still become a turn. */
  personStops(): void {
    clearTimeout(this.timer);
    if (this.words.length > 0) this.timer = setTimeout(() => this.answer(), turnMs);
  }

  /**
   * A turn is about to reach the model.
   * @returns its text with what was dropped before it, and without what has just been answered
   */
  complete(text: string): string {
    const before = this.words.splice(0).join(' ');
    if (before !== '' && !text.startsWith(before)) return `${before} ${text}`;
    const { words, at } = this.answered;
    const isAnswered = words !== '' && Date.now() - at < turnMs && text.startsWith(words);
    return isAnswered ? text.slice(words.length).trim() : text;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private isGuarded(): boolean {
    return [...this.speeches].some((speech) => !speech.allowInterruptions);
  }

  private answer(): void {
    if (this.words.length === 0 || this.isGuarded() || this.options.isPersonSpeaking()) return;
    const words = this.words.splice(0).join(' ');
    this.answered = { words, at: Date.now() };
    this.options.answer(words);
  }
}
