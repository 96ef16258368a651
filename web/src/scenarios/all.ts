import type { ScenarioPage } from '../lib/scenario-page.ts';
import { appointment } from './appointment/page.ts';
import { arrival } from './arrival/page.ts';
import { negotiation } from './negotiation/page.ts';
import { order } from './order/page.ts';
import { outreach } from './outreach/page.ts';
import { recovery } from './recovery/page.ts';

/** What the page knows of each scenario, by its name. */
export const scenarioPages: ReadonlyMap<string, ScenarioPage> = new Map(
  [appointment, order, arrival, recovery, outreach, negotiation].map((page) => [page.name, page]),
);
