import { expectedReply } from '../../language/expected-reply.ts';
import type { TurnDecision } from '../call/call.ts';
import type { CallFacts } from '../scenario/call-data.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Transcript } from './transcript.ts';

export type Expected = TurnDecision['expected'];

/** What the agent waits for, and who has to know: local ears, and the page with its suggestions. */
export class Expecting {
  private lastSent: Expected | null = null;
  private readonly parts: {
    scenario: Scenario;
    data: CallFacts;
    transcript: Transcript;
    suggest: ((expected: Expected, slice: unknown) => string[]) | undefined;
  };

  constructor(parts: Expecting['parts']) {
    this.parts = parts;
  }

  /** From the scenario's last step, else from what the agent said last. */
  now(): Expected {
    return this.after(this.parts.transcript.lastSaid);
  }

  /** The same while the agent is still saying it: keys do not wait for the end of a question. */
  ofKeys(): Expected {
    return this.after(this.parts.transcript.asking);
  }

  announce(): void {
    const { data, suggest } = this.parts;
    const expects = this.now();
    const suggestions = suggest?.(expects, data.slice) ?? [];
    if (expects === this.lastSent && suggestions.length === 0) return;
    this.lastSent = expects;
    data.events.send({ type: 'expectation', expects, suggestions });
  }

  private after(agentSentence: string): Expected {
    const { scenario, data } = this.parts;
    return expectedReply({
      scenarioStep: scenario.expectation(data.progress, data.slice),
      lastTool: data.progress.lastTool,
      agentSentence,
      language: data.agent.language,
      ...(scenario.words?.questions ? { own: scenario.words.questions } : {}),
    });
  }
}
