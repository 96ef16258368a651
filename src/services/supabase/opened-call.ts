import { z } from 'zod';
import type { OpenedCall } from '../../calls/call/call.ts';
import { callView, outcome } from '../../calls/call/call-views.ts';
import { businessRow } from './business-row.ts';
import { camelRow } from './camel-row.ts';
import { instant } from './rows.ts';

const endReason = z.enum([
  'agent_ended',
  'person_hung_up',
  'silence',
  'too_long',
  'provider_failed',
  'agent_lost',
  'agent_failed',
  'never_started',
  'not_answered',
  'voicemail',
  'out_of_hours',
  'all_busy',
  'refused_caller',
  'unknown_number',
  'transferred',
  'never_dialed',
  'opted_out',
  'never_joined',
]);

/** What is read of a call as every function of the database shows it. */
const callRow = camelRow({
  id: z.uuid(),
  scenario: z.string(),
  direction: callView.shape.direction,
  channel: callView.shape.channel,
  room_name: z.string().nullable(),
  from_phone: z.string().nullable(),
  to_phone: z.string().nullable(),
  rehearsal: z.boolean(),
  started_at: instant,
});

/** What a job needs to know to speak. */
export const openedRow = z.object({
  ok: z.literal(true),
  call: callRow,
  organization: camelRow({
    id: z.uuid(),
    name: z.string(),
    time_zone: z.string(),
    region: z.string(),
    business: businessRow.optional(),
  }),
  agent: camelRow({
    id: z.uuid(),
    version: z.number().int(),
    name: z.string(),
    language: z.string(),
    voice: z.string().nullable(),
    persona: z.string().nullable(),
    knowledge: z.string().nullable().default(null),
    max_call_seconds: z.number(),
  }),
});

export const endingRow = camelRow({
  first: z.boolean(),
  outcome,
  disposition: z.string().nullable(),
  end_reason: endReason,
});

/** Without what its function says besides. */
export function toOpenedCall({ call, organization, agent }: z.infer<typeof openedRow>): OpenedCall {
  return { call, organization, agent };
}
