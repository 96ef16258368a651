import type { llm } from '@livekit/agents';
import type { AudioFrame } from '@livekit/rtc-node';
import type { OpenedCall } from '../calls/call/call.ts';
import type { ScriptParts } from '../calls/scenario/script-means.ts';
import { createAskModel } from '../calls/script/ask-model.ts';
import type { Prompts } from '../calls/script/prompts.ts';
import { holdTones } from '../calls/transfer/hold-audio.ts';
import { createPrompts } from '../services/speech/prompt-files.ts';
import type { SpeechCache } from '../services/speech/speech-cache.ts';
import type { Logger } from '../shared/logger.ts';
import type { Dependencies } from './dependencies.ts';

/** What a scripted scenario of this call speaks and understands with. */
export function scriptPartsOf(options: {
  dependencies: Dependencies;
  opened: OpenedCall;
  model: llm.LLM;
  /** Null in a call without sound. */
  speech: SpeechCache | null;
  logger: Logger;
}): ScriptParts {
  const { dependencies, opened, model, speech, logger } = options;
  const { config } = dependencies;
  const { agent, organization } = opened;
  // The scripted model knows appointments and tables; asked anything else, it would answer something.
  const understands = Boolean(config.OPENAI_API_KEY || config.AZURE_OPENAI_API_KEY);
  return {
    prompts: createPrompts({ language: agent.language, organization, agentName: agent.name, logger, speech }),
    ask: understands ? createAskModel(model) : null,
  };
}

/** What somebody on hold hears: the organization's own recording, else one for everybody, else two notes. */
export async function* holdAudioOf(prompts: Prompts): AsyncGenerator<AudioFrame> {
  const recording = await prompts.hold();
  if (recording === null) return yield* holdTones();
  for (;;) yield* recording;
}
