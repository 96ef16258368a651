import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';

export const logEvent = llm.tool({
  name: 'log_event',
  description:
    'Tell whoever watches the campaign what has happened: put on hold, passed on to somebody else, asked for something ' +
    'that you do not have. It records no offer and is no answer to anybody.',
  parameters: z.object({
    message: z.string().max(300),
    data: z.looseObject({}).nullish().describe('What belongs to it, if anything'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'log_event',
      args,
      options,
      run: async ({ slice }, key) => {
        await slice.negotiations.log(key, args.message, args.data ?? {});
        return { ok: true, say: slice.texts.logged, data: {} };
      },
    }),
});
