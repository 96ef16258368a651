import { z } from 'zod';
import type { EndedCall, SummaryParts } from '../../../src/calls/scenario/definition.ts';
import { type SurveyAnswers, surveyAnswers } from './store.ts';
import { surveyTexts } from './words/texts.ts';

const rows = z.object({
  tool_calls: z.array(z.object({ tool: z.string(), answer: z.looseObject({ answers: z.unknown() }) })),
});

/** @param parts `tool_calls`: what tools of the call have committed, the newest last */
export function summarizeSurveyRows(
  parts: Readonly<Record<string, unknown>>,
  ended: EndedCall,
): SummaryParts {
  const last = rows.parse(parts).tool_calls.findLast(({ tool }) => tool === 'record_answers');
  return summarizeSurvey(last ? surveyAnswers.parse(last.answer.answers) : null, ended);
}

export function summarizeSurvey(
  answers: SurveyAnswers | null,
  { language }: { language: string },
): SummaryParts {
  const { summary } = surveyTexts(language);
  return {
    told: answers === null ? [] : [summary.answered(answers)],
    nothing: summary.nothing,
    event: { survey: answers },
  };
}
