import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { initializeLogger } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../shared/logger.ts';
import { createPrompts, promptsDirectory } from './prompt-files.ts';
import { SpeechCache } from './speech-cache.ts';

initializeLogger({ pretty: false, level: 'silent' });

const logger = createLogger({ level: 'silent', component: 'test' });
const academy = { id: '00000000-0000-4000-8000-0000000000a1', name: 'Demo Academy' };
const secondsOf = (frames: AudioFrame[] | null) =>
  (frames ?? []).reduce((sum, { samplesPerChannel, sampleRate }) => sum + samplesPerChannel / sampleRate, 0);

describe('the prompts', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'prompts-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const put = (name: string, content: string | Buffer) => {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const recording = (name: string, of = 'en/goodby.wav') => {
    const file = path.join(directory, name);
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(path.join(promptsDirectory, of), file);
  };
  const open = (options: Partial<Parameters<typeof createPrompts>[0]> = {}) =>
    createPrompts({
      language: 'en-US',
      organization: academy,
      agentName: 'Parley',
      logger,
      speech: null,
      directory,
      ...options,
    });

  it.each(['hello', 'yes', 'goodby', 'number', 'callback'] as const)(
    'that are shipped have a recording of %s in English, with its words',
    async (prompt) => {
      const { text, audio } = await open({ directory: promptsDirectory }).load(prompt);
      expect(text.length).toBeGreaterThan(10);
      expect(secondsOf(audio)).toBeGreaterThan(1.5);
      expect(secondsOf(audio)).toBeLessThan(14);
      expect(audio?.every(({ sampleRate, channels }) => sampleRate === 16_000 && channels === 1)).toBe(true);
    },
  );

  it.each(['hello', 'yes', 'goodby', 'number', 'callback'] as const)(
    'that are shipped have words for %s in Persian, for the voice to speak',
    async (prompt) => {
      const persian = open({ directory: promptsDirectory, language: 'fa-IR' });
      const { text, audio } = await persian.load(prompt);
      expect(text).toMatch(/\p{Script=Arabic}/u);
      expect(text).not.toMatch(/[{}]/);
      expect(audio).toBeNull();
    },
  );

  it('that are shipped have audio for the wait, in any language', async () => {
    for (const language of ['en-US', 'fa-IR', 'de-DE']) {
      const hold = await open({ directory: promptsDirectory, language }).hold();
      expect(secondsOf(hold)).toBeCloseTo(8, 0);
    }
  });

  it('name the business and the agent in a text without a recording', async () => {
    const other = { id: '00000000-0000-4000-8000-000000000999', name: 'Sunny School' };
    const { text, audio } = await open({ directory: promptsDirectory, organization: other }).load('hello');
    expect(text).toContain('this is Parley, the automated assistant of Sunny School');
    expect(audio).toBeNull();
  });

  it('are the organization’s own before everybody’s, and of the region before the language', async () => {
    put('en/hello.txt', 'everybody');
    put(`organizations/${academy.id}/en/hello.txt`, 'own');
    expect((await open().load('hello')).text).toBe('own');
    put(`organizations/${academy.id}/en-US/hello.txt`, 'own, American');
    expect((await open().load('hello')).text).toBe('own, American');
    expect((await open({ language: 'en-GB' }).load('hello')).text).toBe('own');
  });

  it('never show a text with the recording of another', async () => {
    recording('en/hello.wav');
    put('en/hello.txt', 'everybody');
    put(`organizations/${academy.id}/en/hello.txt`, 'own');
    expect(await open().load('hello')).toEqual({ text: 'own', audio: null });
  });

  it('are English in a language that has none', async () => {
    put('en/hello.txt', 'Hello');
    expect((await open({ language: 'de-DE' }).load('hello')).text).toBe('Hello');
  });

  it('may be MP3', async () => {
    put('en/hello.mp3', mp3());
    const { audio } = await open().load('hello');
    expect(secondsOf(audio)).toBeGreaterThan(0.4);
    expect(secondsOf(audio)).toBeLessThan(1.5);
  });

  it('are spoken when their recording is no audio', async () => {
    put('en/hello.wav', 'this is no audio');
    put('en/hello.txt', 'Hello');
    expect(await open().load('hello')).toEqual({ text: 'Hello', audio: null });
  });

  describe('without a recording', () => {
    const spoken = () => new AudioFrame(new Int16Array(16_000).fill(7), 16_000, 1, 16_000);
    const cacheWith = (synthesize: (text: string) => Promise<AudioFrame[] | null>, voice = 'a') =>
      new SpeechCache({ directory: path.join(directory, 'cache'), voice, synthesize, logger });

    it('are synthesized once, for this and every later process', async () => {
      put('en/hello.txt', 'Hello');
      let asked = 0;
      const synthesize = async () => {
        asked += 1;
        return [spoken()];
      };
      const first = await open({ speech: cacheWith(synthesize) }).load('hello');
      const second = await open({ speech: cacheWith(synthesize) }).load('hello');
      expect(asked).toBe(1);
      expect(secondsOf(first.audio)).toBeCloseTo(1);
      expect(second.audio?.map(({ data }) => [...data])).toEqual(first.audio?.map(({ data }) => [...data]));
    });

    it('are synthesized anew when the words or the voice change', async () => {
      const texts: string[] = [];
      const synthesize = async (text: string) => {
        texts.push(text);
        return [spoken()];
      };
      put('en/hello.txt', 'Hello');
      await open({ speech: cacheWith(synthesize) }).load('hello');
      put('en/hello.txt', 'Good day');
      await open({ speech: cacheWith(synthesize) }).load('hello');
      await open({ speech: cacheWith(synthesize, 'b') }).load('hello');
      expect(texts).toEqual(['Hello', 'Good day', 'Good day']);
    });

    it('are left to the session when the voice fails, and nothing is kept of that', async () => {
      put('en/hello.txt', 'Hello');
      const failing = open({ speech: cacheWith(() => Promise.reject(new Error('away'))) });
      expect(await failing.load('hello')).toEqual({ text: 'Hello', audio: null });
      expect(await open({ speech: cacheWith(async () => null) }).load('hello')).toMatchObject({
        audio: null,
      });
      const later = await open({ speech: cacheWith(async () => [spoken()]) }).load('hello');
      expect(secondsOf(later.audio)).toBeCloseTo(1);
    });

    it('are heard even where nothing can be written', async () => {
      put('en/hello.txt', 'Hello');
      put('cache', 'a file where the folder should be');
      const { audio } = await open({ speech: cacheWith(async () => [spoken()]) }).load('hello');
      expect(secondsOf(audio)).toBeCloseTo(1);
    });
  });
});

/** Twenty frames of silence: MPEG 1, layer III, 64 kbit/s, 44.1 kHz, mono; each 208 bytes for 26 ms. */
function mp3(): Buffer {
  const frame = Buffer.alloc(208);
  frame.set([0xff, 0xfb, 0x50, 0xc0]);
  return Buffer.concat(Array.from({ length: 20 }, () => frame));
}
