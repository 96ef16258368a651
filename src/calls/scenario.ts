import type { llm } from '@livekit/agents';
import type { Texts } from '../language/texts/shape.ts';
import type { AgentVersion, Organization, TurnDecision } from './call.ts';
import type { CallData } from './call-data.ts';
import type { Progress } from './progress.ts';

/** What a scenario is told when the call is answered. */
export interface Briefing {
  organization: Organization;
  agent: AgentVersion;
  texts: Texts;
  /** Today in the organization's zone, YYYY-MM-DD, and its weekday in English for the model. */
  today: string;
  weekday: string;
  callerNumber: string | null;
  rehearsal: boolean;
}

/** One business case: what it may do, what it says first, and what it waits for. */
export interface Scenario {
  name: string;
  /** For the model, in English; it answers in the agent's language. */
  instructions(briefing: Briefing): string;
  opening(briefing: Briefing): string;
  tools: llm.ToolContextEntry<CallData>[];
  /** What the last step waits for; null leaves it to the agent's last sentence. */
  expectation(progress: Progress): TurnDecision['expected'] | null;
  disposition(progress: Progress): string;
}
