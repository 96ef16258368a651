import type { ReadableStream } from 'node:stream/web';
import { getBaseLanguage, type stt, type tts } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { Config } from '../../config.ts';
import type { Expectation } from '../../embedded/speech/grammar.ts';
import type { Logger } from '../../shared/logger.ts';
import type { OnFault, OnUsage } from './provider-reports.ts';
import { apologyAudio, apologyStream } from './recorded-sentences.ts';
import { ResilientStt } from './resilient-stt.ts';
import { ResilientTts } from './resilient-tts.ts';

/** Ears and voice of one call: a provider's where its key is set, else the local ones. */
export interface Speech {
  stt: stt.STT;
  tts: tts.TTS;
  /** `deepgram`, or `local`. */
  sttProvider: string;
  /** `cartesia`, or `local`. */
  ttsProvider: string;
  /** Tells local ears what may be said next; providers hear everything anyway. */
  listenFor(expectation: Expectation): void;
  /** The recorded line that needs no provider. */
  apology(): ReadableStream<AudioFrame>;
  /** Opens connections and loads models ahead of the first word. Never fails: what does not load now is tried again. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

export interface SpeechOptions {
  config: Config;
  /** BCP 47. */
  language: string;
  /** The provider's voice id, or null for its default. */
  voice: string | null;
  logger: Logger;
  onUsage: OnUsage;
  onFault: OnFault;
}

/** Builds the speech of one call. Plugins and models are loaded only where they are used: each costs 15 to 60 MB. */
export async function createSpeech(options: SpeechOptions): Promise<Speech> {
  const reported: SpeechOptions = {
    ...options,
    onFault: (fault) => {
      const { part, provider, kind, action, cause } = fault;
      options.logger.warn({ part, provider, kind, action, err: cause }, 'speech provider failed');
      options.onFault(fault);
    },
  };
  const ears = await createEars(reported);
  const voice = await createVoice(reported);
  if (options.config.DENOISE_BEFORE_STT) {
    const [{ loadRnnoise }, { withoutNoise }] = await Promise.all([
      import('../recordings/rnnoise.ts'),
      import('./noise-filter.ts'),
    ]);
    withoutNoise(ears.stt, await loadRnnoise());
  }
  return {
    stt: ears.stt,
    tts: voice.tts,
    sttProvider: ears.stt.provider,
    ttsProvider: voice.tts.provider,
    listenFor: (expectation) => ears.listenFor?.(expectation),
    apology: () => apologyStream(options.language),
    prepare: async () => {
      await Promise.allSettled([ears.prepare?.(), voice.prepare?.()]);
    },
    close: async () => {
      await Promise.allSettled([ears.stt.close(), voice.tts.close()]);
    },
  };
}

interface Ears {
  stt: stt.STT;
  listenFor?(expectation: Expectation): void;
  prepare?(): Promise<void>;
}

async function createEars({ config, language, onUsage, onFault }: SpeechOptions): Promise<Ears> {
  const { DEEPGRAM_API_KEY: apiKey, DEEPGRAM_MODEL: model } = config;
  if (apiKey) {
    const deepgram = await import('@livekit/agents-plugin-deepgram');
    const baseUrl = webSocketUrl(config.DEEPGRAM_BASE_URL);
    const open = () =>
      new deepgram.STT({
        apiKey,
        model,
        language: deepgramLanguage(language),
        ...(baseUrl ? { baseUrl } : {}),
      });
    return {
      stt: new ResilientStt({
        provider: 'deepgram',
        open,
        openTimeoutMs: config.STT_TIMEOUT,
        onUsage,
        onFault,
      }),
    };
  }
  if (!isEnglish(language)) {
    const { DeafEars } = await import('./speechless.ts');
    return { stt: new DeafEars() };
  }
  const { LocalEars } = await import('../../embedded/speech/local-ears.ts');
  const ears = new LocalEars({
    onError: (cause) =>
      onFault({ part: 'ears', provider: 'local', kind: 'failed', action: 'gave_up', cause }),
  });
  return {
    stt: ears,
    listenFor: (expectation) => ears.listenFor(expectation),
    prepare: () => ears.prepare(),
  };
}

interface Voice {
  tts: tts.TTS;
  prepare?(): Promise<void>;
}

async function createVoice({ config, language, voice, onUsage, onFault }: SpeechOptions): Promise<Voice> {
  const local = isEnglish(language) ? await import('../../embedded/speech/local-voice.ts') : null;
  const { CARTESIA_API_KEY: apiKey, CARTESIA_MODEL: model } = config;
  if (apiKey) {
    const cartesia = await import('@livekit/agents-plugin-cartesia');
    const baseUrl = config.CARTESIA_BASE_URL?.replace(/\/+$/, '').replace(/^ws/, 'http');
    const provider = new cartesia.TTS({
      apiKey,
      model,
      language,
      // ResilientTts watches the pace itself; the plugin would take a model's pause between sentences for a fault.
      chunkTimeout: 60_000,
      ...(voice ? { voice } : {}),
      ...(baseUrl ? { baseUrl } : {}),
    });
    const resilient = new ResilientTts({
      provider: 'cartesia',
      voice: provider,
      openFallback: local ? () => new local.LocalVoice() : null,
      recording: () => apologyAudio(language),
      firstAudioMs: config.TTS_TIMEOUT,
      onUsage,
      onFault,
    });
    return { tts: resilient, prepare: async () => provider.prewarm() };
  }
  if (!local) {
    const { RecordedVoice } = await import('./speechless.ts');
    return { tts: new RecordedVoice(language) };
  }
  const speaker = new local.LocalVoice({ voice });
  return { tts: speaker, prepare: () => speaker.prepare() };
}

function isEnglish(language: string): boolean {
  return getBaseLanguage(language) === 'en';
}

/** The plugin opens a WebSocket at what it is given; people give either form of the address. */
function webSocketUrl(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '').replace(/^http/, 'ws');
}

/** Regions that Deepgram tells apart; it refuses others, so those are asked for by language alone. */
const deepgramRegions = new Set(
  'en-US en-AU en-GB en-IN en-NZ de-CH es-419 fr-CA nl-BE pt-BR pt-PT zh-CN zh-TW zh-HK'.split(' '),
);

export function deepgramLanguage(language: string): string {
  return deepgramRegions.has(language) ? language : getBaseLanguage(language);
}
