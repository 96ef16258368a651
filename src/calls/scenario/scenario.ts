import type { llm } from '@livekit/agents';
import type { OwnQuestions } from '../../language/expected-reply.ts';
import type { OwnRequests } from '../../language/plain-requests.ts';
import type { AnswerPolicy } from '../answering/policy.ts';
import type { TurnDecision } from '../call/call.ts';
import type { Progress } from '../call/progress.ts';
import type { ClaimRules } from '../claims/claim-meaning.ts';
import type { ScriptChannel } from '../script/script.ts';
import type { Briefing } from './briefing.ts';
import type { CallData } from './call-data.ts';
import type { ScenarioDefinition, SummaryParts } from './definition.ts';
import type { ScriptMeans } from './script-means.ts';

/**
 * One business case: what it must know, what it may do, what it says first, what it waits for, how it can end. Everything
 * outside the scenario's folder knows it by this alone.
 *
 * @typeParam Input what a call request brings along
 * @typeParam Slice what a call of this scenario keeps beside what any call keeps
 * @typeParam Store where it keeps what it commits
 */
export interface Scenario<Input = unknown, Slice = unknown, Store = unknown>
  extends ScenarioDefinition<Input> {
  /** What it has to know beside what a request brings along: looked up before the call begins, and counts more. */
  lookUp?(store: Store, callId: string): Promise<Partial<Input>>;
  /** The scenario's own part of a call, made once, before anybody has spoken. */
  begin(start: ScenarioStart<Input, Store>): Slice;
  /** For the model, in English; it answers in the agent's language. */
  instructions(briefing: Briefing<Input>): string;
  opening(briefing: Briefing<Input>): string;
  /** What to do when not a person but a machine takes an outbound call. */
  answerPolicy(briefing: Briefing<Input>): AnswerPolicy;
  tools: llm.ToolContextEntry<CallData<Slice>>[];
  /** Names of those that make no sense in such a call: the model is not told of them. */
  withheld?(briefing: Briefing<Input>): string[];
  /** What the last step waits for; null leaves it to the agent's last sentence. */
  expectation(progress: Progress, slice: Slice): TurnDecision['expected'] | null;
  disposition(progress: Progress, slice: Slice): string | null;
  /** How its questions and its people's requests are worded, where that is not as anywhere. */
  words?: { questions?: OwnQuestions; requests?: OwnRequests };
  claims: ClaimRules;
  summarize(slice: Slice, ended: { disposition: string | null; language: string }): SummaryParts;
  /** Instead of a conversation: what is said and heard, step by step, until it ends the call. */
  script?(channel: ScriptChannel, data: CallData<Slice>, means: ScriptMeans): Promise<void>;
}

export interface ScenarioStart<Input, Store> {
  briefing: Briefing<Input>;
  progress: Progress;
  store: Store;
}

/** For whoever carries a scenario without looking into its input, its part of a call or its store. */
export function anyScenario<Input, Slice, Store>(scenario: Scenario<Input, Slice, Store>): Scenario {
  return scenario as unknown as Scenario;
}
