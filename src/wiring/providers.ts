import path from 'node:path';
import type { llm, tts } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { OpenedCall } from '../calls/call/call.ts';
import type { Meter } from '../calls/call/meter.ts';
import type { Expected } from '../calls/conversation/expecting.ts';
import type { LiveCallParts } from '../calls/live-call-parts.ts';
import type { Config } from '../config.ts';
import { primaryLanguage } from '../language/tags.ts';
import { createModel } from '../services/llm/model.ts';
import type { OnFault } from '../services/speech/provider-reports.ts';
import { createSpeech } from '../services/speech/speech.ts';
import { SpeechCache } from '../services/speech/speech-cache.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Scenarios } from './scenarios.ts';

export type Providers = Pick<LiveCallParts, 'ears' | 'voice' | 'model' | 'apology' | 'onExpectation'> & {
  /** Speaks what is said word for word in every call, and keeps it. Null where no voice speaks the language. */
  promptSpeech: SpeechCache | null;
  close: () => Promise<void>;
};

export interface ProviderOptions {
  config: Config;
  opened: OpenedCall;
  meter: Meter;
  clock: Clock;
  logger: Logger;
  onFault: OnFault;
  scenarios: Pick<Scenarios, 'rehearsalOf'>;
}

/** Loads the modules that calls with these settings use, so that none is loaded while somebody waits. */
export async function loadProviders(config: Config): Promise<void> {
  await Promise.all([
    config.DEEPGRAM_API_KEY
      ? import('@livekit/agents-plugin-deepgram')
      : import('../embedded/speech/local-ears.ts'),
    config.CARTESIA_API_KEY
      ? import('@livekit/agents-plugin-cartesia')
      : import('../embedded/speech/local-voice.ts'),
    config.OPENAI_API_KEY || config.AZURE_OPENAI_API_KEY
      ? import('@livekit/agents-plugin-openai')
      : import('../simulation/scripted-model.ts'),
  ]);
}

/**
 * Ears, voice and model of one call: the configured providers, each missing one replaced by its local stand-in. Modules
 * are loaded only where they are used, because every call pays for its process by the megabyte.
 */
export async function createProviders(options: ProviderOptions): Promise<Providers> {
  const { config, opened, meter, logger } = options;
  let voiceFaults = 0;
  const onFault: OnFault = (fault) => {
    if (fault.part === 'voice') voiceFaults += 1;
    options.onFault(fault);
  };
  const [speech, model, hear] = await Promise.all([
    createSpeech({
      config,
      language: opened.agent.language,
      voice: opened.agent.voice,
      logger,
      onUsage: (usage) => meter.add(usage),
      onFault,
    }),
    chooseModel(options),
    loadHearing(options),
  ]);
  await speech.prepare();
  return {
    ears: speech.stt,
    voice: speech.tts,
    model,
    apology: () => speech.apology(),
    onExpectation: (expects, slice) => {
      const hearing = hear?.(expects, slice);
      speech.listenFor({ expects, ...(hearing ? { hearing } : {}) });
      return hearing && isShown(opened) ? hearing.suggestions : [];
    },
    promptSpeech: openPromptSpeech(options, speech.tts, () => voiceFaults),
    close: () => speech.close(),
  };
}

function openPromptSpeech(
  { config, opened, logger }: ProviderOptions,
  voice: tts.TTS,
  countFaults: () => number,
): SpeechCache | null {
  const { language, voice: voiceId } = opened.agent;
  if (!config.CARTESIA_API_KEY && primaryLanguage(language) !== 'en') return null;
  const provider = config.CARTESIA_API_KEY ? `cartesia ${config.CARTESIA_MODEL}` : 'local';
  return new SpeechCache({
    directory: path.join(config.PARLEY_DATA_DIR, 'prompts'),
    voice: `${provider} ${voiceId ?? 'default'} ${language}`,
    async synthesize(text) {
      const before = countFaults();
      const frames: AudioFrame[] = [];
      for await (const { frame } of voice.synthesize(text)) frames.push(frame);
      // After a fault another voice may have spoken, or the recorded apology.
      return countFaults() === before ? frames : null;
    },
    logger,
  });
}

/** The configured model, or the scripted one. */
export async function chooseModel({
  config,
  opened,
  meter,
  clock,
  onFault,
  scenarios,
}: ProviderOptions): Promise<llm.LLM> {
  const configured = await createModel({ config, onUsage: (usage) => meter.add(usage), onFault });
  if (configured) {
    configured.llm.prewarm();
    return configured.llm;
  }
  const [{ createScriptedModel }, { model: script }] = await Promise.all([
    import('../simulation/scripted-model.ts'),
    scenarios.rehearsalOf(opened.call.scenario),
  ]);
  return createScriptedModel({
    script,
    language: opened.agent.language,
    region: opened.organization.region,
    timeZone: opened.organization.timeZone,
    now: () => clock.now(),
  });
}

/** What is said next in this kind of call, for local ears and for the page; null where neither wants to know. */
async function loadHearing({ config, opened, scenarios }: ProviderOptions) {
  if (config.DEEPGRAM_API_KEY && !isShown(opened)) return null;
  const rehearsal = await scenarios.rehearsalOf(opened.call.scenario);
  const isCalled = opened.call.direction === 'outbound';
  return (expects: Expected, slice: unknown) => rehearsal.hearing({ expects, isCalled, slice });
}

/** Whether a page shows what can be said, in English; a call with real providers needs no such help. */
function isShown({ call, agent }: OpenedCall): boolean {
  return call.rehearsal && agent.language.startsWith('en');
}
