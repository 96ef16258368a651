import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { perform } from './perform.ts';

export const declineOrder = llm.tool({
  name: 'decline_order',
  description:
    'Note that the customer does not want to order. Call it when they said so clearly, not when they are busy or unsure.',
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'decline_order',
      args,
      options,
      // Nothing is written but the disposition, with the call's ending.
      run: async ({ slice: { texts, done, visit }, texts: { outbound }, progress }) => {
        if (progress.isWithWrongPerson)
          return { ok: false, code: 'wrong_person', say: outbound.onlyThemselves };
        progress.commit({ kind: 'declined', moment: null, told: '' });
        done.push({ kind: 'declined', visit });
        return { ok: true, say: texts.declined, data: {} };
      },
    }),
});
