import type { ClaimWords } from '../../language/claims/claims.ts';
import type { KnownLanguage } from '../../language/tags.ts';
import type { FactBook } from '../facts/book.ts';
import type { Fact } from '../facts/fact.ts';

/** What makes one claim true. */
export interface ClaimMeaning {
  /** The things that can be meant. A claim that fits none of them contradicts what is known. */
  isBackedBy: (fact: Fact, book: FactBook) => boolean;
  /** The same for one that names nothing, where that may mean less: "noted" alone means what was done last. */
  isBackedWhenBare?: (fact: Fact, book: FactBook) => boolean;
  /** It says that there is none: true where nothing backs it, once that has been looked up. */
  isAbsence?: string | true;
  /** "Moved from nine to ten" names what it was as well. */
  isChange?: boolean;
  /** Whether the day and time that it names matter; "noted that you come in ten minutes" is not measured by the clock. */
  ignoresDelay?: boolean;
  /** Of a whole number of these, "two appointments": how they are called, per language. */
  counted?: RegExp;
  /** What the business taught decides. */
  isTaught?: boolean;
  /** True without a day or time however much was asked for since. */
  isWeak?: boolean;
  /** Said of no day or time; with one it is another claim's. */
  isTimeless?: boolean;
  /** Other claims of the same clause that say better what is meant: "arranged a call" is no booking. */
  yieldsTo?: readonly string[];
}

/** Nothing that a call can do makes it true. */
export const neverTrue: ClaimMeaning = { isBackedBy: () => false };

/** What may be claimed in a scenario's words, and what makes it true. */
export interface ClaimRules {
  words: ClaimWords;
  meanings: Readonly<Record<string, ClaimMeaning>>;
  /** Things that a business has or has not, such as dishes: those that it lists may be said to be there. */
  things?: Readonly<Record<KnownLanguage, RegExp>>;
  /** For the model after something was held back: how what stands may be mentioned. Empty for nothing. */
  hint(language: string): string;
  /** What is so, in a sentence of the scenario's own; null where nothing was done that could be told. */
  tellState(book: FactBook, told: { language: string; today: string }): string | null;
}

/** Nothing is claimed beyond what any call may say. */
export const noClaims: ClaimRules = {
  words: { en: [], fa: [] },
  meanings: {},
  hint: () => '',
  tellState: () => null,
};
