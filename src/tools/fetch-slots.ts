import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import type { Slot } from '../scenarios/appointment/store/appointments.ts';
import { viewSlot } from '../scenarios/appointment/store/slot-view.ts';
import { perform } from './perform.ts';
import { dateArgument, refuseDate } from './wish.ts';

export const fetchSlots = llm.tool({
  name: 'fetch_slots',
  description:
    'Find the free times of one day. Call it before you name any time; never invent one. Offer two or three of the ' +
    'answer, the likely ones first.',
  parameters: z.object({
    appointment_date: dateArgument,
    part_of_day: z
      .enum(['morning', 'afternoon', 'evening'])
      .nullish()
      .describe('Only if the caller asked for it'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'fetch_slots',
      args,
      options,
      run: async (data) => {
        const refused = refuseDate(args.appointment_date, data);
        if (refused) return refused;
        const answer = await data.slice.appointments.slots(data.call.id, {
          date: args.appointment_date,
          partOfDay: args.part_of_day ?? null,
        });
        if (!answer.ok) return data.slice.refuse(answer);
        const slots = answer.slots.toSorted((one, other) => likeliness(other) - likeliness(one));
        data.slice.offer(slots);
        return {
          ok: true,
          say: data.slice.texts.offer(slots),
          data: { appointment_date: args.appointment_date, slots: slots.map(viewSlot) },
        };
      },
    }),
});

/** The person's usual times come first, each group in the order of the day. */
function likeliness({ isLikely }: Slot): number {
  return isLikely ? 1 : 0;
}
