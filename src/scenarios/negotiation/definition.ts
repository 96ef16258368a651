import { z } from 'zod';
import type { ScenarioDefinition } from '../../calls/scenario/definition.ts';
import { requestInput } from '../../calls/scenario/request-input.ts';
import type { Terms } from './store/negotiations.ts';
import { summarizeNegotiationRows } from './summary.ts';

/** What a call to a provider is told of the campaign that it belongs to. */
const negotiationInput = z.object({
  campaign_id: z.uuid(),
  provider_id: z.uuid(),
  /** `find` asks for a slot, `confirm` asks for the one that was chosen to be booked, `release` gives a kept one back. */
  purpose: z.enum(['find', 'confirm', 'release']).default('find'),
  /** Of the campaign as it stood when the call began; looked up, so no request brings it along. */
  terms: z.custom<Terms>().nullish(),
  ...requestInput,
});

export type NegotiationInput = z.infer<typeof negotiationInput>;

/** A provider's reception is asked for a slot, for somebody who has told us when they can. */
export const negotiationDefinition: ScenarioDefinition<NegotiationInput> = {
  name: 'negotiation',
  isAnswered: false,
  input: negotiationInput,
  dispositions: ['offer', 'no_slot', 'refused', 'confirmed', 'released'],
  summarizeRows: summarizeNegotiationRows,
};
