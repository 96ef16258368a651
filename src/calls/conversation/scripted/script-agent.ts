import { ReadableStream } from 'node:stream/web';
import { type llm, voice } from '@livekit/agents';
import type { CallData } from '../../scenario/call-data.ts';

/**
 * The agent of a scripted call. LiveKit asks it for a reply to what somebody typed; it has none, because the script
 * decides what is said next.
 */
export class ScriptAgent extends voice.Agent<CallData> {
  private readonly onTyped: (text: string) => Promise<void>;

  /** @param onTyped resolves once the script goes on, so that whoever waits for the reply waits for that */
  constructor(onTyped: (text: string) => Promise<void>) {
    super({ instructions: '' });
    this.onTyped = onTyped;
  }

  override async llmNode(chatCtx: llm.ChatContext): Promise<ReadableStream<string>> {
    const last = chatCtx.items.findLast((item) => item.type === 'message' && item.role === 'user');
    await this.onTyped(last?.type === 'message' ? (last.textContent ?? '') : '');
    // LiveKit (1.9.0) waits for the tool calls of a reply that is null until it gives up after five seconds.
    return ReadableStream.from([]);
  }
}
