/**
 * Finds where speech begins and ends by its energy against the background's. A telephone's silence is not zero, so the
 * threshold follows the quietest of the recent past.
 *
 *   silence --(60 ms loud)--> speech --(silenceMs quiet)--> silence
 */

export interface EndpointingOptions {
  /** How long a pause ends an utterance. */
  silenceMs: number;
}

export type Endpoint = 'none' | 'start' | 'end';

/** Length of the pieces to push. */
export const endpointingFrameMs = 20;

/** Root mean square of 16-bit samples, as a share of full scale: below it nothing is speech, however quiet the rest. */
const quietestSpeech = 0.008;
/** Speech is at least this much louder than the background (12 dB). */
const aboveBackground = 4;
/** Clicks are shorter. */
const startAfterMs = 60;

export class Endpointer {
  readonly #silenceMs: number;
  #background = 0.001;
  #speaking = false;
  #loudMs = 0;
  #quietMs = 0;

  constructor(options: EndpointingOptions) {
    this.#silenceMs = options.silenceMs;
  }

  get isSpeaking(): boolean {
    return this.#speaking;
  }

  /** Takes 20 ms of samples. */
  push(samples: Int16Array): Endpoint {
    const level = loudness(samples);
    const isLoud = level > Math.max(quietestSpeech, this.#background * aboveBackground);
    this.#follow(level, isLoud);
    if (isLoud) {
      this.#loudMs += endpointingFrameMs;
      this.#quietMs = 0;
    } else {
      this.#quietMs += endpointingFrameMs;
      // One quiet frame between two loud ones is a stop consonant, not a click's end.
      if (this.#quietMs > endpointingFrameMs * 2) this.#loudMs = 0;
    }
    if (!this.#speaking && this.#loudMs >= startAfterMs) {
      this.#speaking = true;
      return 'start';
    }
    if (this.#speaking && this.#quietMs >= this.#silenceMs) {
      this.#speaking = false;
      return 'end';
    }
    return 'none';
  }

  /** Falls at once, rises slowly (twofold in about 3 s), and hardly at all while somebody speaks. */
  #follow(level: number, isLoud: boolean): void {
    if (level < this.#background) this.#background = Math.max(level, 0.0005);
    else this.#background = Math.min(this.#background * (isLoud ? 1.0005 : 1.005), 0.05);
  }
}

export function loudness(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(samples.length, 1)) / 32_768;
}
