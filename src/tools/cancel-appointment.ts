import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { AppointmentCall } from '../scenarios/appointment/call/appointment-call.ts';
import { viewAppointment } from '../scenarios/appointment/call/slot-view.ts';
import { perform } from './perform.ts';

export const cancelAppointment = llm.tool({
  name: 'cancel_appointment',
  description: 'Cancel an appointment of the caller. Call it only after the caller confirmed which one.',
  parameters: z.object({
    appointment_id: z.string().describe('From retrieve_appointments or an earlier booking'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<AppointmentCall>>) =>
    perform({
      tool: 'cancel_appointment',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const answer = await data.slice.appointments.cancel(key, args.appointment_id);
        if (!answer.ok) return data.slice.refuse(answer);
        const { appointment } = answer;
        const { texts } = data.slice;
        data.slice.commit({ kind: 'canceled', appointment });
        return {
          ok: true,
          say: texts.canceled(appointment),
          data: { appointment: viewAppointment(appointment, texts) },
        };
      },
    }),
});
