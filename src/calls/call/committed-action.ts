import type { LocalMoment } from '../../language/say.ts';
import type { FactGiven } from '../facts/fact.ts';

/**
 * Something that a call has done, once its row was committed. Kinds are the scenario's own, beside those that every call
 * has: `callback`, `opted_out`, `wrong_person`.
 */
export interface CommittedAction<Kind extends string = string> {
  kind: Kind;
  /** The day and time that it is about, as the business names it. */
  moment: LocalMoment | null;
  /** For the summary: a sentence that says what was done. */
  told: string;
  /** What is so since; where none are given, that this was done, about that moment. */
  facts?: readonly FactGiven[];
}
