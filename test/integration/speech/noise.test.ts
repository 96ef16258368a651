import { stt } from '@livekit/agents';
import { describe, expect, it } from 'vitest';
import { speakWithFlite } from '../../../src/embedded/speech/flite.ts';
import { Book, speakInto, speechOf } from './harness.ts';

const number = 'two oh two five five five oh one four two';

/** A motor beside the telephone: 60 Hz and its harmonics, 10 dB softer than the voice. */
async function onNoisyLine(text: string): Promise<Int16Array> {
  const speech = await speakWithFlite(text, { voice: 'rms', rate: 1 });
  const margin = 16_000;
  const motor = (at: number) => {
    let sum = 0;
    for (let harmonic = 1; harmonic <= 20; harmonic += 1)
      sum += Math.sin((2 * Math.PI * 60 * harmonic * at) / 16_000 + harmonic * harmonic) / harmonic ** 0.7;
    return 900 * sum;
  };
  return Int16Array.from({ length: speech.length + 2 * margin }, (_, at) =>
    Math.max(-32_768, Math.min(32_767, Math.round((speech[at - margin] ?? 0) + motor(at)))),
  );
}

async function understood(variables: Record<string, string>): Promise<string> {
  const speech = await speechOf(variables, new Book());
  await speech.prepare();
  speech.listenFor({ expects: 'phone_number' });
  const stream = speech.stt.stream();
  const texts: string[] = [];
  const listening = (async () => {
    for await (const event of stream)
      if (event.type === stt.SpeechEventType.FINAL_TRANSCRIPT) texts.push(event.alternatives?.[0].text ?? '');
  })();
  await speakInto(stream, [await onNoisyLine(number)], 50);
  stream.endInput();
  await listening;
  await speech.close();
  return texts.join(' ');
}

describe('DENOISE_BEFORE_STT', { timeout: 60_000 }, () => {
  it('lets the recognizer understand a number beside a motor, which it does not without', async () => {
    expect(await understood({})).not.toBe(number);
    expect(await understood({ DENOISE_BEFORE_STT: 'true' })).toBe(number);
  });
});
