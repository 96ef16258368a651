import { ReadableStream } from 'node:stream/web';
import { type llm, voice } from '@livekit/agents';
import type { CallData } from '../scenario/call-data.ts';
import { type GateResult, gateSpeech, type SentenceSplitter } from './speech-gate.ts';

type Chunk = llm.ChatChunk | string;

/** A model that claims twice in one reply what it has not done will hardly mend a third time. */
const attempts = 2;

export interface CallAgentOptions {
  instructions: string;
  tools: llm.ToolContextEntry<CallData>[];
  data: CallData;
  newSplitter: () => SentenceSplitter;
  /** False for a sentence that claims something which this call has not committed. */
  isBacked: (sentence: string) => boolean;
  /** For the model, which was about to say this sentence although nothing was committed. */
  correction: (sentence: string) => string;
  /** False while nobody knows yet whether a person is there: then nothing is replied. */
  mayReply: () => boolean;
  /** The model begins a reply. */
  onReply: () => void;
  /** Hears each sentence before it is spoken. */
  onSentence: (sentence: string) => void;
}

/** The speaking side of one call. Everything the model says passes the speech gate. */
export class CallAgent extends voice.Agent<CallData> {
  private readonly gate: CallAgentOptions;

  constructor(options: CallAgentOptions) {
    super({ instructions: options.instructions, tools: options.tools });
    this.gate = options;
  }

  override async onUserTurnCompleted(): Promise<void> {
    if (!this.gate.mayReply()) throw new voice.StopResponse();
  }

  override async llmNode(
    chatCtx: llm.ChatContext,
    toolCtx: llm.ToolContext,
    settings: voice.ModelSettings,
  ): Promise<ReadableStream<Chunk>> {
    return ReadableStream.from(this.speak(chatCtx, toolCtx, settings));
  }

  private async *speak(
    chatCtx: llm.ChatContext,
    toolCtx: llm.ToolContext,
    settings: voice.ModelSettings,
  ): AsyncGenerator<Chunk> {
    const { texts, logger } = this.gate.data;
    const said: string[] = [];
    let context = chatCtx;
    this.gate.onReply();
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const chunks = await voice.Agent.default.llmNode(this, context, toolCtx, settings);
      if (chunks === null) return;
      const result = yield* gateSpeech(chunks, this.gateOptions());
      said.push(...result.passed);
      if (result.heldBack === null || result.calledTool) return;
      logger.warn({ attempt, text: result.heldBack }, 'held back a claim that nothing committed');
      context = this.corrected(chatCtx, said, result);
    }
    this.gate.onSentence(texts.claimFallback);
    yield texts.claimFallback;
  }

  private gateOptions() {
    return {
      splitter: this.gate.newSplitter(),
      isBacked: this.gate.isBacked,
      onPassed: this.gate.onSentence,
    };
  }

  /** The same question again, with what was already said and why the rest was not. */
  private corrected(chatCtx: llm.ChatContext, said: string[], result: GateResult): llm.ChatContext {
    const context = chatCtx.copy();
    if (said.length > 0) context.addMessage({ role: 'assistant', content: said.join('') });
    context.addMessage({
      role: 'system',
      content: this.gate.correction(result.heldBack ?? ''),
    });
    return context;
  }
}
