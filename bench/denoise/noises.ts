import { speakWithFlite } from '../../src/embedded/speech/flite.ts';

/** Samples of 16-bit size at 16 kHz. The same seed gives the same noise. */
export type Noise = Float32Array;

export const noiseNames = ['white', 'babble', 'hum'] as const;
export type NoiseName = (typeof noiseNames)[number];

const sampleRate = 16_000;
const seconds = 30;

export async function makeNoises(random: () => number): Promise<Record<NoiseName, Noise>> {
  return { white: white(random), babble: await babble(random), hum: hum(random) };
}

function white(random: () => number): Noise {
  return Float32Array.from({ length: sampleRate * seconds }, () => gaussian(random));
}

/** Six people who talk at once, about other things. */
async function babble(random: () => number): Promise<Noise> {
  const mixed = new Float32Array(sampleRate * seconds);
  const talk = [
    'the train to the harbor was late again so we walked along the river and had coffee there',
    'did you see what they put on the table yesterday nobody wanted to eat any of it',
    'my brother bought a small boat last summer and he has not been out on it once',
    'they told us to wait in the hall until somebody came and then everybody left',
    'it rained all weekend so the children painted the kitchen door green and yellow',
    'he keeps asking for the same song over and over and the band just laughs at him',
  ];
  const voices = ['slt', 'rms', 'awb'] as const;
  for (const [speaker, text] of talk.entries()) {
    const voice = voices[speaker % voices.length] ?? 'slt';
    const speech = await speakWithFlite(text, { voice, rate: 0.9 + 0.05 * speaker });
    const from = Math.floor(random() * speech.length);
    for (let at = 0; at < mixed.length; at += 1)
      mixed[at] = (mixed[at] ?? 0) + (speech[(at + from) % speech.length] ?? 0);
  }
  return mixed;
}

/** A motor or a bad ground: 60 Hz and its harmonics, the higher the softer, over a little hiss. */
function hum(random: () => number): Noise {
  return Float32Array.from({ length: sampleRate * seconds }, (_, at) => {
    let sample = 0.05 * gaussian(random);
    for (let harmonic = 1; harmonic <= 20; harmonic += 1)
      sample +=
        Math.sin((2 * Math.PI * 60 * harmonic * at) / sampleRate + harmonic * harmonic) / harmonic ** 0.7;
    return sample;
  });
}

/** Box and Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Speech with half a second of noise before and after it, at this signal-to-noise ratio: the power of the samples in
 * which somebody speaks over the power of the noise.
 */
export function addNoise(speech: Int16Array, noise: Noise, snrDb: number, random: () => number): Int16Array {
  const margin = sampleRate / 2;
  const from = Math.floor(random() * (noise.length - speech.length - 2 * margin));
  const part = noise.subarray(from, from + speech.length + 2 * margin);
  const gain = Math.sqrt(
    power(speech.filter((sample) => Math.abs(sample) > 200)) / power(part) / 10 ** (snrDb / 10),
  );
  return Int16Array.from(part, (sample, at) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample * gain + (speech[at - margin] ?? 0)))),
  );
}

function power(samples: Int16Array | Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum / Math.max(1, samples.length);
}
