import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';

export const distanceCheck = llm.tool({
  name: 'distance_check',
  description: 'How far the provider on the line is from where the person starts, in minutes.',
  parameters: z.object({ provider_id: z.string().describe('Of the known facts') }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'distance_check',
      args,
      options,
      run: async ({ slice }) => {
        const { id, travel_minutes: minutes } = slice.terms.provider;
        if (args.provider_id !== id) return slice.refuse('other_provider');
        return {
          ok: true,
          say: minutes === null ? slice.texts.distanceUnknown : slice.texts.distance(Math.round(minutes)),
          data: { provider_id: id, travel_minutes: minutes },
        };
      },
    }),
});
