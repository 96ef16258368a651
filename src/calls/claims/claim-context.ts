import type { FactBook } from '../facts/book.ts';

/** What a sentence is judged beside. */
export interface ClaimContext {
  /** BCP 47, of the agent. */
  language: string;
  /** ISO 3166, of the business. */
  region: string;
  /** The business's local day and time. */
  now: { date: string; time: string };
  book: FactBook;
}

/** The same for one clause of it. */
export interface ClauseContext extends ClaimContext {
  /** The sentence also speaks of what is not decided. */
  offers: boolean;
}
