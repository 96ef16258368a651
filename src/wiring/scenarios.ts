import type { Scenario } from '../calls/scenario/scenario.ts';
import { appointment } from '../scenarios/appointment/scenario.ts';
import { outreach } from '../scenarios/outreach/scenario.ts';
import { arrival } from '../scenarios/restaurant/arrival.ts';
import { order } from '../scenarios/restaurant/order.ts';
import { recovery } from '../scenarios/restaurant/recovery.ts';

/** Every business case by its name, which calls and call requests carry. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [appointment, order, arrival, recovery, outreach].map((scenario) => [scenario.name, scenario as Scenario]),
);
