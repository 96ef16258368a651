import type { llm } from '@livekit/agents';

export interface TokenCount {
  /** Including the cached ones, as OpenAI counts. */
  prompt: number;
  cached: number;
  completion: number;
}

/**
 * For requests whose real count never arrives. English text has about four characters a token; other scripts have
 * fewer, so the estimate is low there. Nothing is taken as cached, so it is not low because of that.
 */
const charactersPerToken = 4;

export function estimateTokens(
  chat: { chatCtx: llm.ChatContext; toolCtx?: llm.ToolContextLike },
  answer: string,
): TokenCount {
  const prompt = JSON.stringify(chat.chatCtx.toJSON({ excludeTimestamp: true })).length;
  return {
    prompt: Math.ceil(prompt / charactersPerToken),
    cached: 0,
    completion: Math.ceil(answer.length / charactersPerToken),
  };
}
