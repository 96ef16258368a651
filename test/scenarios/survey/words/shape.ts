import type { SurveyAnswers, SurveyRefusal } from '../store.ts';

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
