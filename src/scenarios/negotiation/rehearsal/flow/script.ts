import type { Script } from '../../../../simulation/scripted-model/script.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { knownOf } from './known.ts';
import { onPerson } from './on-person.ts';
import { onTool } from './on-tool.ts';
import { askAgain, type NegotiationStep } from './steps.ts';
import { beginning, type Talk } from './talk.ts';

/** Asks for the earliest slot, once for something better, has it read back and kept, and records what was offered. */
export const negotiationScript: Script<Talk> = {
  begin,
  onPerson,
  onTool,
  onGreeting: () => null,
};

function begin(setting: Setting): NegotiationStep {
  const known = knownOf(setting);
  return askAgain({ ...beginning, asked: known.purpose === 'find' ? 'slot' : 'answer' }, known);
}
