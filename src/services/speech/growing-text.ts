/**
 * A text that grows while it is being spoken. Readers wait for more; a second reader may begin anywhere, which is how
 * another voice goes on where one has failed.
 */
export class GrowingText {
  #text = '';
  #flushedTo = 0;
  #isEnded = false;
  #wake: () => void = () => {};
  #changed: Promise<void> = Promise.resolve();

  constructor() {
    this.#arm();
  }

  get text(): string {
    return this.#text;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  append(piece: string): void {
    this.#text += piece;
    this.#notify();
  }

  /** What is there shall be spoken without waiting for the end of its sentence. */
  flush(): void {
    this.#flushedTo = this.#text.length;
    this.#notify();
  }

  end(): void {
    this.#isEnded = true;
    this.#flushedTo = this.#text.length;
    this.#notify();
  }

  /**
   * The next part that can be spoken: whole sentences, or all up to the last flush.
   * @param endsOf tells where sentences of a text end.
   * @returns null once all has been read and no more will come, or when the signal aborts.
   */
  async read(from: number, endsOf: (text: string) => number[], signal: AbortSignal): Promise<string | null> {
    for (;;) {
      if (signal.aborted) return null;
      const rest = this.#text.slice(from);
      const sentences = endsOf(rest).at(-1) ?? 0;
      const ready = Math.max(sentences, this.#flushedTo - from);
      if (ready > 0) return rest.slice(0, ready);
      if (this.#isEnded) return null;
      await this.#next(signal);
    }
  }

  async #next(signal: AbortSignal): Promise<void> {
    const onAbort = () => this.#notify();
    signal.addEventListener('abort', onAbort, { once: true });
    await this.#changed;
    signal.removeEventListener('abort', onAbort);
  }

  #notify(): void {
    const wake = this.#wake;
    this.#arm();
    wake();
  }

  #arm(): void {
    this.#changed = new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
