import type { Progress } from '../call/progress.ts';

export interface ClaimContext {
  language: string;
  timeZone: string;
  /** Milliseconds since the epoch, to read "tomorrow". */
  now: number;
  progress: Progress;
}

/** What makes one claim true. */
export interface Backing {
  /** Kinds of committed actions. */
  actions: readonly string[];
  /** What stood before the call backs it as well: said again, never as something that was changed now. */
  mayStand?: boolean;
  /** It only mentions something: any moment that is known will do. */
  isMention?: boolean;
  /** A moment in it has to be of something that this call has done: "I have noted nine" does not mean the old eight. */
  isOfThisCall?: boolean;
}

/** What the agent may claim in a scenario's words, and what makes it true. */
export interface ClaimRules<Slice> {
  /** Claims of a sentence, by the scenario's own names for them. */
  detect(sentence: string, language: string): string[];
  backing: Readonly<Record<string, Backing>>;
  /** Whether the scenario's own part of the call makes a claim true, whatever the actions say. */
  isBacked?(claim: string, sentence: string, context: ClaimContext, slice: Slice): boolean;
  /** For the model after a claim that was held back: how something that stands may be mentioned. Empty for nothing. */
  hint(language: string): string;
}

/** Nothing is claimed beyond what any call may promise. */
export const noClaims: ClaimRules<unknown> = { detect: () => [], backing: {}, hint: () => '' };
