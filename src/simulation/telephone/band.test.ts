import { describe, expect, it } from 'vitest';
import { throughTelephone } from './band.ts';

const rate = 16_000;
const tone = (hertz: number, level = 8_000) =>
  Int16Array.from({ length: rate }, (_, at) =>
    Math.round(level * Math.sin((2 * Math.PI * hertz * at) / rate)),
  );

function loudness(samples: Int16Array): number {
  const inner = samples.subarray(1_000, -1_000);
  return Math.sqrt(inner.reduce((sum, sample) => sum + sample * sample, 0) / inner.length);
}

describe('the telephone band', () => {
  it('lets through what voices are made of', () => {
    for (const hertz of [300, 1_000, 3_000]) {
      const heard = throughTelephone(tone(hertz));
      expect(loudness(heard) / loudness(tone(hertz)), `${hertz} Hz`).toBeCloseTo(1, 1);
    }
  });

  it('takes away what a telephone cannot carry', () => {
    for (const hertz of [4_500, 6_000]) {
      expect(loudness(throughTelephone(tone(hertz))), `${hertz} Hz`).toBeLessThan(loudness(tone(hertz)) / 50);
    }
  });

  it('keeps quiet sounds as finely as µ-law does, with an error of a few per cent', () => {
    for (const level of [200, 2_000, 20_000]) {
      const said = tone(1_000, level);
      const error = throughTelephone(said).map((sample, at) => sample - (said[at] ?? 0));
      expect(loudness(error) / loudness(said), `level ${level}`).toBeLessThan(0.06);
    }
  });

  it('stays in range when it is shouted at', () => {
    expect(Math.max(...throughTelephone(tone(500, 32_767)))).toBeLessThanOrEqual(32_767);
  });

  it('keeps silence silent', () => {
    expect(throughTelephone(new Int16Array(1_000)).every((sample) => Math.abs(sample) < 10)).toBe(true);
  });
});
