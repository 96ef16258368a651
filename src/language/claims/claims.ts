import { type KnownLanguage, languageOf } from '../tags.ts';
import { englishBlockers, englishClauses } from './en.ts';
import { persianBlockers, persianClauses } from './fa.ts';
import { englishHarmless } from './harmless-en.ts';
import { persianHarmless } from './harmless-fa.ts';
import { type ClaimClause, type ClaimPattern, claimsOf } from './patterns.ts';

/** How things are claimed in each language that Parley has words for. */
export type ClaimWords = Readonly<Record<KnownLanguage, readonly ClaimPattern[]>>;

/**
 * What a sentence of the agent says has been done, or is so, a clause at a time. Offers, questions, conditions and
 * negations claim nothing, nor does what only will be, unless a pattern says otherwise. A model may answer in English
 * whatever was configured, so a sentence in Latin letters is read as English.
 */
export function readClaims(sentence: string, language: string, words: ClaimWords): ClaimClause[] {
  return languageOf(sentence, language) === 'fa'
    ? claimsOf(persianClauses(sentence), words.fa, persianBlockers)
    : claimsOf(englishClauses(sentence), words.en, englishBlockers);
}

/** True of a clause that asserts nothing of the business, whatever its scenario. */
export function isHarmless(clause: string, language: string): boolean {
  const harmless = languageOf(clause, language) === 'fa' ? persianHarmless : englishHarmless;
  return harmless.some((pattern) => pattern.test(clause));
}
