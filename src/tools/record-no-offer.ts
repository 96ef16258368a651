import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { noOfferReasons } from '../scenarios/negotiation/store/negotiations.ts';
import { perform } from './perform.ts';

export const recordNoOffer = llm.tool({
  name: 'record_no_offer',
  description: 'Record that they give no slot, and why. Call it before you say goodbye without an offer.',
  parameters: z.object({ reason: z.enum(noOfferReasons) }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'record_no_offer',
      args,
      options,
      commits: true,
      run: async ({ slice }, key) => {
        const { reason } = args;
        const answer = await slice.negotiations.recordNoOffer(key, reason, null);
        if (!answer.ok) return slice.refuse(answer.code);
        slice.noOffer = { reason, notes: null };
        return { ok: true, say: slice.texts.noOfferRecorded, data: { reason } };
      },
    }),
});
