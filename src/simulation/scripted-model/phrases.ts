import { knownLanguage } from '../../language/tags.ts';
import type { Phrases } from './phrase-set.ts';
import { englishPhrases } from './phrases-en.ts';
import { persianPhrases } from './phrases-fa.ts';

export type { Phrases };

export function phrasesFor(language: string): Phrases {
  return knownLanguage(language) === 'fa' ? persianPhrases : englishPhrases;
}
