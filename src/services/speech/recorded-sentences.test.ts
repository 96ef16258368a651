import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apologyAudio, recordedAudio } from './recorded-sentences.ts';

const folder = new URL('../../../assets/audio/', import.meta.url);

describe('the recorded lines', () => {
  it.each(['en-US', 'fa-IR'])('apologize in %s within ten seconds, loud enough to be heard', (language) => {
    const frames = apologyAudio(language);
    const loudest = Math.max(...frames.flatMap(({ data }) => [...data]));
    expect(frames.length / 50).toBeGreaterThan(4);
    expect(frames.length / 50).toBeLessThan(10);
    expect(loudest).toBeGreaterThan(15_000);
  });

  it('are in English where there is none in the language', () => {
    expect(recordedAudio('unavailable', 'de-DE')).toHaveLength(recordedAudio('unavailable', 'en').length);
  });

  it('are smaller than 60 KB each', () => {
    for (const file of readdirSync(folder)) expect(statSync(new URL(file, folder)).size).toBeLessThan(60_000);
  });
});
