import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { viewSpan } from '../scenarios/negotiation/call/local-times.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';
import { endArgument, startArgument } from './span-arguments.ts';

export const validateSlot = llm.tool({
  name: 'validate_slot',
  description:
    'Whether a slot that the reception has named would do. Changes nothing. Call it as soon as a day and a time are ' +
    'named, before you read them back.',
  parameters: z.object({
    provider_id: z.string().describe('Of the known facts'),
    start: startArgument,
    end: endArgument,
  }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'validate_slot',
      args,
      options,
      run: async ({ slice, call }) => {
        const slot = slice.read(args.start, args.end);
        if ('code' in slot) return slot;
        // What is no id at all is no other provider's either.
        if (!z.uuid().safeParse(args.provider_id).success) return slice.refuse('other_provider');
        const answer = await slice.negotiations.validate(call.id, args.provider_id, slot);
        if (!answer.ok) return slice.refuse(answer.code);
        const liked = slice.mayTake(slot);
        return {
          ok: true,
          say: slice.texts.suits(slice.local(slot.start)),
          data: { slot: viewSpan(slot, slice.timeZone), ...liked },
        };
      },
    }),
});
