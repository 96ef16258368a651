import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';

export const providerLookup = llm.tool({
  name: 'provider_lookup',
  description:
    'Whether there are others who could be asked. For you alone: whoever is on the line is told nothing of them.',
  parameters: z.object({
    service: z.string(),
    location: z.string(),
    exclude_ids: z.array(z.string()).nullish().describe('provider_ids to leave out'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'provider_lookup',
      args,
      options,
      run: async ({ slice, call }) => {
        const { id: own } = slice.terms.provider;
        const excludeIds = [own, ...(args.exclude_ids ?? []).filter((id) => z.uuid().safeParse(id).success)];
        const { service, location } = args;
        const found = await slice.negotiations.providers(call.id, { service, location, excludeIds });
        return {
          ok: true,
          say: slice.texts.found(found.length),
          // Without their names: what is not known here cannot be given away to another practice.
          data: {
            providers: found.map(({ provider_id, travel_minutes, rating }) => ({
              provider_id,
              travel_minutes,
              rating,
            })),
          },
        };
      },
    }),
});
