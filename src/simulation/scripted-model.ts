import { DEFAULT_API_CONNECT_OPTIONS, llm } from '@livekit/agents';
import { readFacts } from '../calls/call/facts.ts';
import { textsFor } from '../calls/texts/texts.ts';
import { localMoment } from '../language/say.ts';
import { phrasesFor } from './scripted-model/phrases.ts';
import { replyTo } from './scripted-model/reply.ts';
import type { Script } from './scripted-model/script.ts';
import type { Move } from './scripted-model/step.ts';

export interface ScriptedModelOptions {
  /** BCP 47; English stands in for a language without rules. */
  language: string;
  /** ISO 3166 country of the business. */
  region: string;
  timeZone: string;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  /** How calls like this one go; null where nobody converses, and then it has nothing to say. */
  script: Script<unknown> | null;
}

/**
 * Stands in for a language model where there is no key: rules instead of learning, but the same tools, the same
 * conversation and the same LiveKit interface, in English and Persian. What it says and does is its script's.
 */
export function createScriptedModel(options: ScriptedModelOptions): llm.LLM {
  return new ScriptedModel(options);
}

class ScriptedModel extends llm.LLM {
  private readonly options: ScriptedModelOptions;

  constructor(options: ScriptedModelOptions) {
    super();
    this.options = options;
  }

  label(): string {
    return 'parley.ScriptedModel';
  }

  override get model(): string {
    return 'scripted';
  }

  override get provider(): string {
    return 'local';
  }

  chat({
    chatCtx,
    toolCtx,
    connOptions = DEFAULT_API_CONNECT_OPTIONS,
  }: Parameters<llm.LLM['chat']>[0]): llm.LLMStream {
    return new ScriptedStream(this, { chatCtx, connOptions, ...(toolCtx ? { toolCtx } : {}) }, this.options);
  }
}

class ScriptedStream extends llm.LLMStream {
  private readonly options: ScriptedModelOptions;

  constructor(
    model: llm.LLM,
    request: ConstructorParameters<typeof llm.LLMStream>[1],
    options: ScriptedModelOptions,
  ) {
    super(model, request);
    this.options = options;
  }

  get label(): string {
    return 'parley.ScriptedStream';
  }

  protected async run(): Promise<void> {
    const { language, region, timeZone, now, script } = this.options;
    if (script === null) return;
    const { items } = this.chatCtx;
    const local = localMoment(new Date(now()).toISOString(), timeZone);
    const setting = {
      language,
      region,
      today: local.date,
      now: local,
      facts: readFacts(items.filter(isInstruction).map(textOf).join('\n')),
      texts: textsFor(language),
      phrases: phrasesFor(language),
    };
    const move = replyTo(items, setting, script);
    const id = `scripted_${items.length}`;
    if (move.say !== '') this.queue.put({ id, delta: { role: 'assistant', content: move.say } });
    if (move.call !== null)
      this.queue.put({ id, delta: { role: 'assistant', toolCalls: [callOf(move, items)] } });
    this.queue.put({ id, usage: usageOf(items, move) });
  }
}

/** Numbered by the calls before it: asked again about the same conversation, the model makes the same call. */
function callOf({ call }: Move, items: llm.ChatItem[]): llm.FunctionCall {
  const index = items.filter((item) => item.type === 'function_call').length + 1;
  return llm.FunctionCall.create({
    callId: `scripted_call_${index}`,
    name: call?.name ?? '',
    args: JSON.stringify(call?.args ?? {}),
  });
}

/** Nothing is billed for these, but a rehearsal shows how cost adds up. About four characters make a token. */
function usageOf(items: llm.ChatItem[], move: Move): llm.CompletionUsage {
  const promptTokens = tokensOf(items.map(textOf).join('\n'));
  const completionTokens = tokensOf(move.say + JSON.stringify(move.call ?? ''));
  return {
    promptTokens,
    completionTokens,
    promptCachedTokens: 0,
    totalTokens: promptTokens + completionTokens,
  };
}

function isInstruction(item: llm.ChatItem): boolean {
  return item.type === 'message' && item.role === 'system';
}

function textOf(item: llm.ChatItem): string {
  if (item.type === 'message') return item.textContent ?? '';
  if (item.type === 'function_call') return item.args;
  return item.type === 'function_call_output' ? item.output : '';
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}
