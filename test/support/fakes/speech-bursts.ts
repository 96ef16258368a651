/** Finds bursts of speech in 16-bit audio by energy, in 10 ms steps, in the audio's own time. */

const stepMs = 10;
/** Root mean square as a share of full scale; the client sends nothing below 0.004 for long. */
const loudFrom = 0.008;
/** Opus's comfort noise and single clicks are shorter. */
const startAfterMs = 30;

export interface Burst {
  startMs: number;
  /** Where the last loud step ended. */
  endMs: number;
}

export class BurstDetector {
  readonly #samplesPerStep: number;
  #rest: Int16Array = new Int16Array(0);
  #positionMs = 0;
  #loudMs = 0;
  #burst: Burst | null = null;

  constructor(sampleRate: number) {
    this.#samplesPerStep = (sampleRate * stepMs) / 1000;
  }

  get positionMs(): number {
    return this.#positionMs;
  }

  get burst(): Burst | null {
    return this.#burst;
  }

  /** `step` is called after each 10 ms, with the burst that goes on or has just been quiet for `quietMs`. */
  push(samples: Int16Array, step: (burst: Burst | null, quietMs: number) => void): void {
    const joined = new Int16Array(this.#rest.length + samples.length);
    joined.set(this.#rest);
    joined.set(samples, this.#rest.length);
    let at = 0;
    for (; at + this.#samplesPerStep <= joined.length; at += this.#samplesPerStep) {
      this.#measure(joined.subarray(at, at + this.#samplesPerStep));
      step(this.#burst, this.#burst ? this.#positionMs - this.#burst.endMs : 0);
    }
    this.#rest = joined.slice(at);
  }

  /** Ends the burst; the next loud step begins another. */
  end(): void {
    this.#burst = null;
    this.#loudMs = 0;
  }

  #measure(samples: Int16Array): void {
    this.#positionMs += stepMs;
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    if (Math.sqrt(sum / samples.length) / 32_768 < loudFrom) {
      if (!this.#burst) this.#loudMs = 0;
      return;
    }
    this.#loudMs += stepMs;
    if (this.#burst) this.#burst.endMs = this.#positionMs;
    else if (this.#loudMs >= startAfterMs) {
      this.#burst = { startMs: this.#positionMs - this.#loudMs, endMs: this.#positionMs };
    }
  }
}
