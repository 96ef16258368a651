import type { llm } from '@livekit/agents';
import type { Script } from './script.ts';
import type { Setting } from './setting.ts';
import type { Move, Step } from './step.ts';

/**
 * What to answer now. The conversation is gone through from its beginning and only the last step's answer counts, so
 * the model keeps nothing and the same conversation always gets the same answer.
 */
export function replyTo<Talk>(items: llm.ChatItem[], setting: Setting, script: Script<Talk>): Move {
  const calls = new Map<string, llm.FunctionCall>();
  let step = script.begin(setting);
  for (const item of items) {
    if (item.type === 'function_call') calls.set(item.callId, item);
    step = takeItem(script, step, item, calls, setting) ?? step;
  }
  return step.move;
}

function takeItem<Talk>(
  script: Script<Talk>,
  { dialogue }: Step<Talk>,
  item: llm.ChatItem,
  calls: Map<string, llm.FunctionCall>,
  setting: Setting,
): Step<Talk> | null {
  if (item.type === 'function_call_output') {
    const { name = '', args = '{}' } = calls.get(item.callId) ?? {};
    return script.onTool(dialogue, { name, args, output: item.output, isError: item.isError }, setting);
  }
  if (item.type !== 'message') return null;
  const text = item.textContent ?? '';
  if (item.role === 'user') return script.onPerson(dialogue, text, setting);
  return item.role === 'assistant' ? script.onGreeting(dialogue, text, setting) : null;
}
