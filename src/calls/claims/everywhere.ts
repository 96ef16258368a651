import type { ClaimWords } from '../../language/claims/claims.ts';
import { englishEverywhere } from '../../language/claims/everywhere-en.ts';
import { persianEverywhere } from '../../language/claims/everywhere-fa.ts';
import { type ClaimMeaning, neverTrue } from './claim-meaning.ts';

/** What may be said in any call. */
export const everywhereWords: ClaimWords = { en: englishEverywhere, fa: persianEverywhere };

const of = (kind: string): ClaimMeaning => ({ isBackedBy: (fact) => fact.kind === kind, isWeak: true });

/** What makes it true; a scenario may know better. */
export const everywhere: Readonly<Record<string, ClaimMeaning>> = {
  callback: of('callback'),
  opted_out: of('opted_out'),
  still_called: { isBackedBy: ({ kind }) => kind === 'opted_out', isAbsence: true },
  transfer: of('transfer'),
  message: of('message'),
  told: of('note'),
  human: neverTrue,
  erased: neverTrue,
  enrolled: neverTrue,
  price: { ...neverTrue, isTaught: true },
  taught: { ...neverTrue, isTaught: true },
};
