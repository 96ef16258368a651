export interface ToolCall {
  name: string;
  args: Record<string, unknown>;
}

/** What the model answers: words, a tool call, or words before a tool call. */
export interface Move {
  say: string;
  call: ToolCall | null;
}

/** A step of the conversation: what is known afterwards, and what is answered. */
export interface Step<Talk> {
  dialogue: Talk;
  move: Move;
}

export function ask<Talk extends { asked: unknown }>(
  dialogue: Talk,
  asked: Talk['asked'],
  say: string,
): Step<Talk> {
  return { dialogue: { ...dialogue, asked }, move: { say, call: null } };
}

export function call<Talk>(dialogue: Talk, name: string, args: ToolCall['args'] = {}): Step<Talk> {
  return { dialogue, move: { say: '', call: { name, args } } };
}

/** Words before whatever comes next. */
export function first<Talk>(say: string, step: Step<Talk>): Step<Talk> {
  const words = [say, step.move.say].filter((part) => part !== '').join(' ');
  return { ...step, move: { ...step.move, say: words } };
}
