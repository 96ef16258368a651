import type { llm } from '@livekit/agents';

/** Cuts a growing text into sentences. */
export interface SentenceSplitter {
  push(text: string): string[];
  flush(): string[];
}

export interface GateOptions {
  splitter: SentenceSplitter;
  /** False for a sentence that claims something which this call has not committed. */
  isBacked: (sentence: string) => boolean;
  /** Hears each sentence that passes, before it is spoken. */
  onPassed: (sentence: string) => void;
}

export interface GateResult {
  /** The first sentence that was held back; null when everything passed. */
  heldBack: string | null;
  /** The model also called a tool: whatever it claimed, it will speak again once the tool has answered. */
  calledTool: boolean;
  passed: string[];
}

/**
 * Lets the model's words through a sentence at a time, so that none is spoken that claims an uncommitted booking.
 * Tool calls pass at once. After the first claim that is not backed no further words pass, only tool calls.
 * The voice plugins wait for whole sentences anyway, so this costs no time.
 */
export async function* gateSpeech(
  chunks: AsyncIterable<llm.ChatChunk | string>,
  options: GateOptions,
): AsyncGenerator<llm.ChatChunk | string, GateResult> {
  const result: GateResult = { heldBack: null, calledTool: false, passed: [] };
  for await (const chunk of chunks) {
    if (typeof chunk !== 'string' && chunk.delta?.toolCalls?.length) result.calledTool = true;
    yield* passable(options.splitter.push(textOf(chunk)), options, result);
    if (typeof chunk !== 'string') yield withoutText(chunk);
  }
  yield* passable(options.splitter.flush(), options, result);
  return result;
}

function* passable(sentences: string[], options: GateOptions, result: GateResult): Generator<string> {
  for (const sentence of sentences) {
    if (result.heldBack !== null) return;
    if (!options.isBacked(sentence)) {
      result.heldBack = sentence.trim();
      return;
    }
    options.onPassed(sentence);
    result.passed.push(sentence);
    yield sentence;
  }
}

function textOf(chunk: llm.ChatChunk | string): string {
  return typeof chunk === 'string' ? chunk : (chunk.delta?.content ?? '');
}

function withoutText(chunk: llm.ChatChunk): llm.ChatChunk {
  return chunk.delta?.content ? { ...chunk, delta: { ...chunk.delta, content: '' } } : chunk;
}
