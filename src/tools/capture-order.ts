import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import { applyCount, readCount } from '../language/counts.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { findDish } from '../scenarios/restaurant/store/menu.ts';
import type { OrderItem } from '../scenarios/restaurant/store/visits.ts';
import { perform } from './perform.ts';
import { readPartySize, visitNoteArguments } from './visit-notes.ts';

/** More of one dish than this is a slip of the tongue or of the recognizer. */
const mostOfOne = 99;
const mostDishes = 30;

const itemArgument = z.object({
  name: z.string().describe('The dish or drink, in the singular, as the menu names it'),
  quantity: z
    .union([z.number(), z.string()])
    .describe(
      'How many of it there are to be in all; or as it was said: "a dozen", "one more" than was ordered',
    ),
  notes: z
    .string()
    .nullish()
    .describe(
      'What is special about it, such as "without onions" or "no onions on one". Left out, what was noted about the ' +
        'dish before stays; "nothing" takes it away',
    ),
});

export const captureOrder = llm.tool({
  name: 'capture_order',
  description:
    'Place the whole order, or change the one that stands. Call it only after you have read every dish back with its ' +
    'quantity, with allergies and notes, and the customer has clearly agreed. Called again, it replaces the dishes: ' +
    'give all that are wanted. Allergies and notes stay. With a quantity as it was said, such as "one more", give only ' +
    'what changes besides the dishes that stay.',
  parameters: z.object({ items: z.array(itemArgument), ...visitNoteArguments }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'capture_order',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const { slice, agent } = data;
        const { texts } = slice;
        const items = readItems(args.items, slice, agent.language);
        if ('code' in items) return items;
        const partySize = readPartySize(args.party_size, slice);
        if (partySize !== null && typeof partySize !== 'number') return partySize;
        const answer = await slice.visits.captureOrder(key, {
          items,
          notes: args.notes?.trim() || null,
          allergies: args.allergies?.trim() || null,
          partySize,
          seen: slice.visit?.orderDetails ?? '',
        });
        return changed(data, answer, {
          say: (visit) => texts.ordered(visit.items ?? items, visit),
          action: { kind: 'ordered', moment: null, told: '' },
          wanted: items,
        });
      },
    }),
});

/** Quantities and dishes deserve a sentence that can be spoken, not a schema error. */
function readItems(
  given: Array<z.infer<typeof itemArgument>>,
  { texts, menu, visit }: VisitCall,
  language: string,
): OrderItem[] | Unusable {
  const ordered = (name: string) =>
    (visit?.items ?? []).filter((item) => findDish(item.name, [name]) !== null);
  const items = given.map(({ name, quantity, notes }) => ({
    name: name.trim(),
    quantity: quantityOf(quantity, ordered(name.trim()), language),
    notes: noteOf(notes),
  }));
  const wanted = items.filter(({ quantity }) => quantity !== 0);
  const isUsable = ({ name, quantity }: OrderItem) =>
    name !== '' && Number.isInteger(quantity) && quantity >= 1 && quantity <= mostOfOne;
  if (wanted.length === 0 || items.length > mostDishes || !wanted.every(isUsable)) {
    return { ok: false, code: 'no_items', say: texts.nothingOrdered };
  }
  const missing = wanted.filter(({ name }) => findDish(name, menu) === null).map(({ name }) => name);
  if (missing.length > 0) return { ok: false, code: 'not_on_menu', say: texts.notOnMenu(missing, menu) };
  return wanted.map((item) => ({ ...item, name: findDish(item.name, menu) ?? item.name }));
}

/** How many of a dish there are to be. What is no count is not a number. */
function quantityOf(given: number | string, ordered: OrderItem[], language: string): number {
  if (typeof given === 'number') return given === 0 ? Number.NaN : given;
  const before = ordered.reduce((total, { quantity }) => total + quantity, 0);
  const count = readCount(given, language) ?? readCount(given, 'en');
  return count === null ? Number.NaN : applyCount(before, count);
}

function noteOf(given: string | null | undefined): string | null {
  const note = given?.trim() ?? '';
  if (/^(?:nothing|none|plain|as usual)$/i.test(note)) return '';
  return note || null;
}
