import { z } from 'zod';
import type { OpenedCall } from '../../calls/call/call.ts';
import { callView, outcome, sentiment } from '../../calls/call/call-views.ts';
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

/** A call as every function of the database shows it. */
const callRow = z.object({
  id: z.uuid(),
  scenario: z.string(),
  direction: callView.shape.direction,
  channel: callView.shape.channel,
  room_name: z.string().nullable(),
  from_phone: z.string().nullable(),
  to_phone: z.string().nullable(),
  rehearsal: z.boolean(),
  started_at: instant,
  answered_at: instant.nullable(),
  ended_at: instant.nullable(),
  outcome: outcome.nullable(),
  disposition: z.string().nullable(),
  end_reason: endReason.nullable(),
  summary: z.string().nullable(),
  sentiment: sentiment.nullable(),
});

/** What a job needs to know to speak. */
export const openedRow = z.object({
  ok: z.literal(true),
  call: callRow,
  organization: z.object({ id: z.uuid(), name: z.string(), time_zone: z.string(), region: z.string() }),
  agent: z.object({
    id: z.uuid(),
    version: z.number().int(),
    name: z.string(),
    language: z.string(),
    voice: z.string().nullable(),
    persona: z.string().nullable(),
    max_call_seconds: z.number(),
  }),
});

export const endingRow = z.object({
  ok: z.literal(true),
  first: z.boolean(),
  outcome,
  disposition: z.string().nullable(),
  end_reason: endReason,
  ended_at: instant,
});

export function toOpenedCall(row: Omit<z.infer<typeof openedRow>, 'ok'>): OpenedCall {
  const { call, organization, agent } = row;
  return {
    call: {
      id: call.id,
      scenario: call.scenario,
      direction: call.direction,
      channel: call.channel,
      roomName: call.room_name,
      fromPhone: call.from_phone,
      toPhone: call.to_phone,
      rehearsal: call.rehearsal,
      startedAt: call.started_at,
    },
    organization: {
      id: organization.id,
      name: organization.name,
      timeZone: organization.time_zone,
      region: organization.region,
    },
    agent: {
      id: agent.id,
      version: agent.version,
      name: agent.name,
      language: agent.language,
      voice: agent.voice,
      persona: agent.persona,
      maxCallSeconds: agent.max_call_seconds,
    },
  };
}
