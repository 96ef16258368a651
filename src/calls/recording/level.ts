import { recordingSampleRate } from './wav.ts';

/** 10 ms. */
export const levelBlockSamples = recordingSampleRate / 100;

/** Speech as loud as a broadcaster's: -20 dB below full scale, averaged over a sentence. */
const targetRms = 0.1 * 32_768;
/** -48 dB: quieter blocks are pauses, and say nothing about how loud somebody speaks. */
const pauseRms = 0.004 * 32_768;
/** No voice is made more than 18 dB louder, nor noise with it. */
const largestGain = 8;
const smallestGain = 0.25;
/** No sample goes beyond -1 dB. */
const ceiling = 0.89 * 32_767;
/** A voice's level follows within a second or two; softer would pump with every syllable. */
const rise = 0.01;

/**
 * Evens the level of one channel: automatic gain by the power of what is spoken, and a limiter that looks one block
 * ahead. The gain moves in a straight line through a block, and neither end of the line lifts the block's loudest sample
 * over the ceiling, so nothing is ever cut.
 */
export class Leveler {
  #power = 0;
  #gain = 1;
  #waiting: Int16Array | null = null;

  /** Takes 10 ms and answers with the 10 ms before them; empty the first time. */
  push(block: Int16Array): Int16Array {
    const before = this.#waiting;
    this.#waiting = block;
    if (!before) return new Int16Array(0);
    return this.#level(before, peakOf(block));
  }

  /** The last 10 ms. */
  flush(): Int16Array {
    const last = this.#waiting;
    this.#waiting = null;
    return last ? this.#level(last, 0) : new Int16Array(0);
  }

  #level(block: Int16Array, nextPeak: number): Int16Array {
    const power = powerOf(block);
    if (power > pauseRms * pauseRms) {
      this.#power = this.#power === 0 ? power : this.#power + rise * (power - this.#power);
    }
    const wished = this.#power === 0 ? 1 : targetRms / Math.sqrt(this.#power);
    const sane = Math.max(smallestGain, Math.min(largestGain, wished));
    const allowed = Math.min(ceiling / Math.max(1, peakOf(block)), ceiling / Math.max(1, nextPeak));
    const from = Math.min(this.#gain, ceiling / Math.max(1, peakOf(block)));
    const to = Math.min(sane, allowed);
    this.#gain = to;
    return block.map((sample, at) => Math.round(sample * (from + ((to - from) * (at + 1)) / block.length)));
  }
}

function powerOf(block: Int16Array): number {
  let sum = 0;
  for (const sample of block) sum += sample * sample;
  return sum / block.length;
}

function peakOf(block: Int16Array): number {
  let peak = 0;
  for (const sample of block) peak = Math.max(peak, Math.abs(sample));
  return peak;
}
