import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { viewSpan } from '../scenarios/negotiation/call/local-times.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';
import { endArgument, startArgument } from './span-arguments.ts';

export const calendarCheck = llm.tool({
  name: 'calendar_check',
  description:
    'Whether the person for whom you call has nothing else at a time. Before you agree to a time call validate_slot ' +
    'instead, which looks at everything.',
  parameters: z.object({ start: startArgument, end: endArgument }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'calendar_check',
      args,
      options,
      run: async ({ slice, call }) => {
        const slot = slice.read(args.start, args.end);
        if ('code' in slot) return slot;
        const isFree = await slice.negotiations.isFree(call.id, slot);
        return {
          ok: true,
          say: isFree ? slice.texts.free : slice.texts.notFree,
          data: { is_free: isFree, slot: viewSpan(slot, slice.timeZone) },
        };
      },
    }),
});
