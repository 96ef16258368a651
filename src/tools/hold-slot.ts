import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewSlot } from '../scenarios/appointment/store/slot-view.ts';
import { perform } from './perform.ts';
import { dateArgument, refuseWish, timeArgument } from './wish.ts';

export const holdSlot = llm.tool({
  name: 'hold_slot',
  description:
    'Keep a time for a few minutes while the caller decides. Call it when the caller leans to a time, before you read ' +
    'it back. It books nothing: call book_appointment once the caller has agreed.',
  parameters: z.object({ appointment_date: dateArgument, appointment_time: timeArgument }),
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'hold_slot',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { appointment_date: date, appointment_time: time } = args;
        const refused = refuseWish(date, time, data);
        if (refused) return refused;
        const answer = await data.slice.appointments.hold(key, { date, time });
        if (!answer.ok) return data.slice.refuse(answer);
        data.slice.hold(answer.slot);
        return {
          ok: true,
          say: data.slice.texts.readBack(answer.slot),
          data: { slot: viewSlot(answer.slot), held_until: answer.heldUntil },
        };
      },
    }),
});
