import type { Reaction } from '../../simulation/people/reaction.ts';
import type { TypedPerson } from '../../simulation/typed/person.ts';
import type { TypedWatch } from '../../simulation/typed/watch.ts';
import type { TypedCallResult } from '../../simulation/typed-call.ts';
import type { TypedCalls } from '../../wiring/typed-calls.ts';
import type { AgentLink } from './agent-link.ts';
import type { Heard } from './heard.ts';

/**
 * A call that we place, in which whoever sits at the terminal is called: the same driver, request, line and ending as of
 * a call by telephone, and every reply is typed.
 *
 * @param run carries the call through
 */
export function answerCall(
  callId: string,
  { run }: TypedCalls,
  onHeard: (heard: Heard) => void,
): AgentLink & { result: Promise<TypedCallResult> } {
  const person = new PersonAtTerminal();
  const hangUp = new AbortController();
  const watch: TypedWatch = {
    agentSays: (text) => onHeard({ kind: 'agent', text }),
    asksOperator: (name, _operator, text) => onHeard({ kind: 'operator', name, text }),
    event: (event) => {
      if (event.type !== 'tool_call' || event.status === 'started') return;
      const { tool: name, status, data } = event;
      onHeard({ kind: 'tool', name, status, arguments: '', output: JSON.stringify(data) });
    },
  };
  const result = run({ callId, person, watch, signal: hangUp.signal });
  let hasEnded = false;
  const ended = result.then(
    () => undefined,
    () => undefined,
  );
  void ended.then(() => {
    hasEnded = true;
    person.callIsOver();
  });
  return {
    result,
    ended,
    hasEnded: () => hasEnded,
    opened: person.untilAgentListens(),
    async say(text) {
      if (hasEnded) return;
      await Promise.race([person.says(text), ended]);
    },
    async stop() {
      hangUp.abort();
      await ended;
    },
  };
}

class PersonAtTerminal implements TypedPerson {
  readonly answering = { kind: 'answers', by: 'human', afterMs: 0, greeting: null } as const;
  /** Set while the agent waits for a reply. */
  private reply: ((reaction: Reaction) => void) | null = null;
  /** Typed before the agent had finished. */
  private readonly early: string[] = [];
  private listens = Promise.withResolvers<void>();

  interrupts(): null {
    return null;
  }

  hears(): Reaction | Promise<Reaction> {
    const typed = this.early.shift();
    if (typed !== undefined) return { kind: 'say', text: typed };
    this.listens.resolve();
    return new Promise((resolve) => {
      this.reply = resolve;
    });
  }

  /** Resolves when the agent has finished, or the call is over. */
  untilAgentListens(): Promise<void> {
    return this.listens.promise;
  }

  says(text: string): Promise<void> {
    const { reply } = this;
    this.reply = null;
    if (reply === null) this.early.push(text);
    else this.listens = Promise.withResolvers();
    reply?.({ kind: 'say', text });
    return this.listens.promise;
  }

  callIsOver(): void {
    this.listens.resolve();
  }
}
