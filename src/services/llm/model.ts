import type { llm } from '@livekit/agents';
import type { Config } from '../../config.ts';
import type { OnFault, OnUsage } from '../speech/provider-reports.ts';
import { type ModelProvider, ResilientLlm } from './resilient-llm.ts';

export interface Model {
  llm: llm.LLM;
  /** `openai` or `azure`: the one that is asked first. */
  provider: string;
}

export interface ModelOptions {
  config: Config;
  onUsage: OnUsage;
  onFault: OnFault;
}

/**
 * The model of one call: OpenAI (or what speaks its protocol at `OPENAI_BASE_URL`) first, Azure after it, whichever are
 * configured.
 * @returns null without a key: the caller brings its own model then.
 */
export async function createModel({ config, onUsage, onFault }: ModelOptions): Promise<Model | null> {
  const wanted = [config.OPENAI_API_KEY ? openai : null, config.AZURE_OPENAI_API_KEY ? azure : null];
  const [first, ...others] = await Promise.all(
    wanted.filter((build) => build !== null).map((build) => build(config)),
  );
  if (!first) return null;
  return {
    llm: new ResilientLlm({
      providers: [first, ...others],
      onUsage,
      onFault,
      firstChunkMs: config.LLM_TIMEOUT,
    }),
    provider: first.name,
  };
}

async function openai(config: Config): Promise<ModelProvider> {
  const plugin = await import('@livekit/agents-plugin-openai');
  const settings = {
    apiKey: config.OPENAI_API_KEY ?? '',
    model: config.OPENAI_MODEL,
    ...(config.OPENAI_BASE_URL ? { baseURL: config.OPENAI_BASE_URL } : {}),
  };
  return providerOf('openai', config.OPENAI_MODEL, () => new plugin.LLM(settings));
}

async function azure(config: Config): Promise<ModelProvider> {
  const plugin = await import('@livekit/agents-plugin-openai');
  const deployment = config.AZURE_OPENAI_DEPLOYMENT_NAME ?? '';
  // The plugin (1.9.0) hands its options on as they are, but names two of them differently from the SDK, which then
  // ignores them; and an OPENAI_BASE_URL in the environment would win over the endpoint. Hence the SDK's own names.
  const settings = {
    model: deployment,
    deployment,
    endpoint: config.AZURE_OPENAI_ENDPOINT?.replace(/\/+$/, ''),
    baseURL: null,
    apiVersion: config.AZURE_OPENAI_API_VERSION,
    apiKey: config.AZURE_OPENAI_API_KEY,
  } as unknown as Parameters<typeof plugin.LLM.withAzure>[0];
  return providerOf('azure', deployment, () => plugin.LLM.withAzure(settings));
}

/** Connections are kept alive by Node's global pool, which the clients of one address share. */
function providerOf(name: string, model: string, open: () => llm.LLM): ModelProvider {
  return { name, model, open, prewarm: () => open().prewarm() };
}
