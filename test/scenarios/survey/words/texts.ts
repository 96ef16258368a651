import { type KnownLanguage, knownLanguage } from '../../../../src/language/tags.ts';
import { english } from './en.ts';
import { persian } from './fa.ts';
import type { SurveyTexts } from './shape.ts';

const texts: Record<KnownLanguage, SurveyTexts> = { en: english, fa: persian };

/** English where there are no words of its own. */
export function surveyTexts(language: string): SurveyTexts {
  return texts[knownLanguage(language)];
}
