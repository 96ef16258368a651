import type { Scenario } from '../calls/scenario.ts';
import { appointment } from './appointment.ts';
import { arrival } from './arrival.ts';
import { order } from './order.ts';
import { outreach } from './outreach.ts';
import { recovery } from './recovery.ts';

/** Every business case by its name, which calls and call requests carry. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [appointment, order, arrival, recovery, outreach].map((scenario) => [scenario.name, scenario as Scenario]),
);
