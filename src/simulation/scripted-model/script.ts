import type { Setting } from './setting.ts';
import type { Step } from './step.ts';
import type { ToolResult } from './tool-result.ts';

/** How one kind of call goes: each turn gives what is known after it and what is answered. */
export interface Script<Talk> {
  begin(setting: Setting): Step<Talk>;
  onPerson(talk: Talk, text: string, setting: Setting): Step<Talk>;
  onTool(talk: Talk, result: ToolResult, setting: Setting): Step<Talk>;
  /** Something that the agent said without being asked by this script, such as its opening. */
  onGreeting(talk: Talk, text: string, setting: Setting): Step<Talk> | null;
}

/** For whoever follows a script without looking into what it knows. */
export function anyScript<Talk>(script: Script<Talk>): Script<unknown> {
  return script as Script<unknown>;
}
