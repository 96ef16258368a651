import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { perform } from './perform.ts';
import { readPartySize, visitNoteArguments } from './visit-notes.ts';

export const noteVisit = llm.tool({
  name: 'note_visit',
  description:
    'Note an allergy, how many people will come, or a wish about the visit, when it is said apart from the order. It is ' +
    'added to what is known. Before the order was placed give it to capture_order instead.',
  parameters: z.object(visitNoteArguments),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'note_visit',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { texts, visits } = data.slice;
        const partySize = readPartySize(args.party_size, data.slice);
        if (partySize !== null && typeof partySize !== 'number') return partySize;
        const noted = {
          notes: args.notes?.trim() || null,
          allergies: args.allergies?.trim() || null,
          partySize,
        };
        if (Object.values(noted).every((value) => value === null)) {
          return { ok: false, code: 'nothing_to_note', say: texts.nothingToNote };
        }
        return changed(data, await visits.note(key, noted), {
          say: texts.noted(noted),
          action: { kind: 'noted', moment: null, told: '' },
        });
      },
    }),
});
