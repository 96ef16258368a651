/** What a telephone does to speech at 16 kHz: 8 kHz and the eight logarithmic bits of G.711 µ-law, and back. */
export function throughTelephone(samples: Int16Array): Int16Array {
  const narrow = new Int16Array(samples.length);
  // Every second sample was kept; the zeros between are filled by the second low-pass, which halves the level.
  const bytes = toTelephone(samples);
  for (let index = 0; index < bytes.length; index += 1) narrow[index * 2] = decodeMulaw(bytes[index] ?? 0);
  return lowPass(narrow, 2);
}

/** Speech at 16 kHz as a telephone line carries it: G.711 µ-law at 8 kHz, a byte for each sample. */
export function toTelephone(samples: Int16Array): Uint8Array {
  const limited = lowPass(samples, 1);
  const bytes = new Uint8Array(Math.ceil(samples.length / 2));
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = encode(limited[index * 2] ?? 0);
  return bytes;
}

/** A windowed sinc that cuts at 3.6 kHz of a 16 kHz signal, as a line card does. */
const taps = 63;
const middle = (taps - 1) / 2;
const kernel = Float64Array.from({ length: taps }, (_, index) => {
  const x = index - middle;
  const cutoff = (2 * 3600) / 16_000;
  const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
  return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * index) / (taps - 1)));
});

/** Plain loops: this runs in the process that paces a call's audio, where a second of speech may take a millisecond. */
function lowPass(samples: Int16Array, gain: number): Int16Array {
  const filtered = new Int16Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) {
    const from = Math.max(0, middle - at);
    const to = Math.min(taps, samples.length - at + middle);
    let sum = 0;
    for (let tap = from; tap < to; tap += 1) sum += (kernel[tap] ?? 0) * (samples[at + tap - middle] ?? 0);
    filtered[at] = Math.max(-32_768, Math.min(32_767, Math.trunc(sum) * gain));
  }
  return filtered;
}

const bias = 0x84;
const clip = 32_635;

/** ITU-T G.711, µ-law. */
function encode(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), clip) + bias;
  const exponent = 31 - Math.clz32(magnitude) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** One byte of G.711 µ-law as a 16-bit sample. */
export function decodeMulaw(byte: number): number {
  const value = ~byte & 0xff;
  const exponent = (value >> 4) & 0x07;
  const magnitude = (((value & 0x0f) << 3) + bias) << exponent;
  return (value & 0x80) === 0 ? magnitude - bias : bias - magnitude;
}
