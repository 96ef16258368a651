import { describe, expect, test } from 'vitest';
import { recordedAudio } from '../../services/speech/recorded-sentences.ts';
import { type HeardTone, ToneDetector } from './tone-detector.ts';

const frameMs = 10;

/** Samples of a sum of sines with noise, all as parts of full scale. */
function sound(
  sampleRate: number,
  ms: number,
  { tones, level = 0.3, noise = 0.002 }: { tones: number[]; level?: number; noise?: number },
): number[] {
  let seed = 1;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 1_073_741_824 - 1;
  };
  return Array.from({ length: (sampleRate * ms) / 1000 }, (_, index) => {
    const sines = tones.map((hz) => Math.sin((2 * Math.PI * hz * index) / sampleRate));
    const sum = sines.reduce((one, other) => one + other, 0) / Math.max(1, tones.length);
    return 32_767 * (level * sum + noise * random());
  });
}

function heard(samples: number[], sampleRate: number): HeardTone[] {
  const found: HeardTone[] = [];
  const detector = new ToneDetector((tone) => found.push(tone));
  const size = (sampleRate * frameMs) / 1000;
  for (let start = 0; start < samples.length; start += size) {
    detector.push({ data: Int16Array.from(samples.slice(start, start + size)), sampleRate, channels: 1 });
  }
  return found;
}

const quiet = (sampleRate: number, ms: number) => sound(sampleRate, ms, { tones: [] });

describe.each([8_000, 16_000])('at %d Hz', (sampleRate) => {
  test.each([410, 440, 850, 1_000, 1_400, 1_533, 2_100])('hears a beep of %d Hz and when it was', (hz) => {
    const samples = [
      ...quiet(sampleRate, 500),
      ...sound(sampleRate, 400, { tones: [hz] }),
      ...quiet(sampleRate, 300),
    ];
    const [tone, ...others] = heard(samples, sampleRate);
    expect(others).toEqual([]);
    expect(Math.abs((tone?.frequency ?? 0) - hz)).toBeLessThanOrEqual(20);
    expect(Math.abs((tone?.startedAtMs ?? 0) - 500)).toBeLessThanOrEqual(20);
    expect(Math.abs((tone?.endedAtMs ?? 0) - 900)).toBeLessThanOrEqual(20);
  });

  test('hears a soft beep in the noise of a bad line', () => {
    const samples = [
      ...sound(sampleRate, 300, { tones: [1_000], level: 0.05, noise: 0.01 }),
      ...quiet(sampleRate, 100),
    ];
    expect(heard(samples, sampleRate)).toHaveLength(1);
  });

  test('takes less than 120 ms for no beep', () => {
    const samples = [...sound(sampleRate, 90, { tones: [1_000] }), ...quiet(sampleRate, 100)];
    expect(heard(samples, sampleRate)).toEqual([]);
  });

  test("takes a key's two tones, a ringing tone, a siren and noise for no beep", () => {
    const key = sound(sampleRate, 300, { tones: [770, 1_336] });
    const ringing = sound(sampleRate, 600, { tones: [440, 480] });
    const noise = sound(sampleRate, 600, { tones: [], noise: 0.3 });
    const siren = Array.from(
      { length: sampleRate },
      (_, index) => 9_000 * Math.sin(2 * Math.PI * (500 + (400 * index) / sampleRate) * (index / sampleRate)),
    );
    for (const samples of [key, ringing, noise, siren]) {
      expect(heard([...samples, ...quiet(sampleRate, 100)], sampleRate)).toEqual([]);
    }
  });
});

test.each([
  ['apology', 'en'],
  ['apology', 'fa'],
  ['unavailable', 'en'],
  ['unavailable', 'fa'],
] as const)('hears no beep in the speech of a telephone: %s in %s', (recording, language) => {
  const found: HeardTone[] = [];
  const detector = new ToneDetector((tone) => found.push(tone));
  for (const frame of recordedAudio(recording, language)) detector.push(frame);
  expect(found).toEqual([]);
});

test('of two channels the first is listened to', () => {
  const found: HeardTone[] = [];
  const detector = new ToneDetector((tone) => found.push(tone));
  const left = [...sound(8_000, 300, { tones: [1_000] }), ...quiet(8_000, 100)];
  const data = Int16Array.from(left.flatMap((sample) => [sample, 0]));
  detector.push({ data, sampleRate: 8_000, channels: 2 });
  expect(found).toHaveLength(1);
});
