import { type ClaimMeaning, type ClaimRules, neverTrue } from '../../calls/claims/claim-meaning.ts';
import type { FactBook } from '../../calls/facts/book.ts';
import { type Fact, isDone } from '../../calls/facts/fact.ts';
import { englishArrangements } from '../shared/claims/arrangements-en.ts';
import { persianArrangements } from '../shared/claims/arrangements-fa.ts';
import { englishOffers, persianOffers } from './words/claim-words.ts';
import { negotiationTexts } from './words/texts.ts';

const isBooked = ({ kind, status }: Fact) => kind === 'appointment' && status === 'committed';
const isGivenBack = ({ kind, status }: Fact) => kind === 'appointment' && status === 'canceled';
const isOffer = ({ kind }: Fact) => kind === 'offer';
const better = [
  'opted_out',
  'message',
  'none',
  'told',
  'held',
  'note_kept',
  'noted',
  'nothing_done',
] as const;

/** What was offered or is kept may be called so, and nothing booked that the provider has not booked. */
const meanings: Record<string, ClaimMeaning> = {
  booked: { isBackedBy: isBooked, yieldsTo: better },
  made: { isBackedBy: isBooked, yieldsTo: better },
  taken: { isBackedBy: isBooked, isWeak: true },
  existing: { isBackedBy: isBooked, yieldsTo: ['none', 'canceled', 'held', 'opted_out', 'message'] },
  modified: neverTrue,
  canceled: { isBackedBy: isGivenBack, isWeak: true, yieldsTo: ['opted_out', 'none'] },
  held: { isBackedBy: ({ status }) => status === 'held', isWeak: true },
  noted: { isBackedBy: (fact) => isOffer(fact) || isDone(fact), isWeak: true, yieldsTo: ['opted_out'] },
  note_kept: { isBackedBy: isOffer, isWeak: true },
  wait_list: neverTrue,
  done: { isBackedBy: isDone, isBackedWhenBare: isDone, yieldsTo: ['message', 'told'] },
  none: { isBackedBy: isBooked, isAbsence: true },
  none_canceled: { isBackedBy: isGivenBack, isAbsence: true },
  nothing_done: { isBackedBy: isBooked, isAbsence: true },
};

export const negotiationClaims: ClaimRules = {
  words: {
    en: [...englishOffers, ...englishArrangements],
    fa: [...persianOffers, ...persianArrangements],
  },
  meanings,
  hint: () => 'Nothing is booked in a call that asks for an offer: say that they offer it, or keep it.',
  tellState,
};

/** What was agreed, as the tools say it. */
function tellState(book: FactBook, { language }: { language: string }): string {
  const texts = negotiationTexts(language);
  const told = book.facts.flatMap((fact) => {
    const { when } = fact;
    if (when === null) return [];
    if (isBooked(fact)) return texts.booked(when, null);
    if (isGivenBack(fact)) return texts.released(when);
    return isOffer(fact) ? texts.recorded(when, null) : [];
  });
  return told.length === 0 ? texts.nothingBooked : told.join(' ');
}
