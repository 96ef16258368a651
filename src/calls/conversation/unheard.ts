import type { voice } from '@livekit/agents';

/**
 * LiveKit drops a turn that ends while the agent says something that may not be interrupted, as it does while a booking
 * is committed. Those words are kept here and answered once that has been said.
 */
export class Unheard {
  private readonly answer: (words: string) => void;
  private readonly speeches = new Set<voice.SpeechHandle>();
  private words: string[] = [];

  constructor(answer: (words: string) => void) {
    this.answer = answer;
  }

  /** Everything that the agent is about to say. */
  begins(speech: voice.SpeechHandle): void {
    this.speeches.add(speech);
    speech.addDoneCallback(() => this.ended(speech));
  }

  /** Final words of the person. */
  heard(words: string): void {
    if (this.isGuarded()) this.words.push(words);
  }

  /** A turn reached the model, with all that was said before it. */
  taken(): void {
    this.words = [];
  }

  private isGuarded(): boolean {
    return [...this.speeches].some((speech) => !speech.allowInterruptions);
  }

  private ended(speech: voice.SpeechHandle): void {
    this.speeches.delete(speech);
    if (this.words.length === 0 || this.isGuarded()) return;
    this.answer(this.words.splice(0).join(' '));
  }
}
