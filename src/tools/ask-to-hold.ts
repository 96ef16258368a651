import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { keepUntil, viewSpan } from '../scenarios/negotiation/call/local-times.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';

export const askToHold = llm.tool({
  name: 'ask_to_hold',
  description:
    'The question whether they keep the slot that suits, and until when. Say what it answers; nothing is kept before ' +
    'they have agreed, and nothing is recorded before record_offer.',
  parameters: z.object({}),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'ask_to_hold',
      args,
      options,
      run: async ({ slice, clock }) => {
        const { suits, texts, timeZone } = slice;
        if (suits === null) {
          return {
            ok: false,
            code: 'nothing_to_hold',
            say: texts.nothingToHold,
            next: 'No slot has been found to suit yet: call validate_slot with what they named first.',
          };
        }
        const now = clock.now();
        const until = keepUntil(suits.start, now);
        const today = slice.local(new Date(now).toISOString()).date;
        const moment = slice.local(until);
        return {
          ok: true,
          say: texts.askToHold(slice.local(suits.start), texts.near(moment, today)),
          data: { slot: viewSpan(suits, timeZone), until: { ...moment, at: until } },
        };
      },
    }),
});
