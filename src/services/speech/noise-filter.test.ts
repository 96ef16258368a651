import { AudioFrame } from '@livekit/rtc-node';
import { describe, expect, it } from 'vitest';
import { NoiseFilter } from './noise-filter.ts';

/** Halves what it hears, so that what went through it can be told. */
function halving() {
  const lengths: number[] = [];
  let isClosed = false;
  const open = () => ({
    process: (samples: Int16Array) => {
      lengths.push(samples.length);
      return samples.map((sample) => sample / 2);
    },
    close: () => {
      isClosed = true;
    },
  });
  return { open, lengths, isClosed: () => isClosed };
}

const frameOf = (samples: number, rate = 16_000) =>
  new AudioFrame(new Int16Array(samples).fill(100), rate, 1, samples);

describe('NoiseFilter', () => {
  it('hands over 10 ms at once, whatever the frames are, and loses nothing', () => {
    const denoiser = halving();
    const filter = new NoiseFilter(denoiser.open);
    const output = [100, 100, 500, 40, 60].flatMap((length) => filter.push(frameOf(length)));
    expect(new Set(denoiser.lengths)).toEqual(new Set([160]));
    expect(output.reduce((sum, frame) => sum + frame.samplesPerChannel, 0)).toBe(800);
    expect(output.every(({ data }) => data.every((sample) => sample === 50))).toBe(true);
  });

  it('lets sound of another rate pass as it is', () => {
    const frame = frameOf(480, 48_000);
    expect(new NoiseFilter(halving().open).push(frame)).toEqual([frame]);
  });

  it('gives its memory back once, and lets pass what comes late', () => {
    const denoiser = halving();
    const filter = new NoiseFilter(denoiser.open);
    filter.close();
    filter.close();
    expect(denoiser.isClosed()).toBe(true);
    expect(filter.push(frameOf(160))).toHaveLength(1);
    expect(denoiser.lengths).toEqual([]);
  });
});
