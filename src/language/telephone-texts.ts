import { type KnownLanguage, knownLanguage } from './tags.ts';
import { englishTelephone } from './texts/telephone-en.ts';
import { persianTelephone } from './texts/telephone-fa.ts';
import type { TelephoneTexts } from './texts/telephone-shape.ts';

const texts: Record<KnownLanguage, TelephoneTexts> = { en: englishTelephone, fa: persianTelephone };

/** What is said around a call on the telephone; English where Parley has no words of its own. */
export function telephoneTexts(language: string): TelephoneTexts {
  return texts[knownLanguage(language)];
}
