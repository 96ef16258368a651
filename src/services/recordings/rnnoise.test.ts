import { describe, expect, it } from 'vitest';
import { denoiserDelaySamples, denoiserFrameSamples } from '../../calls/recording/denoiser.ts';
import { speakWithFlite } from '../../embedded/speech/flite.ts';
import { loadRnnoise } from './rnnoise.ts';

async function denoise(samples: Int16Array): Promise<Int16Array> {
  const denoiser = (await loadRnnoise())();
  const output = new Int16Array(samples.length - (samples.length % denoiserFrameSamples));
  for (let at = 0; at < output.length; at += denoiserFrameSamples)
    output.set(denoiser.process(samples.subarray(at, at + denoiserFrameSamples)), at);
  denoiser.close();
  return output;
}

const power = (samples: Int16Array) =>
  samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
const decibels = (ratio: number) => 10 * Math.log10(ratio);

describe('rnnoise', () => {
  it('makes steady noise 20 dB softer within a second', async () => {
    let state = 1;
    const noise = Int16Array.from({ length: 32_000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state / 2 ** 32 - 0.5) * 1000;
    });
    const output = (await denoise(noise)).subarray(16_000);
    expect(decibels(power(noise) / power(output))).toBeGreaterThan(20);
  });

  it('keeps speech as it is, late by its known delay', async () => {
    const speech = await speakWithFlite('i would like to book an appointment', { voice: 'slt', rate: 1 });
    const output = await denoise(speech);
    const correlation = (delay: number) => {
      let sum = 0;
      for (let at = 0; at + delay < output.length; at += 1)
        sum += (speech[at] ?? 0) * (output[at + delay] ?? 0);
      return sum;
    };
    const delays = Array.from({ length: 600 }, (_, delay) => delay);
    const best = delays.reduce((best, delay) => (correlation(delay) > correlation(best) ? delay : best));
    expect(Math.abs(best - denoiserDelaySamples)).toBeLessThanOrEqual(2);
    expect(Math.abs(decibels(power(output) / power(speech)))).toBeLessThan(1);
  });

  it('takes 10 ms at once and nothing else', async () => {
    const denoiser = (await loadRnnoise())();
    expect(() => denoiser.process(new Int16Array(100))).toThrow(RangeError);
    denoiser.close();
  });

  it('leaves the globals as it found them', async () => {
    await loadRnnoise();
    expect(globalThis).not.toHaveProperty('WorkerGlobalScope');
  });
});
