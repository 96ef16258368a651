import { z } from 'zod';
import type { ToolCallKey } from '../../../src/calls/call/tool-call.ts';
import { callFunction, type Database } from '../../../src/services/supabase/client.ts';

/** As the database keeps them, the event shows them, and the model reads them. */
export const surveyAnswers = z.object({
  rating: z.number(),
  would_come_again: z.boolean(),
  improvement: z.string().nullable(),
});

export type SurveyAnswers = z.infer<typeof surveyAnswers>;

/** Why the database refused. Each has a sentence of its own in what the agent says. */
const refusals = ['no_such_rating', 'call_ended'] as const;

export type SurveyRefusal = (typeof refusals)[number];

const recordAnswer = z.union([
  z.object({ ok: z.literal(false), code: z.enum(refusals) }),
  z.object({ ok: z.literal(true), answers: surveyAnswers }),
]);

export interface Surveys {
  record(key: ToolCallKey, answers: SurveyAnswers): Promise<z.infer<typeof recordAnswer>>;
}

/** Postgres decides which answers can be; this only translates its verdict. */
export function createSurveys(db: Database): Surveys {
  return {
    record: ({ callId, toolCallId }, answers) =>
      callFunction(
        db,
        'record_survey_answers',
        { call_id: callId, tool_call_id: toolCallId, ...answers },
        recordAnswer,
      ),
  };
}
