import type { SurveyAnswers, Surveys } from './store.ts';
import type { SurveyTexts } from './words/shape.ts';

/** What a call of the survey knows and has done. */
export interface SurveyCall {
  surveys: Surveys;
  texts: SurveyTexts;
  /** Once they were committed. */
  answers: SurveyAnswers | null;
}
