import { detectClaims } from '../../../language/claims.ts';
import type { ArrangementClaim } from './arrangement-claim.ts';
import { englishArrangements } from './arrangements-en.ts';
import { persianArrangements } from './arrangements-fa.ts';

/** What a sentence says has been arranged, whatever it is that is arranged. */
export function detectArrangements(sentence: string, language: string): ArrangementClaim[] {
  return detectClaims(sentence, language, { en: englishArrangements, fa: persianArrangements });
}
