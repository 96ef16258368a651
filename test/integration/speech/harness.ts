import { initializeLogger, type stt, tts } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { type Config, readConfig } from '../../../src/config.ts';
import type { ProviderFault, UsageDelta } from '../../../src/services/speech/provider-reports.ts';
import { createSpeech } from '../../../src/services/speech/speech.ts';
import { createLogger } from '../../../src/shared/logger.ts';

/** LiveKit's plugins log on construction and refuse to work without this. */
initializeLogger({ pretty: false, level: 'silent' });

export const logger = createLogger({ level: 'silent', component: 'test' });

/** What was billed and what went wrong, as the call would see it. */
export class Book {
  readonly usage: UsageDelta[] = [];
  readonly faults: ProviderFault[] = [];
  readonly faultTimes: number[] = [];

  readonly onUsage = (usage: UsageDelta) => {
    this.usage.push(usage);
  };

  readonly onFault = (fault: ProviderFault) => {
    this.faultTimes.push(performance.now());
    this.faults.push(fault);
  };

  total(provider: string, unit: string): number {
    return this.usage
      .filter((usage) => usage.provider === provider && usage.unit === unit)
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** `part kind action`, in order. */
  get story(): string[] {
    return this.faults.map(({ part, kind, action }) => `${part} ${kind} ${action}`);
  }
}

export function configOf(variables: Record<string, string>): Config {
  return readConfig(variables);
}

export async function speechOf(variables: Record<string, string>, book: Book, language = 'en-US') {
  return createSpeech({
    config: configOf(variables),
    language,
    voice: null,
    logger,
    onUsage: book.onUsage,
    onFault: book.onFault,
  });
}

const rate = 16_000;

/** A hum as loud as speech, which the fake recognizer takes for speech. */
export function hum(milliseconds: number): Int16Array {
  return Int16Array.from({ length: (rate * milliseconds) / 1000 }, (_, at) =>
    Math.round(6000 * Math.sin((2 * Math.PI * 200 * at) / rate)),
  );
}

export function silence(milliseconds: number): Int16Array {
  return new Int16Array((rate * milliseconds) / 1000);
}

/** Pushes audio as a microphone does, in 20 ms frames at their time, or `speed` times faster. */
export async function speakInto(stream: stt.SpeechStream, parts: Int16Array[], speed = 1): Promise<void> {
  const startedAt = performance.now();
  let sentMs = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; at += rate / 50) {
      const frame = part.slice(at, at + rate / 50);
      stream.pushFrame(new AudioFrame(frame, rate, 1, frame.length));
      sentMs += (frame.length * 1000) / rate;
      const wait = startedAt + sentMs / speed - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Collects what a recognizer says until its stream is closed. */
export function listenTo(stream: stt.SpeechStream): {
  events: Array<{ type: number; text: string; at: number }>;
  finals(): string[];
  until(done: () => boolean): Promise<void>;
} {
  const events: Array<{ type: number; text: string; at: number }> = [];
  let wake = () => {};
  void (async () => {
    for await (const event of stream) {
      events.push({ type: event.type, text: event.alternatives?.[0].text ?? '', at: performance.now() });
      wake();
    }
  })();
  return {
    events,
    finals: () => events.filter(({ type }) => type === 2).map(({ text }) => text),
    until: async (done) => {
      while (!done()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

export interface Heard {
  /** Seconds of audio. */
  seconds: number;
  firstAudioMs: number;
  /** Longest wait between two frames. */
  longestGapMs: number;
  /** What the frames say was spoken with them. */
  text: string;
  frames: AudioFrame[];
}

/** Has a voice speak a text, given in pieces, and collects what comes out. */
export async function hear(voice: tts.TTS, pieces: string[], pauseMs = 0): Promise<Heard> {
  const stream = voice.stream();
  const startedAt = performance.now();
  void (async () => {
    for (const [index, piece] of pieces.entries()) {
      stream.pushText(piece);
      if (pauseMs > 0 && index < pieces.length - 1)
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    stream.endInput();
  })();
  const heard: Heard = { seconds: 0, firstAudioMs: -1, longestGapMs: 0, text: '', frames: [] };
  let lastAt = startedAt;
  for await (const audio of stream) {
    if (audio === tts.SynthesizeStream.END_OF_STREAM) break;
    const now = performance.now();
    if (heard.firstAudioMs < 0) heard.firstAudioMs = now - startedAt;
    heard.longestGapMs = Math.max(heard.longestGapMs, now - lastAt);
    lastAt = now;
    heard.seconds += audio.frame.samplesPerChannel / audio.frame.sampleRate;
    heard.text += (audio.timedTranscripts ?? []).map(({ text }) => text).join('');
    heard.frames.push(audio.frame);
  }
  return heard;
}
