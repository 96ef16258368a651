import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';
import { changed } from './visit.ts';

export const chooseTakeaway = llm.tool({
  name: 'choose_takeaway',
  description:
    'Note that the customer takes the order away instead of eating it at the restaurant. Call it only after they agreed.',
  parameters: z.object({
    notes: z.string().max(500).nullish().describe('When they come for it, or what they want noted'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'choose_takeaway',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const notes = args.notes?.trim() || null;
        const answer = await data.visits.chooseTakeaway(key, { notes });
        const { visit } = data.texts;
        return changed(data, answer, {
          say: visit.takeaway,
          deed: { kind: 'takeaway', moment: null, told: visit.summary.takeaway(notes) },
        });
      },
    }),
});
