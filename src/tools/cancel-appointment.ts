import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';

export const cancelAppointment = llm.tool({
  name: 'cancel_appointment',
  description: 'Cancel an appointment of the caller. Call it only after the caller confirmed which one.',
  parameters: z.object({
    appointment_id: z.string().describe('From retrieve_appointments or an earlier booking'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'cancel_appointment',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const answer = await data.appointments.cancel(key, args.appointment_id);
        if (!answer.ok) return answer;
        const { appointment } = answer;
        data.progress.commit({ kind: 'canceled', appointment });
        return { ok: true, say: data.texts.canceled(appointment), data: { appointment } };
      },
    }),
});
