import { llm } from '@livekit/agents';

type ChatOptions = Parameters<llm.LLM['chat']>[0];

/** Says what it heard; "look up X" uses a tool first, "bye" hangs up. */
export class EchoModel extends llm.LLM {
  override label(): string {
    return 'echo';
  }

  override chat({ chatCtx, toolCtx, connOptions }: ChatOptions): llm.LLMStream {
    return new EchoStream(this, {
      chatCtx,
      ...(toolCtx ? { toolCtx } : {}),
      connOptions: connOptions ?? { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 1000 },
    });
  }
}

class EchoStream extends llm.LLMStream {
  label(): string {
    return 'echo';
  }

  protected override async run(): Promise<void> {
    this.queue.put({ id: 'echo', delta: { role: 'assistant', ...this.#reply() } });
  }

  #reply(): { content: string } | { toolCalls: llm.FunctionCall[] } {
    const last = this.chatCtx.items.at(-1);
    if (last?.type === 'function_call_output') return { content: `The tool says: ${last.output}` };
    if (last?.type !== 'message' || last.role !== 'user') return { content: 'Hello, this is the echo.' };
    const heard = last.textContent ?? '';
    const [, what] = /look up (\w+)/.exec(heard) ?? [];
    if (what !== undefined) return call('look_up', { what });
    if (heard === 'bye') return call('hang_up', {});
    return { content: `You said: ${heard}` };
  }
}

function call(name: string, args: Record<string, unknown>) {
  return {
    toolCalls: [
      llm.FunctionCall.create({ callId: `${name}_${Date.now()}`, name, args: JSON.stringify(args) }),
    ],
  };
}
