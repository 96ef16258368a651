/** One message of a conversation, as it is sent. */
export interface Message {
  role: string;
  content?: unknown;
  tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
  tool_call_id?: string;
}

/**
 * What OpenAI and Azure refuse a conversation for, with 400 and in their words: a tool's result must follow the message
 * that called it, every call must have its result before anybody speaks again, and arguments must be JSON.
 */
export function mistakeIn(messages: Message[]): string | null {
  const open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id ?? '')) {
        return `Invalid parameter: messages[${index}] with role 'tool' must be a response to a preceeding message with 'tool_calls'.`;
      }
      continue;
    }
    if (open.size > 0) return unanswered(open);
    const mistake = mistakeInMessage(message, index);
    if (mistake !== null) return mistake;
    for (const { id } of message.tool_calls ?? []) {
      if (open.has(id)) return `Duplicate value for 'tool_call_id' of '${id}' in messages[${index}].`;
      open.add(id);
    }
  }
  return open.size > 0 ? unanswered(open) : null;
}

function mistakeInMessage({ role, content, tool_calls: calls }: Message, index: number): string | null {
  if (calls?.length === 0) return `Invalid 'messages[${index}].tool_calls': empty array.`;
  if (!calls && (content === undefined || content === null)) {
    return `Invalid value for 'content' of messages[${index}] with role '${role}': expected a string, got null.`;
  }
  for (const { id, function: called } of calls ?? []) {
    const where = `messages[${index}].tool_calls`;
    if (id.length > 40)
      return `Invalid '${where}.id': string too long. Expected a string with maximum length 40.`;
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(called.name))
      return `Invalid '${where}.function.name': does not match the pattern.`;
    if (!isJsonObject(called.arguments))
      return `Invalid '${where}.function.arguments': could not be parsed as JSON.`;
  }
  return null;
}

function unanswered(open: Set<string>): string {
  return `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
