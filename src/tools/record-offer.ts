import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { readInstant, viewSpan } from '../scenarios/negotiation/call/local-times.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';
import { endArgument, startArgument } from './span-arguments.ts';

export const recordOffer = llm.tool({
  name: 'record_offer',
  description:
    'Record the slot that they offer, once it was read back and they have said yes. It is the only way an offer comes ' +
    'to exist, and it books nothing.',
  parameters: z.object({
    start: startArgument,
    end: endArgument,
    held_until: z.string().nullish().describe('Until when they keep it, only if they said so'),
    notes: z.string().max(500).nullish().describe('What has to be known about it, in their words'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'record_offer',
      args,
      options,
      commits: true,
      run: async ({ slice, clock }, key) => {
        const { texts, timeZone, negotiations } = slice;
        const slot = slice.read(args.start, args.end);
        if ('code' in slot) return slot;
        const heldUntil = args.held_until ? readInstant(args.held_until, timeZone) : null;
        if (args.held_until && heldUntil === null) return slice.unreadable();
        const given = { ...slot, heldUntil, notes: args.notes?.trim() || null };
        const answer = await negotiations.recordOffer(key, given);
        if (!answer.ok) return slice.refuse(answer.code);
        const { offer } = answer;
        slice.offer(offer);
        const today = slice.local(new Date(clock.now()).toISOString()).date;
        const until = offer.held_until && texts.near(slice.local(offer.held_until), today);
        return {
          ok: true,
          say: texts.recorded(slice.local(offer.start), until),
          data: {
            offer_id: offer.offer_id,
            slot: viewSpan(offer, timeZone),
            ...(offer.held_until
              ? { held_until: { ...slice.local(offer.held_until), at: offer.held_until } }
              : {}),
          },
        };
      },
    }),
});
