import { z } from 'zod';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';

/** What the kitchen and the table have to know, for every tool that may learn it. */
export const visitNoteArguments = {
  notes: z.string().max(500).nullish().describe('What the customer wants noted about the whole visit'),
  allergies: z
    .string()
    .max(300)
    .nullish()
    .describe(
      'What somebody at the table is allergic to or must not eat, in few words: "nuts"; only if it was said',
    ),
  party_size: z.number().nullish().describe('How many people will come; only if it was said'),
};

/** More people than this are a slip of the tongue or of the recognizer. */
const largestParty = 500;

/** @returns a sentence that asks again instead of a schema error */
export function readPartySize(
  given: number | null | undefined,
  { texts }: VisitCall,
): number | null | Unusable {
  // What nobody has said, some models give as zero.
  if (given === null || given === undefined || given === 0) return null;
  if (Number.isInteger(given) && given > 0 && given <= largestParty) return given;
  return { ok: false, code: 'party_size', say: texts.refused('party_size') };
}
