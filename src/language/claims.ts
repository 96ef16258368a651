import { claimsInEnglish } from './claims/en.ts';
import { claimsInPersian } from './claims/fa.ts';
import type { ClaimPattern, PromiseClaim } from './claims/patterns.ts';
import { englishPromises } from './claims/promises-en.ts';
import { persianPromises } from './claims/promises-fa.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';

/**
 * What a sentence of the agent says has been done, or is so, in the words of a scenario. Offers, questions, conditions and
 * negations claim nothing, nor does what only will be. A model may answer in English whatever was configured, so English
 * is always looked for.
 */
export function detectClaims<Kind extends string>(
  sentence: string,
  language: string,
  words: Record<KnownLanguage, Array<ClaimPattern<Kind>>>,
  options: { isPromise?: boolean } = {},
): Kind[] {
  const claims = knownLanguage(language) === 'fa' ? claimsInPersian(sentence, words.fa, options) : [];
  return [...new Set([...claims, ...claimsInEnglish(sentence, words.en, options)])];
}

/**
 * What a sentence promises of later calls: that there will be one, or none ever again. "We will call you" is no deed yet,
 * but whoever says it must have seen to it.
 */
export function detectPromiseClaims(sentence: string, language: string): PromiseClaim[] {
  const promises = { en: englishPromises, fa: persianPromises };
  return detectClaims(sentence, language, promises, { isPromise: true });
}
