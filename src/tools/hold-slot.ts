import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewAppointment, viewSlot } from '../scenarios/appointment/call/slot-view.ts';
import { perform } from './perform.ts';
import { dateArgument, readMoment, resourceArgument, timeArgument } from './wish.ts';

export const holdSlot = llm.tool({
  name: 'hold_slot',
  description:
    'Keep a time for a few minutes while the caller decides. Call it when the caller leans to a time, before you read ' +
    'it back. It books and moves nothing: once the caller has agreed, call book_appointment, or modify_appointment for ' +
    'a move.',
  parameters: z.object({
    appointment_date: dateArgument,
    appointment_time: timeArgument,
    resource: resourceArgument,
    appointment_id: z.string().nullish().describe('In a move: of the appointment that is being moved'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'hold_slot',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const moment = readMoment(args.appointment_date, args.appointment_time, data);
        if ('code' in moment) return moment;
        const { date, time } = moment;
        const answer = await data.slice.appointments.hold(key, {
          date,
          time,
          resource: args.resource || null,
          appointmentId: args.appointment_id || null,
        });
        if (!answer.ok) return data.slice.refuse(answer);
        const { slot, heldUntil, appointment } = answer;
        data.slice.hold(slot);
        const { texts } = data.slice;
        return {
          ok: true,
          say: appointment ? texts.readBackMove(appointment, slot) : texts.readBack(slot),
          data: {
            slot: viewSlot(slot, texts),
            held_until: heldUntil,
            ...(appointment ? { moves: viewAppointment(appointment, texts) } : {}),
          },
        };
      },
    }),
});
