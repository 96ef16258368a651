import { z } from 'zod';
import type { LocalMoment } from '../../../language/say.ts';

const itemRow = z.object({
  name: z.string(),
  quantity: z.coerce.number().int(),
  notes: z
    .string()
    .nullish()
    .transform((notes) => notes || null),
});

const localTime = z
  .string()
  .transform((text): LocalMoment => ({ date: text.slice(0, 10), time: text.slice(11, 16) }));

/** A visit as the functions of the database answer it, and as the answers of tool calls are kept. */
export const visitRow = z
  .object({
    customer_id: z.string(),
    status: z.string(),
    order_details: z.string().nullable(),
    order_items: z.array(itemRow).nullish(),
    order_notes: z.string().nullish(),
    allergies: z.string().nullish(),
    party_size: z.number().int().nullish(),
    expected_arrival_time: z.iso.datetime({ offset: true }).nullable(),
    expected_local: localTime.nullish(),
  })
  .transform((row) => ({
    customerId: row.customer_id,
    status: row.status,
    /** In a line, with allergies and notes. */
    orderDetails: row.order_details,
    /** Null where the order came as text. */
    items: row.order_items ?? null,
    notes: row.order_notes ?? null,
    /** What somebody at the table is allergic to. */
    allergies: row.allergies ?? null,
    partySize: row.party_size ?? null,
    /** ISO 8601 instant. */
    expectedArrivalTime: row.expected_arrival_time,
    /** The same as the clocks at the restaurant show it. */
    expected: row.expected_local ?? null,
  }));

/** The visit as the database keeps it now. */
export type Visit = z.infer<typeof visitRow>;
