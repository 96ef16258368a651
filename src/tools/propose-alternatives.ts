import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { readInstant, viewSpan } from '../scenarios/negotiation/call/local-times.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';

export const proposeAlternatives = llm.tool({
  name: 'propose_alternatives',
  description:
    'Times that would suit, the earliest first. Call it when what they have does not do, and ask for one of these at a ' +
    'time.',
  parameters: z.object({
    constraints: z
      .object({
        not_before: z.string().nullish().describe("As 2027-03-16T10:00 by the provider's clocks"),
        not_after: z.string().nullish().describe('Written in the same way'),
      })
      .nullish(),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'propose_alternatives',
      args,
      options,
      run: async ({ slice, call }) => {
        const { timeZone, texts, negotiations } = slice;
        const { not_before: from, not_after: to } = args.constraints ?? {};
        const [notBefore, notAfter] = [from, to].map((text) => (text ? readInstant(text, timeZone) : null));
        if ((from && !notBefore) || (to && !notAfter)) return slice.unreadable();
        const wish = { notBefore: notBefore ?? null, notAfter: notAfter ?? null };
        const slots = await negotiations.alternatives(call.id, wish);
        const [first] = slots;
        return {
          ok: true,
          // One wish at a time: when the person can is nobody's to hear.
          say: first === undefined ? texts.nothingElseSuits : texts.suits(slice.local(first.start)),
          data: { slots: slots.map((slot) => viewSpan(slot, timeZone)) },
        };
      },
    }),
});
