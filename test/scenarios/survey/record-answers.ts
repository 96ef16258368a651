import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../../../src/calls/scenario/call-data.ts';
import { perform } from '../../../src/tools/perform.ts';
import type { SurveyCall } from './survey-call.ts';

export const recordAnswers = llm.tool({
  name: 'record_answers',
  description:
    'Note what the person answered. Call it once they have answered all three questions; called again, it replaces ' +
    'their answers.',
  parameters: z.object({
    rating: z.number().int().describe('How the visit was, from 1 to 5'),
    would_come_again: z.boolean(),
    improvement: z.string().nullish().describe('What could be better, in their words; nothing if nothing'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<SurveyCall>>) =>
    perform({
      tool: 'record_answers',
      args,
      options,
      commits: true,
      run: async ({ slice, progress }, key) => {
        const answer = await slice.surveys.record(key, { ...args, improvement: args.improvement ?? null });
        if (!answer.ok) return { ok: false, code: answer.code, say: slice.texts.refused[answer.code] };
        const { answers } = answer;
        slice.answers = answers;
        progress.book.record({ id: 'answers', kind: 'answers', status: 'committed' });
        return { ok: true, say: slice.texts.noted, data: { answers } };
      },
    }),
});
