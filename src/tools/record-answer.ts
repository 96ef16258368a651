import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import type { LocalMoment } from '../language/say.ts';
import { viewSpan } from '../scenarios/negotiation/call/local-times.ts';
import type { NegotiationCall } from '../scenarios/negotiation/call/negotiation-call.ts';
import { perform } from './perform.ts';

export const recordAnswer = llm.tool({
  name: 'record_answer',
  description:
    'Record what they answered to the question of this call: whether they have booked the slot now, or take it back. ' +
    'Nothing is booked before it has answered so.',
  parameters: z.object({ agreed: z.boolean() }),
  execute: async (args, options: llm.ToolOptions<CallData<NegotiationCall>>) =>
    perform({
      tool: 'record_answer',
      args,
      options,
      commits: true,
      run: async ({ slice }, key) => {
        const { terms, timeZone } = slice;
        const { purpose, slot } = terms;
        if (purpose === 'find' || slot === null) return nothingAsked(slice);
        const { agreed } = args;
        const answer = await slice.negotiations.recordAnswer(key, agreed);
        if (!answer.ok) return refuse(slice, answer.code);
        const { reference } = answer;
        slice.answer({ purpose, agreed, reference });
        return {
          ok: true,
          say: sayAnswer(slice, slice.local(slot.start)),
          data: { agreed, reference, slot: viewSpan(slot, timeZone) },
        };
      },
    }),
});

function sayAnswer({ answered, texts }: NegotiationCall, slot: LocalMoment): string {
  if (!answered?.agreed) return answered?.purpose === 'confirm' ? texts.notBooked : texts.noOfferRecorded;
  return answered.purpose === 'confirm' ? texts.booked(slot, answered.reference) : texts.released(slot);
}

function nothingAsked({ texts }: NegotiationCall): Unusable {
  return {
    ok: false,
    code: 'nothing_asked',
    say: texts.nothingAsked,
    next: 'This call asks for an offer: record it with record_offer, or record_no_offer.',
  };
}

function refuse(slice: NegotiationCall, code: 'nothing_asked' | 'slot_gone' | 'call_ended'): Unusable {
  if (code === 'call_ended') return slice.refuse(code);
  if (code === 'nothing_asked') return nothingAsked(slice);
  const { purpose } = slice.terms;
  if (purpose !== 'find') slice.answer({ purpose, agreed: false, reference: null });
  const next = 'Nothing is booked. Say so, thank them, and call end_conversation.';
  return { ok: false, code, say: slice.texts.slotGone, next };
}
