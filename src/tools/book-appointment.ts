import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewAppointment } from '../scenarios/appointment/call/slot-view.ts';
import { perform } from './perform.ts';
import { dateArgument, readMoment, resourceArgument, timeArgument } from './wish.ts';

export const bookAppointment = llm.tool({
  name: 'book_appointment',
  description: 'Book a time. Call it only after the caller agreed to its weekday, date and time.',
  parameters: z.object({
    appointment_date: dateArgument,
    appointment_time: timeArgument,
    resource: resourceArgument,
    for_whom: z
      .string()
      .max(100)
      .nullish()
      .describe('Who comes, only where it is not the person of the number: "my son", "Anna, my daughter"'),
    notes: z.string().max(500).nullish().describe('What the caller wants noted, in their words'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'book_appointment',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const moment = readMoment(args.appointment_date, args.appointment_time, data);
        if ('code' in moment) return moment;
        const { date, time } = moment;
        const answer = await data.slice.appointments.book(key, {
          date,
          time,
          notes: args.notes ?? null,
          resource: args.resource || null,
          forWhom: args.for_whom?.trim() || null,
        });
        if (!answer.ok) return data.slice.refuse(answer);
        const { appointment } = answer;
        const { texts } = data.slice;
        data.slice.commit({ kind: 'booked', appointment });
        return {
          ok: true,
          say: texts.booked(appointment),
          data: { appointment: viewAppointment(appointment, texts) },
        };
      },
    }),
});
