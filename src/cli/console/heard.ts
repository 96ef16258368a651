import { AgentSession as protocol } from '@livekit/protocol';

/** What the person at the terminal is shown, and what a script can expect. */
export type Heard =
  | { kind: 'agent'; text: string }
  | { kind: 'tool'; name: string; status: 'success' | 'error'; arguments: string; output: string }
  /** Somebody whom the call is to be handed over to was asked. */
  | { kind: 'operator'; name: string; text: string };

/**
 * Collects what the agent says and does. The same item may come with an event and again with the answer to a request;
 * it counts once.
 */
export class Ear {
  readonly #onHeard: (heard: Heard) => void;
  readonly #known = new Set<string>();
  readonly #calls = new Map<string, string>();

  constructor(onHeard: (heard: Heard) => void) {
    this.#onHeard = onHeard;
  }

  event({ event }: protocol.AgentSessionEvent): void {
    if (event.case === 'conversationItemAdded' && event.value.item) this.item(event.value.item);
    if (event.case !== 'functionToolsExecuted') return;
    for (const value of event.value.functionCalls) this.#call(value);
    for (const value of event.value.functionCallOutputs) this.#output(value);
  }

  item({ item }: protocol.ChatContext_ChatItem): void {
    if (item.case === 'functionCall') this.#call(item.value);
    if (item.case === 'functionCallOutput') this.#output(item.value);
    if (item.case !== 'message' || item.value.role !== protocol.ChatRole.ASSISTANT) return;
    const parts = item.value.content.map(({ payload }) => (payload.case === 'text' ? payload.value : ''));
    const text = parts.join(' ').trim();
    if (text !== '' && this.#isNew(item.value.id)) this.#onHeard({ kind: 'agent', text });
  }

  #call(call: { callId: string; arguments: string }): void {
    this.#calls.set(call.callId, call.arguments);
  }

  #output({
    callId,
    name,
    output,
    isError,
  }: {
    callId: string;
    name: string;
    output: string;
    isError: boolean;
  }) {
    if (!this.#isNew(`output ${callId}`)) return;
    const status = isError ? 'error' : 'success';
    this.#onHeard({ kind: 'tool', name, status, arguments: this.#calls.get(callId) ?? '', output });
  }

  #isNew(id: string): boolean {
    if (this.#known.has(id)) return false;
    this.#known.add(id);
    return true;
  }
}
