import type { llm } from '@livekit/agents';

/** Cuts a growing text into sentences. */
export interface SentenceSplitter {
  push(text: string): string[];
  flush(): string[];
}

export interface GateOptions {
  splitter: SentenceSplitter;
  /** A sentence as it is spoken; empty when nothing of it can be. */
  toSpoken: (sentence: string) => string;
  /** False for a sentence that claims what the call's book of facts does not hold. */
  isBacked: (sentence: string) => boolean | Promise<boolean>;
  /** Hears each sentence that passes, before it is spoken. */
  onPassed: (sentence: string) => void;
}

export interface GateResult {
  /** The first sentence that was held back; null when everything passed. */
  heldBack: string | null;
  /** The model also called a tool: whatever it claimed, it will speak again once the tool has answered. */
  calledTool: boolean;
  passed: string[];
  /** There was more than anybody listens to. */
  isCut: boolean;
}

/** About half a minute of speech: after it nobody remembers how it began, and nobody could say a word in between. */
const wordsAtOnce = 80;

/**
 * Lets the model's words through a sentence at a time, so that none is spoken that claims an uncommitted booking.
 * Tool calls pass at once. An answer that is too long ends at a sentence. After the first claim that is not backed no further words pass, only tool calls.
 * The voice plugins wait for whole sentences anyway, so this costs no time.
 */
export async function* gateSpeech(
  chunks: AsyncIterable<llm.ChatChunk | string>,
  options: GateOptions,
): AsyncGenerator<llm.ChatChunk | string, GateResult> {
  const result: GateResult = { heldBack: null, calledTool: false, passed: [], isCut: false };
  for await (const chunk of chunks) {
    if (typeof chunk !== 'string' && chunk.delta?.toolCalls?.length) result.calledTool = true;
    yield* passable(options.splitter.push(textOf(chunk)), options, result);
    if (result.isCut) return result;
    if (typeof chunk !== 'string') yield withoutText(chunk);
  }
  yield* passable(options.splitter.flush(), options, result);
  return result;
}

async function* passable(
  sentences: string[],
  options: GateOptions,
  result: GateResult,
): AsyncGenerator<string> {
  for (const sentence of sentences) {
    if (result.heldBack !== null || result.isCut) return;
    const words = options.toSpoken(sentence);
    if (words === '') continue;
    if (countWords(result.passed) >= wordsAtOnce) {
      result.isCut = true;
      return;
    }
    if (!(await options.isBacked(words))) {
      result.heldBack = words.trim();
      return;
    }
    options.onPassed(words);
    result.passed.push(words);
    yield words;
  }
}

function countWords(sentences: string[]): number {
  return sentences.reduce((count, sentence) => count + sentence.trim().split(/\s+/u).length, 0);
}

function textOf(chunk: llm.ChatChunk | string): string {
  return typeof chunk === 'string' ? chunk : (chunk.delta?.content ?? '');
}

function withoutText(chunk: llm.ChatChunk): llm.ChatChunk {
  return chunk.delta?.content ? { ...chunk, delta: { ...chunk.delta, content: '' } } : chunk;
}
