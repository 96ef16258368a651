import { ReadableStream } from 'node:stream/web';
import { voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallAgent } from '../../../src/calls/conversation/call-agent.ts';
import { Patience } from '../../../src/calls/conversation/patience.ts';
import type { CallData } from '../../../src/calls/scenario/call-data.ts';
import { textsFor } from '../../../src/calls/texts/texts.ts';
import { splitSentences } from '../../../src/language/sentences.ts';
import { spokenForm } from '../../../src/language/spoken-form.ts';
import { createModel } from '../../../src/services/llm/model.ts';
import { type FakeCartesia, startFakeCartesia } from '../../support/fakes/cartesia.ts';
import { type FakeDeepgram, startFakeDeepgram } from '../../support/fakes/deepgram.ts';
import { type FakeOpenai, startFakeOpenai } from '../../support/fakes/openai.ts';
import { Book, configOf, hum, logger, silence, speechOf } from './harness.ts';

/**
 * A whole spoken turn through LiveKit's session: sound in, the three plugin clients over their sockets, sound out. No
 * room is needed for that: the session hears and speaks through these two.
 */
class Microphone extends voice.AudioInput {
  #push: (frame: AudioFrame) => void = () => {};

  constructor() {
    super();
    this.multiStream.addInputStream(
      new ReadableStream<AudioFrame>({
        start: (controller) => {
          this.#push = (frame) => controller.enqueue(frame);
        },
      }),
    );
  }

  async speak(parts: Int16Array[], speed = 2): Promise<void> {
    const startedAt = performance.now();
    let sentMs = 0;
    for (const part of parts) {
      for (let at = 0; at < part.length; at += 320) {
        this.#push(new AudioFrame(part.slice(at, at + 320), 16_000, 1, 320));
        sentMs += 20;
        const wait = startedAt + sentMs / speed - performance.now();
        if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
}

/** Plays at once what it gets, and tells how much it was. */
class Loudspeaker extends voice.AudioOutput {
  seconds = 0;
  #segmentSeconds = 0;

  constructor() {
    super(24_000);
  }

  override async captureFrame(frame: AudioFrame): Promise<void> {
    await super.captureFrame(frame);
    if (this.#segmentSeconds === 0) this.onPlaybackStarted(Date.now());
    const seconds = frame.samplesPerChannel / frame.sampleRate;
    this.seconds += seconds;
    this.#segmentSeconds += seconds;
  }

  override flush(): void {
    super.flush();
    this.#finish(false);
  }

  override clearBuffer(): void {
    this.#finish(true);
  }

  #finish(interrupted: boolean): void {
    if (this.#segmentSeconds === 0) return;
    this.onPlaybackFinished({ playbackPosition: this.#segmentSeconds, interrupted });
    this.#segmentSeconds = 0;
  }
}

let deepgram: FakeDeepgram;
let openai: FakeOpenai;
let cartesia: FakeCartesia;
let session: voice.AgentSession;

beforeEach(async () => {
  deepgram = await startFakeDeepgram();
  openai = await startFakeOpenai({ firstTokenMs: 30 });
  cartesia = await startFakeCartesia({ firstAudioMs: 30 });
});

afterEach(async () => {
  await session.close();
  await Promise.all([deepgram.close(), openai.close(), cartesia.close()]);
});

async function startCall(book: Book, language = 'en-US', agent?: voice.Agent) {
  const keys = {
    DEEPGRAM_API_KEY: 'key',
    DEEPGRAM_BASE_URL: deepgram.url,
    OPENAI_API_KEY: 'key',
    OPENAI_BASE_URL: openai.url,
    CARTESIA_API_KEY: 'key',
    CARTESIA_BASE_URL: cartesia.url,
  };
  const speech = await speechOf(keys, book, language);
  const model = await createModel({
    config: configOf(keys),
    onUsage: book.onUsage,
    onFault: book.onFault,
  });
  if (!model) throw new Error('no model');
  session = new voice.AgentSession({
    stt: speech.stt,
    tts: speech.tts,
    llm: model.llm,
    vad: null,
    turnHandling: {
      turnDetection: 'stt',
      endpointing: { minDelay: 50, maxDelay: 500 },
      preemptiveGeneration: { enabled: false },
    },
  });
  const microphone = new Microphone();
  const loudspeaker = new Loudspeaker();
  session.input.audio = microphone;
  session.output.audio = loudspeaker;
  await session.start({ agent: agent ?? new voice.Agent({ instructions: 'Answer.' }), record: false });
  const said = new Promise<string>((resolve) => {
    session.on(voice.AgentSessionEventTypes.ConversationItemAdded, ({ item }) => {
      if (item.type === 'message' && item.role === 'assistant') resolve(item.textContent ?? '');
    });
  });
  return { microphone, loudspeaker, said };
}

const answer = 'Tuesday at ten is free. Shall I book it for you? I can also look for another day.';

const heardByModel = () => openai.requests.at(-1)?.messages.findLast(({ role }) => role === 'user')?.content;

describe('a spoken turn through a session', () => {
  it('is heard, answered and spoken once, and billed in the units of each provider', async () => {
    deepgram.say('is tuesday at ten free');
    openai.handler = () => ({ content: answer, usage: { prompt: 90, cached: 64, completion: 20 } });
    const book = new Book();
    const { microphone, loudspeaker, said } = await startCall(book);
    await microphone.speak([silence(100), hum(1500), silence(600)]);
    expect(await said).toBe(answer);
    expect(heardByModel()).toBe('is tuesday at ten free');
    expect(cartesia.spokenText).toBe(answer);
    expect(loudspeaker.seconds).toBeCloseTo((answer.length + 1) / 15, 0);
    expect(book.faults).toEqual([]);
    expect(book.total('cartesia', 'character')).toBe(answer.length);
    expect(book.total('openai', 'prompt_token')).toBe(26);
    expect(book.total('openai', 'cached_prompt_token')).toBe(64);
    expect(book.total('openai', 'completion_token')).toBe(20);
    expect(book.total('deepgram', 'audio_second')).toBeCloseTo(deepgram.audioSeconds, 1);
  });

  it('survives a recognizer, a model and a voice that each break once in the middle', async () => {
    deepgram.say('is tuesday at ten free');
    openai.handler = () => ({ content: answer });
    deepgram.next({ kind: 'cut', afterMs: 800 });
    openai.next({ kind: 'cut', afterMs: 0 });
    cartesia.next({ kind: 'cut', afterMs: 2000 });
    const book = new Book();
    const { microphone, loudspeaker, said } = await startCall(book);
    await microphone.speak([silence(100), hum(1500), silence(600)]);
    expect(await said).toBe(answer);
    expect(heardByModel()).toBe('is tuesday at ten free');
    expect(loudspeaker.seconds).toBeGreaterThan(answer.length / 15 - 0.5);
    expect(book.story).toEqual([
      'ears connection_lost retrying',
      'model connection_lost retrying',
      'voice connection_lost retrying',
    ]);
  });

  it('is held in Persian from the caller to the loudspeaker', async () => {
    deepgram.say('سه‌شنبه ساعت ده آزاد است؟');
    openai.handler = () => ({ content: 'بله، ساعت ۱۰ آزاد است. ثبت کنم؟' });
    const book = new Book();
    const { microphone, said } = await startCall(book, 'fa-IR');
    await microphone.speak([silence(100), hum(1500), silence(600)]);
    expect(await said).toBe('بله، ساعت ۱۰ آزاد است. ثبت کنم؟');
    expect(heardByModel()).toBe('سه‌شنبه ساعت ده آزاد است؟');
    expect(cartesia.spokenText).toBe('بله، ساعت ۱۰ آزاد است. ثبت کنم؟');
  });

  it('is not waited for in silence when the model is silent', async () => {
    const texts = textsFor('en-US');
    const patience = new Patience();
    const agent = new CallAgent({
      instructions: 'Answer.',
      tools: [],
      data: { texts, logger } as unknown as CallData,
      newSplitter: () => splitSentences('en-US'),
      newSpokenForm: () => spokenForm('en-US'),
      gate: { isBacked: () => true, correction: () => '', truth: () => '' },
      mayReply: () => true,
      wholeTurn: (text) => text,
      onReply: () => {},
      onSentence: () => {},
      patience,
      ownAnswer: () => null,
      onModelFailed: () => texts.technicalTrouble,
    });
    deepgram.say('is tuesday at ten free');
    openai.always({ kind: 'hang', afterMs: 0 });
    const { microphone, said } = await startCall(new Book(), 'en-US', agent as voice.Agent);
    const states: Array<{ state: string; at: number }> = [];
    session.on(voice.AgentSessionEventTypes.AgentStateChanged, ({ newState }) => {
      patience.agentState(newState);
      states.push({ state: newState, at: performance.now() });
    });
    await microphone.speak([silence(100), hum(1500)]);
    const askedAt = performance.now();
    await microphone.speak([silence(600)]);
    expect(await said).toBe(`${texts.oneMoment} ${texts.technicalTrouble}`);
    // Both sentences are over by then.
    expect(performance.now() - askedAt).toBeLessThan(6_000);
    // This session ends turns its own way: what counts is from then on.
    const firstAt = (wanted: string) => states.find(({ state }) => state === wanted)?.at ?? Number.NaN;
    expect(firstAt('speaking') - firstAt('thinking')).toBeLessThan(2_000);
    expect(cartesia.spokenText).toBe(`${texts.oneMoment} ${texts.technicalTrouble}`);
  });
});
