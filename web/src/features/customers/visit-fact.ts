import { z } from 'zod';
import type { Activity, ToolRun } from '../../lib/activity.ts';
import { formatMoment } from '../../lib/format.ts';
import { words } from './words.ts';

const date = z.iso.date();
const time = z.string().regex(/^\d{2}:\d{2}/);
const moment = z.union([
  z
    .object({ arrival_date: date, arrival_time: time })
    .transform((asked) => ({ date: asked.arrival_date, time: asked.arrival_time })),
  z
    .object({ visit_date: date, visit_time: time })
    .transform((asked) => ({ date: asked.visit_date, time: asked.visit_time })),
]);
/** A quantity may be as it was said: "a dozen". */
const quantity = z.union([z.number(), z.string()]);
const order = z.object({ items: z.array(z.object({ name: z.string(), quantity })).min(1) });
const noted = z.object({
  allergies: z.string().nullish(),
  party_size: z.number().nullish(),
  notes: z.string().nullish(),
});
const arrival = z.object({ arrived: z.boolean() });

/** The visit as a tool's answer tells it. */
const visit = z.object({
  order_details: z.string().nullish().catch(null),
  party_size: z.number().nullish().catch(null),
  allergies: z.string().nullish().catch(null),
  notes: z.string().nullish().catch(null),
  expected_arrival_time: z.iso.datetime({ offset: true }).nullish().catch(null),
});

/** What was ordered, when they come, or whether they came. */
export function visitFact({ asked }: Pick<ToolRun, 'asked'>): string | null {
  const ordered = order.safeParse(asked).data;
  if (ordered) return ordered.items.map(({ name, quantity }) => words.items(quantity, name)).join(', ');
  const when = moment.safeParse(asked).data;
  if (when) return formatMoment(when);
  const came = arrival.safeParse(asked).data;
  if (came) return came.arrived ? words.arrived : words.notComing;
  const { allergies, party_size, notes } = noted.safeParse(asked).data ?? {};
  const parts = [party_size ? words.people(party_size) : null, allergies, notes];
  return parts.filter(Boolean).join(', ') || null;
}

/** A visit as a call left it. */
export interface VisitLeft {
  order: string | null;
  partySize: number | null;
  allergies: string | null;
  notes: string | null;
  expectedAt: string | null;
}

/** What the call left of the visit, as the last change to it answered; null when nothing was changed. */
export function visitOf(activity: Activity): VisitLeft | null {
  const last = activity.findLast(({ tool, status }) => status === 'success' && tool in words.tools);
  const told = visit.safeParse(last?.answer).data;
  if (!told) return null;
  return {
    order: told.order_details ?? null,
    partySize: told.party_size ?? null,
    allergies: told.allergies ?? null,
    notes: told.notes ?? null,
    expectedAt: told.expected_arrival_time ?? null,
  };
}
