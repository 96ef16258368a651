import type { z } from 'zod';

/**
 * What is known of a scenario without speaking: enough to check a request, to end a call and to summarize it. Loads
 * nothing of the agent's framework, so that runner and server can use it.
 */
export interface ScenarioDefinition<Input = unknown> {
  name: string;
  /** People call us about it too; otherwise only we call them. */
  isAnswered: boolean;
  /** What a call request has to bring along; whatever else it holds is dropped. */
  input: z.ZodType<Input>;
  /** How a call can have ended for the business; one that settled nothing ends without. */
  dispositions: readonly string[];
  /**
   * Sentences for the summary of a call whose job could not write it, from its rows.
   * @param parts what the database has of it: `tool_calls`, each tool's name and answer, the newest last; and what is
   * under the scenario's own names, such as `appointments`
   */
  summarizeRows(parts: Readonly<Record<string, unknown>>, ended: EndedCall): SummaryParts;
}

export interface EndedCall {
  disposition: string | null;
  /** BCP 47. */
  language: string;
}

/** The scenario's part of a summary. */
export interface SummaryParts {
  /** What was done, a sentence each. */
  told: string[];
  /** Said where somebody spoke and nothing was done. */
  nothing: string;
  /** How the person's first words are told, where they are an answer and no request; without it they were asking. */
  quote?: (words: string) => string;
  /** The same for programs: goes with the `call_summary` event under the scenario's own names. */
  event: Record<string, unknown>;
}
