/** One tool call of one call: the key under which the database remembers its answer. */
export interface ToolCallKey {
  callId: string;
  toolCallId: string;
}
