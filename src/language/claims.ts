import { englishClaims } from './claims/en.ts';
import { persianClaims } from './claims/fa.ts';
import type { Claim } from './claims/patterns.ts';
import { knownLanguage } from './tags.ts';

export type { Claim };

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
