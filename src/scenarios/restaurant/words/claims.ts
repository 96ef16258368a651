import { detectClaims } from '../../../language/claims.ts';
import { englishVisitClaims } from './claims-en.ts';
import { persianVisitClaims } from './claims-fa.ts';
import type { VisitClaim } from './visit-claim.ts';

/** An order that is placed, something that is noted. */
export function detectVisitClaims(sentence: string, language: string): VisitClaim[] {
  return detectClaims(sentence, language, { en: englishVisitClaims, fa: persianVisitClaims });
}
