import type { llm } from '@livekit/agents';
import { z } from 'zod';
import type { Texts } from '../texts/texts.ts';

const speakable = z.object({ say: z.string().min(1) });
/** The last question of what was said, in any script. */
const lastQuestion = /[^.!?؟。！？]*[?؟？](?=[^?؟？]*$)/u;

/**
 * What is asked when the model says nothing: what a tool has just found, with its question; else the agent's last question
 * once more.
 */
export function nextQuestion(history: llm.ChatContext, texts: Texts): string {
  const result = lastResult(history);
  if (result !== null) return isQuestion(result) ? result : `${result} ${texts.anythingElse}`;
  const said = history.items.findLast(
    ({ type, ...item }) => type === 'message' && 'role' in item && item.role === 'assistant',
  );
  const text = said?.type === 'message' ? (said.textContent ?? '') : '';
  return lastQuestion.exec(text)?.[0].trim() ?? texts.anythingElse;
}

/** What the last tool answered since the person spoke; not what only a model can read. */
function lastResult({ items }: llm.ChatContext): string | null {
  const asked = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  const result = items.slice(asked + 1).findLast((item) => item.type === 'function_call_output');
  if (result?.type !== 'function_call_output' || result.isError) return null;
  try {
    const answer = speakable.safeParse(JSON.parse(result.output));
    return answer.success ? answer.data.say : null;
  } catch {
    return null;
  }
}

function isQuestion(text: string): boolean {
  return /[?؟？]/u.test(text);
}
