import { AnswersGiven } from '../../features/outreach/answers-given.tsx';
import { LatestAnswers } from '../../features/outreach/latest-answers.tsx';
import { words as answers } from '../../features/outreach/words.ts';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { words } from './words.ts';

/** Somebody is told of an offer, and handed to an operator when they are interested. */
export const outreach: ScenarioPage = {
  name: 'outreach',
  words,
  BeforeCall: LatestAnswers,
  afterCall: [{ title: answers.answerGiven, Part: AnswersGiven }],
};
