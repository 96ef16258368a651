import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { perform } from './perform.ts';

export const confirmArrival = llm.tool({
  name: 'confirm_arrival',
  description:
    'Note that the customer has arrived, or that they are not coming at all. Call it only when they said so. Somebody ' +
    'who comes later has neither arrived nor stayed away: call set_arrival_time.',
  parameters: z.object({
    arrived: z.boolean().describe('True when they are there, false when they will not come'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'confirm_arrival',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { arrived } = args;
        const answer = await data.slice.visits.confirmArrival(key, { arrived });
        const { texts } = data.slice;
        return changed(data, answer, {
          say: arrived ? texts.arrived : texts.notComing,
          action: { kind: arrived ? 'arrived' : 'not_coming', moment: null, told: '' },
        });
      },
    }),
});
