import type { llm } from '@livekit/agents';
import type { z } from 'zod';
import type { AnswerPolicy } from '../answering/policy.ts';
import type { Briefing } from '../call/briefing.ts';
import type { TurnDecision } from '../call/call.ts';
import type { Progress } from '../call/progress.ts';
import type { Stage } from '../script/script.ts';
import type { ScriptMeans } from '../script/script-parts.ts';
import type { CallData } from './call-data.ts';

/** One business case: what it must know, what it may do, what it says first, what it waits for, how it can end. */
export interface Scenario<Input = unknown> {
  name: string;
  /** What a call request has to bring along; whatever else it holds is dropped. */
  input: z.ZodType<Input>;
  /** How a call can have ended for the business; one that settled nothing ends without. */
  dispositions: readonly string[];
  /** For the model, in English; it answers in the agent's language. */
  instructions(briefing: Briefing<Input>): string;
  opening(briefing: Briefing<Input>): string;
  /** What to do when not a person but a machine takes an outbound call. */
  answerPolicy(briefing: Briefing<Input>): AnswerPolicy;
  tools: llm.ToolContextEntry<CallData>[];
  /** What is known before anybody has spoken. */
  prepare?(progress: Progress, briefing: Briefing<Input>): void;
  /** What the last step waits for; null leaves it to the agent's last sentence. */
  expectation(progress: Progress): TurnDecision['expected'] | null;
  disposition(progress: Progress): string | null;
  /** Instead of a conversation: what is said and heard, step by step, until it ends the call. */
  script?(stage: Stage, data: CallData, means: ScriptMeans): Promise<void>;
}
