import type { Step } from './next-move.ts';
import type { ToolResult } from './on-tool.ts';
import type { Setting } from './setting.ts';

/** How one kind of call goes: each turn gives what is known after it and what is answered. */
export interface Script<Talk> {
  begin(setting: Setting): Step<Talk>;
  onPerson(talk: Talk, text: string, setting: Setting): Step<Talk>;
  onTool(talk: Talk, result: ToolResult, setting: Setting): Step<Talk>;
  /** Something that the agent said without being asked by this script, such as its opening. */
  onGreeting(talk: Talk, text: string, setting: Setting): Step<Talk> | null;
}
