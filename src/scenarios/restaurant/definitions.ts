import { z } from 'zod';
import type { ScenarioDefinition } from '../../calls/scenario/definition.ts';
import { requestInput } from '../../calls/scenario/request-input.ts';
import type { Visit } from './store/visit-row.ts';
import { visitHours } from './store/visits.ts';
import { summarizeVisitRows } from './summary.ts';

/** What the restaurant's calls are told of the visit. */
const visitInput = z.object({
  customer_id: z.string().nullish(),
  order_details: z.string().nullish(),
  expected_arrival_time: z.iso.datetime({ offset: true }).nullish(),
  /** Dishes that can be ordered; without it anything can. */
  menu: z.array(z.string()).default([]),
  /** When guests may come; without any they may at any time. */
  hours: z.array(visitHours).default([]),
  /** The visit as it stood when the call began; looked up, so no request brings it along. */
  visit: z.custom<Visit>().nullish(),
  ...requestInput,
});

export type VisitInput = z.infer<typeof visitInput>;

const shared = {
  input: visitInput,
  summarizeRows: summarizeVisitRows,
};

/** A restaurant takes a guest's order before they come, and asks when that will be. */
export const orderDefinition: ScenarioDefinition<VisitInput> = {
  ...shared,
  name: 'order',
  isAnswered: true,
  dispositions: ['order_confirmed', 'callback', 'declined_order', 'canceled'],
};

/** A guest's expected time has passed: have they arrived, will they be late, or are they not coming? */
export const arrivalDefinition: ScenarioDefinition<VisitInput> = {
  ...shared,
  name: 'arrival',
  isAnswered: false,
  dispositions: ['arrived', 'late', 'no_show'],
};

/** A guest did not come: another time, takeaway, or cancel. */
export const recoveryDefinition: ScenarioDefinition<VisitInput> = {
  ...shared,
  name: 'recovery',
  isAnswered: false,
  dispositions: ['rescheduled', 'takeaway', 'canceled'],
};
