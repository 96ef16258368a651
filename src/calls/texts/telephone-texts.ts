import { type KnownLanguage, knownLanguage } from '../../language/tags.ts';
import { englishTelephone } from './telephone-en.ts';
import { persianTelephone } from './telephone-fa.ts';
import type { TelephoneTexts } from './telephone-shape.ts';

const texts: Record<KnownLanguage, TelephoneTexts> = { en: englishTelephone, fa: persianTelephone };

/** What is said around a call on the telephone; English where Parley has no words of its own. */
export function telephoneTexts(language: string): TelephoneTexts {
  return texts[knownLanguage(language)];
}
