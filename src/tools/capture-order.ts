import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import type { VisitCall } from '../scenarios/restaurant/call/visit-call.ts';
import { changed } from '../scenarios/restaurant/call/visit-change.ts';
import { findDish } from '../scenarios/restaurant/store/menu.ts';
import type { OrderItem } from '../scenarios/restaurant/store/visits.ts';
import { perform } from './perform.ts';

/** More of one dish than this is a slip of the tongue or of the recognizer. */
const mostOfOne = 99;
const mostDishes = 30;

const itemArgument = z.object({
  name: z.string().describe('The dish or drink, in the singular, as the menu names it'),
  quantity: z.number().describe('How many'),
  notes: z.string().nullish().describe('What is special about it, such as "without onions"'),
});

export const captureOrder = llm.tool({
  name: 'capture_order',
  description:
    'Place the whole order. Call it only after you have read every dish back with its quantity and the customer has ' +
    'clearly agreed. Called again, it replaces the order.',
  parameters: z.object({
    items: z.array(itemArgument),
    notes: z.string().max(500).nullish().describe('What the customer wants noted about the whole order'),
  }),
  execute: async (args, options: llm.ToolOptions<CallData<VisitCall>>) =>
    perform({
      tool: 'capture_order',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const items = readItems(args.items, data.slice);
        if ('code' in items) return items;
        const answer = await data.slice.visits.captureOrder(key, { items, notes: args.notes ?? null });
        const { texts } = data.slice;
        const told = texts.summary.ordered(texts.items(items));
        return changed(data, answer, {
          say: texts.ordered(items),
          action: { kind: 'ordered', moment: null, told },
        });
      },
    }),
});

/** Quantities and dishes deserve a sentence that can be spoken, not a schema error. */
function readItems(
  given: Array<z.infer<typeof itemArgument>>,
  { texts, menu }: VisitCall,
): OrderItem[] | Unusable {
  const items = given.map(({ name, quantity, notes }) => ({
    name: name.trim(),
    quantity,
    notes: notes?.trim() || null,
  }));
  const isUsable = ({ name, quantity }: OrderItem) =>
    name !== '' && Number.isInteger(quantity) && quantity >= 1 && quantity <= mostOfOne;
  if (items.length === 0 || items.length > mostDishes || !items.every(isUsable)) {
    return { ok: false, code: 'no_items', say: texts.nothingOrdered };
  }
  const missing = items.filter(({ name }) => findDish(name, menu) === null).map(({ name }) => name);
  if (missing.length > 0) return { ok: false, code: 'not_on_menu', say: texts.notOnMenu(missing, menu) };
  return items.map((item) => ({ ...item, name: findDish(item.name, menu) ?? item.name }));
}
