import { z } from 'zod';

const orders = z.object({
  runnerId: z.string(),
  seed: z.string(),
  /** Each telephone that rings is appended here. */
  ringsFile: z.string(),
  mostAtOnce: z.number().int(),
  offsetMs: z.number(),
});

/** What a runner is told when it starts. */
export type Orders = z.infer<typeof orders>;

/** What it is told later: the clock was moved. */
export interface FromParent {
  offsetMs: number;
}

const variable = 'CHAOS_ORDERS';

export function writeOrders(given: Orders): Record<string, string> {
  return { [variable]: JSON.stringify(given) };
}

export function readOrders(environment: NodeJS.ProcessEnv): Orders {
  return orders.parse(JSON.parse(environment[variable] ?? 'null'));
}
