import type { llm } from '@livekit/agents';
import { appointmentScript } from './appointment-script.ts';
import type { Move } from './dialogue.ts';
import type { Step } from './next-move.ts';
import type { Script } from './script.ts';
import type { ScriptName } from './script-names.ts';
import type { Setting } from './setting.ts';
import { visitScript } from './visit/script.ts';

/** A tool that only this kind of call has says what the call is about, as it does to a model that learned. */
const telling: Array<[tool: string, script: ScriptName]> = [
  ['capture_order', 'order'],
  ['confirm_arrival', 'arrival'],
  ['reschedule_visit', 'recovery'],
];

export function scriptFor(toolNames: string[]): ScriptName {
  return telling.find(([tool]) => toolNames.includes(tool))?.[1] ?? 'appointment';
}

/**
 * What to answer now. The conversation is gone through from its beginning and only the last step's answer counts, so
 * the model keeps nothing and the same conversation always gets the same answer.
 */
export function replyTo(items: llm.ChatItem[], setting: Setting, script: ScriptName = 'appointment'): Move {
  return script === 'appointment'
    ? converse(appointmentScript, items, setting)
    : converse(visitScript(script), items, setting);
}

function converse<Talk>(script: Script<Talk>, items: llm.ChatItem[], setting: Setting): Move {
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
