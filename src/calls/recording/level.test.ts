import { describe, expect, it } from 'vitest';
import { Leveler, levelBlockSamples } from './level.ts';

const rms = (samples: Int16Array) =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

/** A tone that is loud and soft by turns, as syllables are. */
function voice(loudness: number, seconds: number): Int16Array {
  return Int16Array.from({ length: seconds * 16_000 }, (_, at) => {
    const syllable = 0.5 + 0.5 * Math.sin((2 * Math.PI * 4 * at) / 16_000);
    return loudness * syllable * Math.sin((2 * Math.PI * 200 * at) / 16_000);
  });
}

function level(samples: Int16Array): Int16Array {
  const leveler = new Leveler();
  const output: number[] = [];
  for (let at = 0; at + levelBlockSamples <= samples.length; at += levelBlockSamples)
    output.push(...leveler.push(samples.subarray(at, at + levelBlockSamples)));
  output.push(...leveler.flush());
  return Int16Array.from(output);
}

describe('Leveler', () => {
  it('brings a soft voice and a loud one to the same level, within 2 dB', () => {
    const [soft, loud] = [level(voice(900, 8)), level(voice(20_000, 8))];
    const settled = [soft, loud].map((samples) => rms(samples.subarray(5 * 16_000)));
    expect(20 * Math.log10((settled[0] ?? 0) / (settled[1] ?? 1))).toBeCloseTo(0, -0.5);
    for (const value of settled) expect(Math.abs(20 * Math.log10(value / 3277))).toBeLessThan(2);
  });

  it('never goes beyond the ceiling, even at a shout after a whisper', () => {
    const samples = new Int16Array(6 * 16_000);
    samples.set(voice(600, 3));
    samples.set(voice(32_767, 3), 3 * 16_000);
    expect(level(samples).reduce((peak, value) => Math.max(peak, Math.abs(value)), 0)).toBeLessThanOrEqual(
      29_163,
    );
  });

  it('does not blow up the silence between sentences', () => {
    const silence = Int16Array.from({ length: 16_000 }, (_, at) => (at % 2 === 0 ? 20 : -20));
    expect(rms(level(silence))).toBeLessThan(21);
  });

  it('keeps the length', () => {
    expect(level(voice(1000, 2))).toHaveLength(32_000);
  });
});
