import type { Config } from '../config.ts';
import type { HealthResponse } from '../http/contract.ts';

export interface Providers {
  speech: HealthResponse['speech'];
  model: HealthResponse['model'];
  voice: HealthResponse['voice'];
}

/** Who listens, thinks and speaks with these settings. `local` are the stand-ins that need no account. */
export function describeProviders(config: Config): Providers {
  const standIn = { provider: 'local', real: false };
  const cloud = (provider: string) => ({ provider, real: true });
  // With both, OpenAI is asked first and Azure takes over.
  const model = config.OPENAI_API_KEY
    ? cloud('openai')
    : config.AZURE_OPENAI_API_KEY
      ? cloud('azure')
      : standIn;
  return {
    speech: config.DEEPGRAM_API_KEY ? cloud('deepgram') : standIn,
    model,
    voice: config.CARTESIA_API_KEY ? cloud('cartesia') : standIn,
  };
}

/** A call with any stand-in is a rehearsal, and is marked as one. */
export function isRehearsal({ speech, model, voice }: Providers): boolean {
  return !(speech.real && model.real && voice.real);
}

/** What is not real yet, and the setting that makes it so. */
export function missingProviders({ speech, model, voice }: Providers): HealthResponse['missing'] {
  const missing: HealthResponse['missing'] = [];
  if (!speech.real) {
    missing.push({
      part: 'speech',
      why: 'A local recognizer stands in; it understands only what the page suggests.',
      fix: 'Set DEEPGRAM_API_KEY and start again.',
    });
  }
  if (!model.real) {
    missing.push({
      part: 'model',
      why: 'A script stands in for the language model; it follows the same tools but not free speech.',
      fix: 'Set OPENAI_API_KEY, or the three AZURE_OPENAI_ settings, and start again.',
    });
  }
  if (!voice.real) {
    missing.push({
      part: 'voice',
      why: 'A local voice stands in; it speaks plainly and only English.',
      fix: 'Set CARTESIA_API_KEY and start again.',
    });
  }
  return missing;
}
