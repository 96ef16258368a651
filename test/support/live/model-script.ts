import type { ChatAnswer, ChatHandler, ChatRequest } from '../fakes/openai.ts';

/**
 * A model that answers by what the person said last, the first pattern that fits. After a tool it says what the tool
 * told it to. It keeps no state, so a reply that is thrown away and asked for again is the same.
 */
export function modelThatAnswers(
  answers: Array<[RegExp, ChatAnswer | ((request: ChatRequest) => ChatAnswer)]>,
): ChatHandler {
  return (request) => {
    // It stands by what it says.
    if (isAskedToJudge(request)) return callTool('judge_sentence', { is_backed: true });
    const last = request.messages.at(-1);
    if (last?.role === 'tool') return { content: spokenResult(String(last.content)) };
    const said = saidLast(request);
    const answer = answers.find(([pattern]) => pattern.test(said))?.[1] ?? { content: `I heard: ${said}.` };
    return typeof answer === 'function' ? answer(request) : answer;
  };
}

export const callTool = (name: string, args: Record<string, unknown> = {}): ChatAnswer => ({
  toolCalls: [{ name, args }],
});

/** The speech gate asks about a sentence that the words alone do not decide. */
function isAskedToJudge({ tools }: ChatRequest): boolean {
  return tools.includes('judge_sentence');
}

export function saidLast({ messages }: Pick<ChatRequest, 'messages'>): string {
  return textOf(messages.findLast(({ role }) => role === 'user')?.content);
}

/** A refusal comes as plain text, a success as JSON with a sentence in it. */
function spokenResult(content: string): string {
  return content.startsWith('{') ? (JSON.parse(content) as { say: string }).say : content;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: string }) => part.text ?? '').join(' ');
}
