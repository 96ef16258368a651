import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { perform } from './perform.ts';

export const cancelVisit = llm.tool({
  name: 'cancel_visit',
  description:
    'Cancel the visit and its order, one that was missed or one that is still to come. Call it only after the customer ' +
    'confirmed that they want that.',
  parameters: z.object({
    reason: z.string().max(500).nullish().describe('Why, in the words of the customer, if they said so'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'cancel_visit',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const answer = await data.slice.visits.cancelVisit(key, { reason: args.reason?.trim() || null });
        const { texts } = data.slice;
        const isMissed = data.progress.book.facts.some(({ kind }) => kind === 'missed');
        return changed(data, answer, {
          say: isMissed ? texts.canceled : texts.calledOff,
          action: { kind: 'visit_canceled', moment: null, told: '' },
        });
      },
    }),
});
