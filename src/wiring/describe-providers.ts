import type { Config } from '../config.ts';
import type { HealthResponse } from '../http/contract.ts';
import type { Scenarios } from './scenarios.ts';

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

/**
 * What is not real yet, what stands in for it, and the setting that makes it real.
 * @param does what calls of the business are about; none where that is not known
 */
export async function missingProviders(
  { speech, model, voice }: Providers,
  does: readonly string[],
  scenarios: Pick<Scenarios, 'ledBy'>,
): Promise<HealthResponse['missing']> {
  const missing: HealthResponse['missing'] = [];
  const done = await Promise.all(does.map(async (name) => ({ name, ledBy: await scenarios.ledBy(name) })));
  if (!speech.real) {
    missing.push({
      part: 'speech',
      why: `A local recognizer stands in; it understands only set phrases${whatOf(done)}.`,
      fix: 'Set DEEPGRAM_API_KEY and start again.',
    });
  }
  if (!model.real) {
    missing.push({
      part: 'model',
      why: standInModel(done),
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

/** Something that the business does, and who leads a call about it without a language model. */
interface Done {
  name: string;
  ledBy: Awaited<ReturnType<Scenarios['ledBy']>>;
}

function standInModel(does: readonly Done[]): string {
  const byKeywords = does.filter(({ ledBy }) => ledBy === 'own script');
  const others = does.filter(({ ledBy }) => ledBy !== 'own script');
  const keywords =
    byKeywords.length > 0 ? `Keywords tell what an answer means in calls about ${list(byKeywords)}.` : '';
  if (others.length === 0 && keywords !== '') return `There is no language model. ${keywords}`;
  const script =
    'A script stands in for the language model; it follows the same tools but not free speech' +
    `${whatOf(others)}.`;
  return [script, keywords].filter(Boolean).join(' ');
}

/** Of what the business does, what a stand-in knows, and what it does not. */
function whatOf(does: readonly Done[]): string {
  const has = does.filter(({ ledBy }) => ledBy !== null);
  const lacks = does.filter(({ ledBy }) => ledBy === null);
  return [
    has.length > 0 ? `, for calls about ${list(has)}` : '',
    lacks.length > 0 ? `, and has nothing for calls about ${list(lacks)}` : '',
  ].join('');
}

function list(does: readonly Done[]): string {
  return new Intl.ListFormat('en-GB').format(does.map(({ name }) => name.replaceAll('_', ' ')));
}
