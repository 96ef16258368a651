import { llm } from '@livekit/agents';
import type { CallData } from '../calls/scenario/call-data.ts';
import { perform } from './perform.ts';

export const retrieveAppointments = llm.tool({
  name: 'retrieve_appointments',
  description:
    "List the caller's coming appointments, soonest first. Call it before moving or canceling one.",
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'retrieve_appointments',
      args,
      options,
      run: async (data) => {
        const answer = await data.appointments.retrieve(data.call.id);
        if (!answer.ok) return answer;
        data.progress.known = answer.appointments;
        return {
          ok: true,
          say: data.texts.listed(answer.appointments),
          data: { appointments: answer.appointments },
        };
      },
    }),
});
