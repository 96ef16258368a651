import { rehearse } from '../../../../src/simulation/rehearsal.ts';
import { hearSurvey } from './hearing.ts';
import { respondent, respondentPhrases } from './respondent.ts';
import { surveyScript } from './script.ts';

/** Somebody who was here, and who asks them how it was. */
export const surveyRehearsal = rehearse({
  model: surveyScript,
  person: respondent,
  phrases: respondentPhrases,
  hearing: hearSurvey,
});
