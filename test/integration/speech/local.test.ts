import { stt, tts } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FliteVoice, speakWithFlite } from '../../../src/embedded/speech/flite.ts';
import type { Expectation } from '../../../src/embedded/speech/grammar.ts';
import { LocalEars } from '../../../src/embedded/speech/local-ears.ts';
import { LocalVoice } from '../../../src/embedded/speech/local-voice.ts';
import { throughTelephone } from '../../../src/simulation/telephone/band.ts';
import { appointmentHearing } from '../../support/hearing.ts';
import { Book, hear, listenTo, silence, speechOf } from './harness.ts';

const ears = new LocalEars();
const voice = new LocalVoice();

beforeAll(async () => {
  await Promise.all([ears.prepare(), voice.prepare()]);
});

afterAll(async () => {
  await Promise.all([ears.close(), voice.close()]);
});

/** Speaks with another voice than the agent's over a telephone line, as fast as the recognizer takes it. */
async function understood(parts: string[], expectation: Expectation, caller: FliteVoice, pauseMs = 600) {
  const spoken = await Promise.all(parts.map((text) => speakWithFlite(text, { voice: caller, rate: 1 })));
  const audio = spoken.flatMap((samples) => [throughTelephone(samples), silence(pauseMs)]);
  ears.listenFor(expectation);
  const stream = ears.stream();
  for (const part of [silence(300), ...audio]) push(stream, part);
  stream.endInput();
  const texts: string[] = [];
  for await (const event of stream) {
    if (event.type === stt.SpeechEventType.FINAL_TRANSCRIPT) texts.push(event.alternatives?.[0].text ?? '');
  }
  return texts;
}

function push(stream: stt.SpeechStream, samples: Int16Array): void {
  for (let at = 0; at < samples.length; at += 320) {
    const frame = samples.slice(at, at + 320);
    stream.pushFrame(new AudioFrame(frame, 16_000, 1, frame.length));
  }
}

const number = 'two oh two five five five oh one four two';

describe('local ears over a telephone line', () => {
  it.each<[string, Expectation['expects'], FliteVoice]>([
    [number, 'phone_number', 'rms'],
    [number, 'phone_number', 'awb'],
    ['my number is two oh two five double five oh one four three', 'phone_number', 'rms'],
    ['yes', 'yes_no', 'rms'],
    ['yes', 'yes_no', 'awb'],
    ['no', 'yes_no', 'rms'],
    ["that's right", 'yes_no', 'awb'],
    ['on tuesday at ten', 'date_time', 'rms'],
    ['on tuesday at ten', 'date_time', 'awb'],
    ['the twenty third', 'date_time', 'rms'],
    ['november thirtieth', 'date_time', 'awb'],
    ['at two in the afternoon', 'date_time', 'rms'],
    ['ten thirty', 'date_time', 'rms'],
    ['i would like to book an appointment', 'open', 'rms'],
    ['i would like to book an appointment', 'open', 'awb'],
    ['cancel my appointment', 'open', 'rms'],
    ["i'd like to move my appointment to friday at eleven", 'open', 'awb'],
    ['goodbye', 'open', 'rms'],
    ['my name is sarah', 'phone_number', 'rms'],
  ])('understand "%s" when %s is expected, from %s', async (text, expects, caller) => {
    expect(await understood([text], appointmentHearing(expects), caller)).toEqual([text]);
  });

  it('understand each part of a number that is said with pauses', async () => {
    const parts = ['two oh two', 'five five five', 'oh one four two'];
    expect(await understood(parts, appointmentHearing('phone_number'), 'rms')).toEqual(parts);
  });

  it.each<Expectation['expects']>(['yes_no', 'phone_number', 'date_time', 'open'])(
    'understand what is suggested when %s is expected',
    async (expects) => {
      const offered = [
        { date: '2026-11-24', time: '10:00' },
        { date: '2026-11-25', time: '14:00' },
      ];
      const listening = appointmentHearing(expects, { offered });
      for (const suggestion of listening.hearing.suggestions) {
        expect(await understood([suggestion], listening, 'rms')).toEqual([suggestion]);
      }
    },
  );

  it('say that somebody speaks, what is understood so far, and when it is over', async () => {
    const stream = ears.stream();
    const heard = listenTo(stream);
    ears.listenFor({ expects: 'phone_number' });
    push(stream, silence(300));
    push(stream, throughTelephone(await speakWithFlite(number, { voice: 'rms', rate: 1 })));
    push(stream, silence(500));
    await heard.until(() => heard.events.some(({ type }) => type === stt.SpeechEventType.END_OF_SPEECH));
    stream.close();
    const types = heard.events.map(({ type }) => type);
    expect(types[0]).toBe(stt.SpeechEventType.START_OF_SPEECH);
    expect(types).toContain(stt.SpeechEventType.INTERIM_TRANSCRIPT);
    expect(types.slice(-2)).toEqual([
      stt.SpeechEventType.FINAL_TRANSCRIPT,
      stt.SpeechEventType.END_OF_SPEECH,
    ]);
  });

  it('hear nothing in silence and in the noise of a line', async () => {
    const noise = Int16Array.from({ length: 32_000 }, (_, at) => ((at * 7919) % 161) - 80);
    const stream = ears.stream();
    push(stream, noise);
    stream.endInput();
    const events = [];
    for await (const event of stream) events.push(event);
    expect(events).toEqual([]);
  });

  it('leave the event loop to the call: the work is done in other threads', async () => {
    const caller = await speakWithFlite(number, { voice: 'rms', rate: 1 });
    const stream = ears.stream();
    const heard = listenTo(stream);
    const before = process.threadCpuUsage();
    push(stream, caller);
    push(stream, silence(500));
    await heard.until(() => heard.finals().length > 0);
    await voice.speak('You are booked for Tuesday, November twenty fourth, at ten in the morning.');
    const { user, system } = process.threadCpuUsage(before);
    stream.close();
    // 30 ms here for 8 s of speech. On this thread it would be 300 ms at least, in blocks of 60 ms.
    expect((user + system) / 1000).toBeLessThan(120);
  });
});

describe('the local voice', () => {
  it('speaks the first sentence while the second is still being written', async () => {
    const pauseMs = 2000;
    const pieces = ['Hello, this is the clinic of Doctor Rivera. ', 'How can I help?'];
    const heard = await hear(voice, pieces, pauseMs);
    expect(heard.firstAudioMs).toBeLessThan(pauseMs - 200);
    expect(heard.seconds).toBeGreaterThan(3);
  });

  it('ends a segment with exactly one final frame', async () => {
    const stream = voice.stream();
    stream.pushText('One. Two. Three.');
    stream.endInput();
    const finals: boolean[] = [];
    for await (const audio of stream) {
      if (audio === tts.SynthesizeStream.END_OF_STREAM) break;
      finals.push(audio.final);
    }
    expect(finals.filter(Boolean)).toHaveLength(1);
    expect(finals.at(-1)).toBe(true);
  });

  it('counts each character once', async () => {
    const counts: number[] = [];
    voice.on('metrics_collected', ({ charactersCount }) => counts.push(charactersCount));
    await hear(voice, ['Is Tuesday at ten all right?']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(counts).toEqual(['Is Tuesday at ten all right?'.length]);
    voice.removeAllListeners('metrics_collected');
  });

  it('speaks faster when told to', async () => {
    const fast = new LocalVoice({ rate: 1.3 });
    const [slow, quick] = await Promise.all([
      voice.speak('This is a longer sentence to measure.'),
      fast.speak('This is a longer sentence to measure.'),
    ]);
    expect(slow.length / quick.length).toBeCloseTo(1.3, 1);
    await fast.close();
  });

  it('says nothing, rather than failing, where there is nothing that it can say', async () => {
    expect((await hear(voice, ['سلام'])).seconds).toBe(0);
  });
});

describe('speech without keys', () => {
  it('is local for English', async () => {
    const speech = await speechOf({}, new Book());
    expect([speech.sttProvider, speech.ttsProvider]).toEqual(['local', 'local']);
    await speech.close();
  });

  it('says once, in the language asked for, that it does not speak it', async () => {
    const speech = await speechOf({}, new Book(), 'fa-IR');
    const first = await speech.tts.synthesize('سلام').collect();
    const second = await speech.tts.synthesize('سلام').collect();
    expect(first.samplesPerChannel / first.sampleRate).toBeGreaterThan(4);
    expect(second.samplesPerChannel / second.sampleRate).toBeLessThan(0.5);
    await speech.close();
  });
});
