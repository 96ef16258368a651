import { type KnownLanguage, knownLanguage } from '../../../language/tags.ts';
import { english } from './en.ts';
import { persian } from './fa.ts';
import type { VisitTexts } from './shape.ts';

const texts: Record<KnownLanguage, VisitTexts> = { en: english, fa: persian };

/** English where there are no words of its own. */
export function visitTexts(language: string): VisitTexts {
  return texts[knownLanguage(language)];
}
