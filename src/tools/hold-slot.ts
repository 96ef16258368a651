import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';
import { viewSlot } from './slot-view.ts';
import { dateArgument, refuseWish, timeArgument } from './wish.ts';

export const holdSlot = llm.tool({
  name: 'hold_slot',
  description:
    'Keep a time for a few minutes while the caller decides. Call it when the caller leans to a time, before you read ' +
    'it back. It books nothing: call book_appointment once the caller has agreed.',
  parameters: z.object({ appointment_date: dateArgument, appointment_time: timeArgument }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'hold_slot',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { appointment_date: date, appointment_time: time } = args;
        const refused = refuseWish(date, time, data);
        if (refused) return refused;
        const answer = await data.appointments.hold(key, { date, time });
        if (!answer.ok) return answer;
        data.progress.held = answer.slot;
        data.progress.hasOpenWish = true;
        return {
          ok: true,
          say: data.texts.readBack(answer.slot),
          data: { slot: viewSlot(answer.slot), held_until: answer.heldUntil },
        };
      },
    }),
});
