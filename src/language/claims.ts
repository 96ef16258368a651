import { englishClaims, englishPromiseClaims, englishVisitClaims } from './claims/en.ts';
import { persianClaims, persianPromiseClaims, persianVisitClaims } from './claims/fa.ts';
import type { Claim, PromiseClaim, VisitClaim } from './claims/patterns.ts';
import { knownLanguage } from './tags.ts';

export type { Claim, PromiseClaim, VisitClaim };

/**
 * What a sentence of the agent says has been done, or is so: `booked`, `modified`, `canceled`; `done` when it does not
 * say what ("all set"); `existing` when it only mentions an appointment that the person has. Offers, questions,
 * conditions, negations and promises claim nothing. A model may answer in English whatever was configured, so English
 * is always looked for.
 */
export function detectClaims(sentence: string, language: string): Claim[] {
  const claims = knownLanguage(language) === 'fa' ? persianClaims(sentence) : [];
  return [...new Set([...claims, ...englishClaims(sentence)])];
}

/** The same for a restaurant's calls: an order that is placed, something that is noted. */
export function detectVisitClaims(sentence: string, language: string): VisitClaim[] {
  const claims = knownLanguage(language) === 'fa' ? persianVisitClaims(sentence) : [];
  return [...new Set([...claims, ...englishVisitClaims(sentence)])];
}

/** What a sentence promises of later calls: that there will be one, or none ever again. */
export function detectPromiseClaims(sentence: string, language: string): PromiseClaim[] {
  const claims = knownLanguage(language) === 'fa' ? persianPromiseClaims(sentence) : [];
  return [...new Set([...claims, ...englishPromiseClaims(sentence)])];
}
