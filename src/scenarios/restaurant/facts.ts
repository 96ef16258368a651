import { z } from 'zod';
import type { Facts } from '../../calls/call/facts.ts';

const facts = z.object({
  /** Dishes that can be ordered; empty means that nobody knows. */
  menu: z.array(z.string()).default([]),
  order: z.string().nullable().default(null),
  /** When guests may come, in a sentence. */
  hours: z.string().nullable().default(null),
  /** When somebody is expected or was missed, local to the business: YYYY-MM-DDTHH:MM. */
  expected: z.string().nullable().default(null),
});

export type VisitFacts = z.infer<typeof facts>;

/** What a call about a visit knows beside what any call knows. */
export function visitFacts(known: Facts): VisitFacts {
  return facts.parse(known);
}
