import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import { findDish } from '../scenarios/restaurant/store/menu.ts';
import type { OrderItem } from '../scenarios/restaurant/store/visits.ts';
import { perform, type Unusable } from './perform.ts';
import { changed } from './visit.ts';

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
  execute: async (args, options: llm.ToolOptions<CallData>) =>
    perform({
      tool: 'capture_order',
      args,
      options,
      commits: true,
      run: async (data, key) => {
        const items = readItems(args.items, data);
        if ('code' in items) return items;
        const answer = await data.visits.captureOrder(key, { items, notes: args.notes ?? null });
        const { visit } = data.texts;
        const told = visit.summary.ordered(visit.items(items));
        return changed(data, answer, {
          say: visit.ordered(items),
          deed: { kind: 'ordered', moment: null, told },
        });
      },
    }),
});

/** Quantities and dishes deserve a sentence that can be spoken, not a schema error. */
function readItems(
  given: Array<z.infer<typeof itemArgument>>,
  { texts, progress }: CallData,
): OrderItem[] | Unusable {
  const items = given.map(({ name, quantity, notes }) => ({
    name: name.trim(),
    quantity,
    notes: notes?.trim() || null,
  }));
  const isUsable = ({ name, quantity }: OrderItem) =>
    name !== '' && Number.isInteger(quantity) && quantity >= 1 && quantity <= mostOfOne;
  if (items.length === 0 || items.length > mostDishes || !items.every(isUsable)) {
    return { ok: false, code: 'no_items', say: texts.visit.nothingOrdered };
  }
  const { menu } = progress;
  const missing = items.filter(({ name }) => findDish(name, menu) === null).map(({ name }) => name);
  if (missing.length > 0)
    return { ok: false, code: 'not_on_menu', say: texts.visit.notOnMenu(missing, menu) };
  return items.map((item) => ({ ...item, name: findDish(item.name, menu) ?? item.name }));
}
