import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { perform } from './perform.ts';

export const chooseTakeaway = llm.tool({
  name: 'choose_takeaway',
  description:
    'Note that the customer takes the order away instead of eating it at the restaurant. Call it only after they agreed.',
  parameters: z.object({
    notes: z.string().max(500).nullish().describe('When they come for it, or what they want noted'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'choose_takeaway',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const notes = args.notes?.trim() || null;
        const answer = await data.slice.visits.chooseTakeaway(key, { notes });
        const { texts } = data.slice;
        return changed(data, answer, {
          say: texts.takeaway,
          action: { kind: 'takeaway', moment: null, told: '' },
          remark: notes,
        });
      },
    }),
});
