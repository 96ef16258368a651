import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewAppointment } from '../scenarios/appointment/call/slot-view.ts';
import { perform } from './perform.ts';

export const retrieveAppointments = llm.tool({
  name: 'retrieve_appointments',
  description:
    'List the coming appointments of whoever the call is about, soonest first. Call it before moving or canceling one. ' +
    'With `partial` they are only those that were booked in this call: others may exist.',
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'retrieve_appointments',
      args,
      options,
      run: async (data) => {
        const answer = await data.slice.appointments.retrieve(data.call.id);
        if (!answer.ok) return data.slice.refuse(answer);
        data.slice.see(answer.appointments);
        return {
          ok: true,
          say: data.slice.texts.listed(answer.appointments),
          data: {
            appointments: answer.appointments.map((one) => viewAppointment(one, data.slice.texts)),
            ...(answer.partial ? { partial: true } : {}),
          },
        };
      },
    }),
});
