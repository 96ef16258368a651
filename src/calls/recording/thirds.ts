/**
 * From 16 kHz to 48 kHz and back, as rnnoise works at 48 kHz. The ratio is a whole number, so one windowed sinc serves
 * both ways; it is written out here because the runner, which needs it, otherwise loads no audio library at all.
 */

const ratio = 3;
/** Of the filter at 48 kHz. A multiple of the ratio, so that each phase has the same number of coefficients. */
const taps = 96;
/** Passes what a telephone or a recognizer uses, and is 60 dB down where images of it begin. */
const cutoff = 7400 / 48_000;

const kernel = Float32Array.from({ length: taps }, (_, index) => {
  const x = index - (taps - 1) / 2;
  const blackman =
    0.42 -
    0.5 * Math.cos((2 * Math.PI * index) / (taps - 1)) +
    0.08 * Math.cos((4 * Math.PI * index) / (taps - 1));
  return (Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x)) * blackman;
});

/** Three samples for each one. Keeps what it needs of the past, so a stream may come in pieces of any length. */
export class Upsampler {
  readonly #history = taps / ratio - 1;
  #past = new Float32Array(this.#history);

  push(samples: Float32Array): Float32Array {
    const input = concat(this.#past, samples);
    const output = new Float32Array(samples.length * ratio);
    for (let at = 0; at < samples.length; at += 1) {
      for (let phase = 0; phase < ratio; phase += 1) {
        let sum = 0;
        for (let tap = 0; tap * ratio + phase < taps; tap += 1) {
          sum += (kernel[tap * ratio + phase] ?? 0) * (input[at + this.#history - tap] ?? 0);
        }
        output[at * ratio + phase] = sum * ratio;
      }
    }
    this.#past = input.slice(input.length - this.#history);
    return output;
  }
}

/** One sample of each three; pieces must be multiples of three long. */
export class Downsampler {
  readonly #history = taps - 1;
  #past = new Float32Array(this.#history);

  push(samples: Float32Array): Float32Array {
    const input = concat(this.#past, samples);
    const output = new Float32Array(samples.length / ratio);
    for (let at = 0; at < output.length; at += 1) {
      let sum = 0;
      for (let tap = 0; tap < taps; tap += 1) {
        sum += (kernel[tap] ?? 0) * (input[at * ratio + this.#history - tap] ?? 0);
      }
      output[at] = sum;
    }
    this.#past = input.slice(input.length - this.#history);
    return output;
  }
}

function concat(first: Float32Array, second: Float32Array): Float32Array {
  const joined = new Float32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
