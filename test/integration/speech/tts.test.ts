import { afterEach, describe, expect, it } from 'vitest';
import { loudness } from '../../../src/embedded/speech/endpointing.ts';
import { apologyAudio } from '../../../src/services/speech/recorded-sentences.ts';
import type { Speech } from '../../../src/services/speech/speech.ts';
import { type FakeCartesia, startFakeCartesia } from '../../support/fakes/cartesia.ts';
import { Book, type Heard, hear, speechOf } from './harness.ts';

let cartesia: FakeCartesia;
let speech: Speech | undefined;

afterEach(async () => {
  await speech?.close();
  speech = undefined;
  await cartesia.close();
});

async function voiceOf(book: Book, language = 'en-US') {
  speech = await speechOf({ CARTESIA_API_KEY: 'key', CARTESIA_BASE_URL: cartesia.url }, book, language);
  return speech.tts;
}

const text =
  'You are booked for Tuesday, November the twenty fourth, at ten in the morning. Is there anything else that I can do for you today?';

/** 15 characters a second, as the fake speaks; the word gaps round it up a little. */
const fullSeconds = (text.length + 1) / 15;

/** What the provider was asked to speak, over all generations, with a bar where another began. */
const asked = () => cartesia.generations.map(({ texts }) => texts.map((part) => part.trim()).join(' '));

/** Loading the local voice takes 0.3 s; several times that where every core is taken by other tests. */
const coldMs = 4000;

const isAudible = ({ frames }: Heard) => Math.max(...frames.map(({ data }) => loudness(data))) > 0.02;

describe('a voice whose provider works', () => {
  it('speaks the text whole, first sentence first, and counts its characters once', async () => {
    cartesia = await startFakeCartesia({ firstAudioMs: 90 });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text.slice(0, 50), text.slice(50)]);
    expect(heard.seconds).toBeCloseTo(fullSeconds, 0);
    expect(asked()).toEqual([text]);
    expect(cartesia.generations[0]?.texts).toHaveLength(2);
    expect(book.total('cartesia', 'character')).toBe(text.length);
    expect(book.faults).toEqual([]);
    expect(heard.firstAudioMs).toBeGreaterThan(85);
    expect(heard.text).toBe(text);
  });

  it('sends the first sentence while the model still writes the second', async () => {
    cartesia = await startFakeCartesia();
    const pauseMs = 1500;
    const pieces = ['One moment, please. ', 'I am looking it up.'];
    const heard = await hear(await voiceOf(new Book()), pieces, pauseMs);
    expect(heard.firstAudioMs).toBeLessThan(pauseMs - 200);
  });

  it('does not take a long pause of the model for a fault', async () => {
    cartesia = await startFakeCartesia();
    const book = new Book();
    const heard = await hear(await voiceOf(book), ['One moment, please. ', 'Here it is.'], 2500);
    expect(book.faults).toEqual([]);
    expect(heard.seconds).toBeGreaterThan(1.9);
    expect(asked()).toEqual(['One moment, please. Here it is.']);
  });

  it('counts what was sent once when the person interrupts', async () => {
    cartesia = await startFakeCartesia({ speed: 1 });
    const book = new Book();
    const stream = (await voiceOf(book)).stream();
    stream.pushText('This is the first sentence. This is the second, which is');
    for await (const _ of stream) break;
    stream.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(book.total('cartesia', 'character')).toBe('This is the first sentence. '.length);
    expect(book.faults).toEqual([]);
  });

  it('passes Persian text through unharmed', async () => {
    cartesia = await startFakeCartesia();
    const persian = 'نوبت شما برای سه‌شنبه ساعت ۱۰ صبح ثبت شد. کار دیگری هست؟';
    const book = new Book();
    await hear(await voiceOf(book, 'fa-IR'), [persian]);
    expect(asked()).toEqual([persian]);
    expect(cartesia.generations[0]?.request.language).toBe('fa');
    expect(book.total('cartesia', 'character')).toBe(persian.length);
  });
});

describe('a voice whose provider fails', () => {
  it('goes on with the next word on a new connection when the first is cut in mid-speech', async () => {
    cartesia = await startFakeCartesia();
    cartesia.next({ kind: 'cut', afterMs: 3000 });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    const [first = '', second = ''] = asked();
    expect(first).toBe(text);
    expect(text.endsWith(second)).toBe(true);
    expect(second.length).toBeGreaterThan(text.length - 3 * 15 - 10);
    expect(second.length).toBeLessThan(text.length - 1.5 * 15);
    expect(heard.seconds).toBeGreaterThan(fullSeconds - 0.5);
    expect(heard.seconds).toBeLessThan(fullSeconds + 1.5);
    expect(heard.text).toBe(text);
    expect(book.story).toEqual(['voice connection_lost retrying']);
    expect(book.total('cartesia', 'character')).toBe(
      text.length + text.slice(text.indexOf(second) - 1).length,
    );
    expect(heard.longestGapMs).toBeLessThan(1500);
  });

  it('repeats the broken sentence when it cannot know where it was cut', async () => {
    cartesia = await startFakeCartesia({ wordTimestamps: false });
    cartesia.next({ kind: 'cut', afterMs: 6500 });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    expect(heard.text.startsWith('You are booked')).toBe(true);
    expect(heard.text.endsWith('anything else that I can do for you today?')).toBe(true);
    expect(asked()).toEqual([text, 'Is there anything else that I can do for you today?']);
  });

  it('lets the local voice finish when the provider is cut twice', async () => {
    cartesia = await startFakeCartesia();
    cartesia.next({ kind: 'cut', afterMs: 2000 }, 2);
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    expect(book.story).toEqual(['voice connection_lost retrying', 'voice connection_lost fallback']);
    // The local voice speaks at its own pace, but no word is missing: some 3 s of it are left.
    expect(heard.seconds).toBeGreaterThan(4 + 2);
    expect(heard.text).toBe(text);
    expect(isAudible(heard)).toBe(true);
    expect(heard.longestGapMs).toBeLessThan(coldMs);
  });

  it('does not ask a provider that has just failed twice for the next turn', async () => {
    cartesia = await startFakeCartesia();
    cartesia.next({ kind: 'cut', afterMs: 0 }, 2);
    const voice = await voiceOf(new Book());
    await hear(voice, [text]);
    const before = cartesia.arrivals.length;
    const heard = await hear(voice, ['And this is the next turn.']);
    expect(cartesia.arrivals).toHaveLength(before);
    expect(heard.seconds).toBeGreaterThan(1);
  });

  it.each([401, 402, 429, 500, 503])('speaks with the local voice when refused with %i', async (status) => {
    cartesia = await startFakeCartesia();
    cartesia.always({ kind: 'refuse', status });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    expect(isAudible(heard)).toBe(true);
    expect(heard.seconds).toBeGreaterThan(5);
    expect(book.story.at(-1)).toBe('voice refused fallback');
    expect(heard.firstAudioMs).toBeLessThan(coldMs);
    expect(book.total('cartesia', 'character')).toBe(0);
  });

  it.each([500, 429])(
    'notices error %i inside a generation, which the plugin takes for its end',
    async (status) => {
      cartesia = await startFakeCartesia();
      cartesia.next({ kind: 'error', status, afterMs: 2000 });
      const book = new Book();
      const heard = await hear(await voiceOf(book), [text]);
      expect(heard.seconds).toBeGreaterThan(fullSeconds - 0.5);
      expect(book.story).toHaveLength(1);
      expect(asked()).toHaveLength(2);
    },
  );

  it('speaks the rest of a generation that ended in good form but halfway', async () => {
    cartesia = await startFakeCartesia();
    cartesia.next({ kind: 'half', afterMs: 4000 });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    expect(heard.seconds).toBeGreaterThan(fullSeconds - 0.5);
    expect(book.story).toEqual(['voice cut_short retrying']);
  });

  it('does not wait longer than the limit for the first audio', async () => {
    cartesia = await startFakeCartesia();
    cartesia.always({ kind: 'slow', delayMs: 10_000 });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    expect(book.story).toEqual(['voice slow retrying', 'voice slow fallback']);
    expect(heard.firstAudioMs).toBeGreaterThan(1500);
    expect(heard.firstAudioMs).toBeLessThan(1500 + 800 + coldMs);
    expect(heard.seconds).toBeGreaterThan(5);
  });

  it('goes on elsewhere when a generation stalls', async () => {
    cartesia = await startFakeCartesia();
    cartesia.next({ kind: 'hang', afterMs: 2000 });
    const book = new Book();
    const heard = await hear(await voiceOf(book), [text]);
    expect(book.story).toEqual(['voice stalled retrying']);
    expect(heard.seconds).toBeGreaterThan(fullSeconds - 0.5);
    expect(heard.longestGapMs).toBeLessThan(3000);
  });

  it('plays the recorded line where no other voice speaks the language', async () => {
    cartesia = await startFakeCartesia();
    cartesia.always({ kind: 'refuse', status: 503 });
    const book = new Book();
    const heard = await hear(await voiceOf(book, 'fa-IR'), ['سلام، چه کمکی می‌توانم بکنم؟']);
    const recorded = apologyAudio('fa-IR').length / 50;
    expect(heard.seconds).toBeCloseTo(recorded, 0);
    expect(isAudible(heard)).toBe(true);
    expect(heard.firstAudioMs).toBeLessThan(1500);
    expect(book.story).toEqual(['voice refused retrying', 'voice refused apologized']);
  });
});
