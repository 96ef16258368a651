import { z } from 'zod';
import type { ScenarioDefinition } from '../../../src/calls/scenario/definition.ts';
import { requestInput } from '../../../src/calls/scenario/request-input.ts';
import { summarizeSurveyRows } from './summary.ts';

const surveyInput = z.object(requestInput);

export type SurveyInput = z.infer<typeof surveyInput>;

/** Somebody who was here is asked three questions: how it was, whether they would come again, what could be better. */
export const surveyDefinition: ScenarioDefinition<SurveyInput> = {
  name: 'survey',
  isAnswered: false,
  input: surveyInput,
  dispositions: ['answered_survey'],
  summarizeRows: summarizeSurveyRows,
};
