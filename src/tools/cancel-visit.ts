import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';
import { changed } from './visit.ts';

export const cancelVisit = llm.tool({
  name: 'cancel_visit',
  description:
    'Cancel the visit and its order. Call it only after the customer confirmed that they want that.',
  parameters: z.object({
    reason: z.string().max(500).nullish().describe('Why, in the words of the customer, if they said so'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'cancel_visit',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const answer = await data.visits.cancelVisit(key, { reason: args.reason?.trim() || null });
        const { visit } = data.texts;
        return changed(data, answer, {
          say: visit.canceled,
          deed: { kind: 'visit_canceled', moment: null, told: visit.summary.canceled },
        });
      },
    }),
});
