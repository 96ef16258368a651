import { setTimeout as sleep } from 'node:timers/promises';
import {
  APIConnectionError,
  type APIConnectOptions,
  APIError,
  APIStatusError,
  APITimeoutError,
  llm,
} from '@livekit/agents';
import type { OnFault, OnUsage, ProviderFault } from '../speech/provider-reports.ts';
import { acceptableHistory } from './acceptable-history.ts';
import { estimateTokens, type TokenCount } from './token-estimate.ts';

/**
 * A model that several providers can serve. LiveKit's own FallbackAdapter (1.9.0) was tried and left: it asks a failed
 * provider the whole conversation again in the background, which is billed and answered to nobody, and it takes an error
 * of one stream for the error of every other stream of the same provider.
 *
 *   first provider --(fails with nothing said)--> the next ones --(fail)--> the first once more --(fails)--> error
 *
 * Once a word has been handed on nothing is asked again: it may have been spoken already.
 */

export interface ModelProvider {
  /** Name that usage and faults carry. */
  name: string;
  model: string;
  /** A new client object for each request, so that its `error` event belongs to this request alone. */
  open(): llm.LLM;
  /** Sends the connection's handshake ahead of the first request. */
  prewarm(): void;
}

export interface ResilientLlmOptions {
  /** In order of preference; at least one. */
  providers: [ModelProvider, ...ModelProvider[]];
  onUsage: OnUsage;
  onFault: OnFault;
  /** Overrides of the constants below, for tests. */
  firstChunkMs?: number;
  stallMs?: number;
}

type ChatOptions = Parameters<llm.LLM['chat']>[0];

/** First tokens come after 0.3 to 1 s. Past 3 s the person is told that something is wrong: time for two attempts. */
const firstChunkMs = 1600;
/** Tokens come 10 to 50 ms apart; a longer pause is a broken connection. */
const stallMs = 3000;
/** Before the same provider is asked again: time for an overloaded one to find a free place. */
const repeatPauseMs = 300;
/** A provider that has just failed is asked last for so long. */
const restMs = 30_000;

export class ResilientLlm extends llm.LLM {
  readonly options: ResilientLlmOptions;
  readonly #restsUntil = new Map<ModelProvider, number>();
  /** Whose credential was refused: it stays refused for as long as a call lasts. */
  readonly #refusals = new Map<ModelProvider, APIError>();

  constructor(options: ResilientLlmOptions) {
    super();
    this.options = options;
    // A failed stream is reported as an event too; without a listener Node would end the process.
    this.on('error', () => {});
  }

  override label(): string {
    return 'parley.ResilientLlm';
  }

  override get model(): string {
    return this.options.providers[0].model;
  }

  override get provider(): string {
    return this.options.providers[0].name;
  }

  override prewarm(): void {
    for (const provider of this.options.providers) provider.prewarm();
  }

  override chat(options: ChatOptions): llm.LLMStream {
    return new ResilientLlmStream(this, options);
  }

  /** Those that work first. */
  inOrder(): ModelProvider[] {
    const now = performance.now();
    const rests = (provider: ModelProvider) => (this.#restsUntil.get(provider) ?? 0) > now;
    const providers = this.options.providers.filter((provider) => !this.#refusals.has(provider));
    return [...providers.filter((provider) => !rests(provider)), ...providers.filter(rests)];
  }

  /** Why there is nobody left to ask. */
  get refusal(): APIError | undefined {
    return [...this.#refusals.values()].at(-1);
  }

  failed(provider: ModelProvider, error: APIError): void {
    this.#restsUntil.set(provider, performance.now() + restMs);
    if (isRefusedCredential(error)) this.#refusals.set(provider, error);
  }
}

class ResilientLlmStream extends llm.LLMStream {
  readonly #model: ResilientLlm;
  readonly #chat: ChatOptions;
  #hasAnswered = false;

  constructor(model: ResilientLlm, chat: ChatOptions) {
    // This stream retries itself; LiveKit's own repetition would begin with the failed provider again.
    super(model, { ...chat, connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 0 } });
    this.#model = model;
    this.#chat = { ...chat, chatCtx: acceptableHistory(chat.chatCtx) };
  }

  protected async run(): Promise<void> {
    const order = this.#model.inOrder();
    const asked = new Set<ModelProvider>();
    let plans = [...order, ...order.slice(0, 1)];
    if (plans.length === 0) throw this.#model.refusal;
    for (let provider = plans.shift(); provider; provider = plans.shift()) {
      if (asked.has(provider)) await sleep(repeatPauseMs);
      asked.add(provider);
      const error = await this.#attempt(provider);
      if (error === null || this.abortController.signal.aborted) return;
      // A refused key is refused again; and what was handed on must not be said twice.
      if (!error.retryable) plans = plans.filter((plan) => plan !== provider);
      if (this.#hasAnswered) plans = [];
      this.#model.failed(provider, error);
      this.#report(provider, error, plans[0]);
      if (plans.length === 0) throw error;
    }
  }

  /** @returns null when the answer is complete. */
  async #attempt(provider: ModelProvider): Promise<APIError | null> {
    const opened = provider.open();
    let failure: Error | undefined;
    opened.on('error', ({ error }) => {
      failure = error;
    });
    const { firstChunkMs: first = firstChunkMs } = this.#model.options;
    const stream = opened.chat({
      ...this.#chat,
      connOptions: { maxRetry: 0, retryIntervalMs: 0, timeoutMs: first } satisfies APIConnectOptions,
    });
    const close = () => stream.close();
    this.abortController.signal.addEventListener('abort', close, { once: true });
    const tally = new Tally(this.#chat, provider, this.#model.options.onUsage);
    try {
      const timeout = await this.#forward(stream, tally);
      if (this.abortController.signal.aborted) return null;
      if (timeout) return timeout;
      if (failure) return asApiError(failure);
      // A body that ends in good form without a word or a count was cut by something in between.
      if (!this.#hasAnswered && !tally.isCounted) {
        return new APIConnectionError({ message: 'The model answered nothing.' });
      }
      return null;
    } finally {
      this.abortController.signal.removeEventListener('abort', close);
      stream.close();
      tally.settle();
    }
  }

  /** The SDK's timeout ends with the response's headers, so pauses inside the answer are watched here. */
  async #forward(stream: llm.LLMStream, tally: Tally): Promise<APITimeoutError | null> {
    const { firstChunkMs: first = firstChunkMs, stallMs: stall = stallMs } = this.#model.options;
    for (let patience = first; ; patience = stall) {
      const next = await withTimeout(stream.next(), patience);
      if (next === 'timeout') {
        return new APITimeoutError({ message: `The model was silent for ${patience} ms.` });
      }
      if (next.done || this.abortController.signal.aborted) return null;
      tally.add(next.value);
      if (llm.hasResponse(next.value)) this.#hasAnswered = true;
      if (!this.queue.closed) this.queue.put(next.value);
    }
  }

  #report(provider: ModelProvider, cause: APIError, next: ModelProvider | undefined): void {
    const action: ProviderFault['action'] = !next ? 'gave_up' : next === provider ? 'retrying' : 'fallback';
    const kind: ProviderFault['kind'] =
      cause instanceof APITimeoutError
        ? this.#hasAnswered
          ? 'stalled'
          : 'slow'
        : 'statusCode' in cause && Number(cause.statusCode) > 0
          ? 'refused'
          : this.#hasAnswered
            ? 'cut_short'
            : 'connection_lost';
    this.#model.options.onFault({ part: 'model', provider: provider.name, kind, action, cause });
  }
}

/** Counts what one request is billed. */
class Tally {
  readonly #chat: ChatOptions;
  readonly #provider: ModelProvider;
  readonly #onUsage: OnUsage;
  #answer = '';
  #counted: TokenCount | undefined;
  #hasBegun = false;

  constructor(chat: ChatOptions, provider: ModelProvider, onUsage: OnUsage) {
    this.#chat = chat;
    this.#provider = provider;
    this.#onUsage = onUsage;
  }

  get isCounted(): boolean {
    return this.#counted !== undefined;
  }

  add({ delta, usage }: llm.ChatChunk): void {
    this.#hasBegun = true;
    this.#answer += delta?.content ?? '';
    for (const { name, args } of delta?.toolCalls ?? []) this.#answer += name + args;
    if (!usage) return;
    this.#counted = {
      prompt: usage.promptTokens,
      cached: usage.promptCachedTokens,
      completion: usage.completionTokens,
    };
  }

  /**
   * A request that is canceled or cut is billed as well, but its count comes last and so never: it is estimated. One
   * that was refused, or never answered, is not billed.
   */
  settle(): void {
    if (!this.#hasBegun) return;
    const { prompt, cached, completion } = this.#counted ?? estimateTokens(this.#chat, this.#answer);
    const report = (unit: 'prompt_token' | 'cached_prompt_token' | 'completion_token', quantity: number) => {
      if (quantity > 0) this.#onUsage({ provider: this.#provider.name, unit, quantity });
    };
    // Cached tokens are part of the prompt's count and have a price of their own.
    report('prompt_token', prompt - cached);
    report('cached_prompt_token', cached);
    report('completion_token', completion);
  }
}

function isRefusedCredential(error: APIError): boolean {
  return error instanceof APIStatusError && (error.statusCode === 401 || error.statusCode === 403);
}

function asApiError(error: Error): APIError {
  return error instanceof APIError ? error : new APIConnectionError({ message: error.message });
}

async function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T | 'timeout'> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), milliseconds);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
