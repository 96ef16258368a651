import { stt } from '@livekit/agents';
import { afterEach, describe, expect, it } from 'vitest';
import { ResilientStt } from '../../../src/services/speech/resilient-stt.ts';
import { type FakeDeepgram, startFakeDeepgram } from '../../support/fakes/deepgram.ts';
import { Book, hum, listenTo, silence, speakInto, speechOf } from './harness.ts';

let deepgram: FakeDeepgram;
const open: Array<{ close(): unknown }> = [];

afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  await deepgram.close();
});

async function listen(book: Book, language = 'en-US') {
  const speech = await speechOf(
    { DEEPGRAM_API_KEY: 'key', DEEPGRAM_BASE_URL: deepgram.url.replace('ws:', 'http:') },
    book,
    language,
  );
  const stream = speech.stt.stream();
  open.push(stream, speech);
  return { speech, stream, heard: listenTo(stream) };
}

describe('ears on a working connection', () => {
  it('tells each segment once, with interim text before it, and the end of speech after it', async () => {
    deepgram = await startFakeDeepgram({ script: [['two zero two', 'five five five']] });
    const { stream, heard } = await listen(new Book());
    await speakInto(stream, [silence(200), hum(1200), silence(400), hum(900), silence(300)], 4);
    await heard.until(() => heard.finals().length === 2);
    expect(heard.finals()).toEqual(['two zero two', 'five five five']);
    const types = heard.events.map(({ type }) => type);
    expect(types[0]).toBe(stt.SpeechEventType.START_OF_SPEECH);
    expect(types).toContain(stt.SpeechEventType.INTERIM_TRANSCRIPT);
    expect(types.filter((type) => type === stt.SpeechEventType.START_OF_SPEECH)).toHaveLength(2);
  });

  it('gives the final text as soon as the provider does', async () => {
    deepgram = await startFakeDeepgram({
      script: [[{ text: 'yes', speechMs: 600 }]],
      finalDelayMs: 100,
    });
    const { stream, heard } = await listen(new Book());
    await speakInto(stream, [silence(200), hum(600), silence(400)]);
    await heard.until(() => heard.finals().length === 1);
    const [final] = deepgram.finals;
    const at = heard.events.find(({ type }) => type === 2)?.at ?? 0;
    expect((final?.sentAt ?? 0) - (final?.speechEndedAt ?? 0)).toBeGreaterThan(95);
    expect(at - (final?.sentAt ?? 0)).toBeLessThan(80);
  });

  it('bills exactly the audio that the provider received, not the silence that was not sent', async () => {
    deepgram = await startFakeDeepgram({ script: ['hello'] });
    const book = new Book();
    const { stream, heard } = await listen(book);
    await speakInto(stream, [hum(700), silence(5000)], 20);
    await heard.until(() => heard.finals().length === 1);
    await speakInto(stream, [silence(1000)], 20);
    const billed = book.total('deepgram', 'audio_second');
    expect(billed).toBeCloseTo(deepgram.audioSeconds, 6);
    expect(billed).toBeGreaterThan(1.5);
    expect(billed).toBeLessThan(1.9);
  });

  it('passes Persian text and language through unharmed', async () => {
    deepgram = await startFakeDeepgram({ script: ['سلام، می‌خواهم یک وقت بگیرم ۲۰۲'] });
    const { stream, heard } = await listen(new Book(), 'fa-IR');
    await speakInto(stream, [hum(900), silence(300)], 4);
    await heard.until(() => heard.finals().length === 1);
    expect(heard.finals()).toEqual(['سلام، می‌خواهم یک وقت بگیرم ۲۰۲']);
    expect(new URL(deepgram.arrivals[0]?.path ?? '', 'ws://x').searchParams.get('language')).toBe('fa');
  });
});

describe('ears whose connection is lost', () => {
  it('hears the words around a cut in mid-speech, on a new connection', async () => {
    deepgram = await startFakeDeepgram({ script: [['my number is', 'two zero two five five five']] });
    deepgram.next({ kind: 'cut', afterMs: 2000 });
    const book = new Book();
    const { stream, heard } = await listen(book);
    await speakInto(stream, [hum(800), silence(400), hum(1600), silence(400)], 2);
    await heard.until(() => heard.finals().length === 2);
    expect(heard.finals()).toEqual(['my number is', 'two zero two five five five']);
    expect(book.story).toEqual(['ears connection_lost retrying']);
    expect(deepgram.arrivals).toHaveLength(2);
    // Sent again is only what had not become text: the second connection got less than everything.
    expect(deepgram.audioSeconds).toBeLessThan(3.2 + 2);
    expect(book.total('deepgram', 'audio_second')).toBeGreaterThanOrEqual(deepgram.audioSeconds - 0.001);
    expect(book.total('deepgram', 'audio_second')).toBeLessThan(deepgram.audioSeconds + 0.5);
  });

  it('does not tell the start of the same speech twice', async () => {
    deepgram = await startFakeDeepgram({ script: ['hello there'] });
    deepgram.next({ kind: 'cut', afterMs: 500 });
    const { stream, heard } = await listen(new Book());
    await speakInto(stream, [hum(1200), silence(300)], 2);
    await heard.until(() => heard.finals().length === 1);
    const starts = heard.events.filter(({ type }) => type === stt.SpeechEventType.START_OF_SPEECH);
    expect(starts).toHaveLength(1);
  });

  it('hears what is said after a connection was lost in a silence', async () => {
    deepgram = await startFakeDeepgram({ script: ['first', 'second'] });
    const { stream, heard } = await listen(new Book());
    await speakInto(stream, [hum(500), silence(300)], 4);
    await heard.until(() => heard.finals().length === 1);
    deepgram.cutNow();
    await speakInto(stream, [silence(300), hum(500), silence(300)]);
    await heard.until(() => heard.finals().length === 2);
    expect(heard.finals()).toEqual(['first', 'second']);
  });

  it('notices a provider that has fallen silent, and hears the same words elsewhere', async () => {
    deepgram = await startFakeDeepgram({ script: ['is anybody there'] });
    deepgram.next({ kind: 'hang', afterMs: 0 });
    const book = new Book();
    const { stream, heard } = await listen(book);
    await speakInto(stream, [hum(3400), silence(300)], 4);
    await heard.until(() => heard.finals().length === 1);
    expect(heard.finals()).toEqual(['is anybody there']);
    expect(book.story).toEqual(['ears stalled retrying']);
  });

  it.each([500, 503, 429])('waits out a provider that refuses with %i and loses nothing', async (status) => {
    deepgram = await startFakeDeepgram({ script: ['hello'] });
    deepgram.next({ kind: 'refuse', status }, 2);
    const book = new Book();
    const { stream, heard } = await listen(book);
    await speakInto(stream, [hum(600), silence(300)], 4);
    await heard.until(() => heard.finals().length === 1);
    expect(heard.finals()).toEqual(['hello']);
    expect(book.story).toEqual(['ears refused retrying', 'ears refused retrying']);
    expect(book.total('deepgram', 'audio_second')).toBeCloseTo(deepgram.audioSeconds, 6);
  });

  it('tells the call at once that a refused key will not work', async () => {
    deepgram = await startFakeDeepgram();
    deepgram.always({ kind: 'refuse', status: 401 });
    const book = new Book();
    const gaveUp = new Promise<void>((resolve) => {
      const { onFault } = book;
      Object.assign(book, {
        onFault: (fault: Parameters<typeof onFault>[0]) => {
          onFault(fault);
          if (fault.action === 'gave_up') resolve();
        },
      });
    });
    await listen(book);
    await gaveUp;
    expect(book.story).toEqual(['ears refused gave_up']);
    expect(book.total('deepgram', 'audio_second')).toBe(0);
  });

  it('fails with an error instead where another recognizer is to take over', async () => {
    deepgram = await startFakeDeepgram();
    deepgram.always({ kind: 'refuse', status: 401 });
    const plugin = await import('@livekit/agents-plugin-deepgram');
    const book = new Book();
    const ears = new ResilientStt({
      provider: 'deepgram',
      open: () => new plugin.STT({ apiKey: 'key', baseUrl: deepgram.url }),
      onUsage: book.onUsage,
      onFault: book.onFault,
      whenLost: 'throw',
    });
    const failed = new Promise<{ recoverable: boolean }>((resolve) => ears.on('error', resolve));
    open.push(ears.stream());
    expect((await failed).recoverable).toBe(false);
  });
});
