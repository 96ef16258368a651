import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewAppointment } from '../scenarios/appointment/call/slot-view.ts';
import { perform } from './perform.ts';
import { dateArgument, readMoment, resourceArgument, timeArgument } from './wish.ts';

export const modifyAppointment = llm.tool({
  name: 'modify_appointment',
  description:
    'Move an appointment of the caller to another time. Call it only after the caller agreed to the new weekday, date ' +
    'and time. It stays with the same person where they are free. If the new time is gone, the old one is kept.',
  parameters: z.object({
    appointment_id: z.string().describe('From retrieve_appointments or an earlier booking'),
    new_date: dateArgument,
    new_time: timeArgument,
    resource: resourceArgument,
  }),
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'modify_appointment',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const moment = readMoment(args.new_date, args.new_time, data);
        if ('code' in moment) return moment;
        const answer = await data.slice.appointments.modify(key, {
          appointmentId: args.appointment_id,
          ...moment,
          resource: args.resource || null,
        });
        if (!answer.ok) return data.slice.refuse(answer);
        const { appointment, previous } = answer;
        const { texts } = data.slice;
        data.slice.commit({ kind: 'modified', appointment, previous });
        return {
          ok: true,
          say: texts.modified(appointment),
          data: { appointment: viewAppointment(appointment, texts) },
        };
      },
    }),
});
