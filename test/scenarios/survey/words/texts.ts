import { type KnownLanguage, knownLanguage } from '../../../../src/language/tags.ts';
import type { SurveyAnswers, SurveyRefusal } from '../store.ts';
import { english } from './en.ts';
import { persian } from './fa.ts';

/** What the survey says. */
export interface SurveyTexts {
  errand: string;
  /** For a machine or a call screener: "I am calling …". */
  errandInShort: string;
  askRating: string;
  askAgain: string;
  askBetter: string;
  noted: string;
  refused: Record<SurveyRefusal, string>;
  summary: {
    answered(answers: SurveyAnswers): string;
    nothing: string;
  };
}

const texts: Record<KnownLanguage, SurveyTexts> = { en: english, fa: persian };

/** English where there are no words of its own. */
export function surveyTexts(language: string): SurveyTexts {
  return texts[knownLanguage(language)];
}
