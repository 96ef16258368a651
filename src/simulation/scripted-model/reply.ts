import type { llm } from '@livekit/agents';
import { parseSpokenPhone } from '../../language/phone-numbers.ts';
import { beginning, type Dialogue, type Move } from './dialogue.ts';
import { askAgain, type Step } from './next-move.ts';
import { onPerson } from './on-person.ts';
import { onTool } from './on-tool.ts';
import type { Setting } from './setting.ts';

/**
 * What to answer now. The conversation is gone through from its beginning and only the last step's answer counts, so
 * the model keeps nothing and the same conversation always gets the same answer.
 */
export function replyTo(items: llm.ChatItem[], setting: Setting): Move {
  const calls = new Map<string, llm.FunctionCall>();
  let step: Step = askAgain(beginning, setting);
  for (const item of items) {
    if (item.type === 'function_call') calls.set(item.callId, item);
    step = takeItem(step, item, calls, setting) ?? step;
  }
  return step.move;
}

function takeItem(
  { dialogue }: Step,
  item: llm.ChatItem,
  calls: Map<string, llm.FunctionCall>,
  setting: Setting,
): Step | null {
  if (item.type === 'function_call_output') {
    const { name = '', args = '{}' } = calls.get(item.callId) ?? {};
    return onTool(dialogue, { name, args, output: item.output, isError: item.isError }, setting);
  }
  if (item.type !== 'message') return null;
  const text = item.textContent ?? '';
  if (item.role === 'user') return onPerson(dialogue, text, setting);
  return item.role === 'assistant' ? onGreeting(dialogue, text, setting) : null;
}

/** The opening of a telephone call offers the number it comes from; that question is open then. */
function onGreeting(dialogue: Dialogue, text: string, setting: Setting): Step | null {
  if (dialogue !== beginning && dialogue.asked !== 'task') return null;
  if (dialogue.isIdentified || dialogue.task !== null) return null;
  const phone = parseSpokenPhone(text, setting.region, setting.language);
  if (phone.status !== 'valid') return null;
  const offered: Dialogue = { ...dialogue, asked: 'caller_number', callerNumber: phone.e164 };
  return askAgain(offered, setting);
}
