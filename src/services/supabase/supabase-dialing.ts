import { z } from 'zod';
import type { Dialing } from '../../dialing/dialing.ts';
import { destinationRefusals } from '../../dialing/requests.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { openedRow } from './opened-call.ts';

const done = z.object({ ok: z.literal(true) });
const expired = z.object({ expired: z.number().int() });
const answered = z.object({ ok: z.boolean() });

const claimedRows = z.array(
  camelRow({
    call_id: z.uuid(),
    organization_id: z.uuid(),
    request_id: z.uuid(),
    room_name: z.string(),
    scenario: z.string(),
    attempt: z.number().int(),
    language: z.string(),
    channel: z.enum(['sip', 'simulation']),
  }),
);

const routeRow = camelRow({
  line_id: z.uuid(),
  line_phone: z.string(),
  livekit_trunk_id: z.string().nullable(),
  caller_id: z.string(),
  dial_template: z.string(),
  headers: z.record(z.string(), z.string()),
  initial_dtmf: z.string().nullable(),
});

const refusedDial = z.object({
  ok: z.literal(false),
  code: z.enum([
    'already_dialed',
    'call_taken',
    'paused',
    'do_not_call',
    ...destinationRefusals,
    'outside_hours',
    'call_ended',
  ]),
});

const begunRow = z.union([
  refusedDial,
  openedRow.extend({
    input: z.record(z.string(), z.unknown()),
    attempt: z.number().int(),
    max_attempts: z.number().int(),
    person: z.object({ name: z.string().nullable() }),
    dial: camelRow({
      leg_id: z.uuid(),
      to_phone: z.string(),
      ring_timeout_seconds: z.number(),
      max_call_seconds: z.number(),
      route: routeRow,
    }),
  }),
]);

const unreleasedRows = z.array(camelRow({ call_id: z.uuid(), room_name: z.string().nullable() }));

const operatorRow = z.union([
  z.object({ ok: z.literal(false), code: z.enum(['exhausted', 'all_busy', 'call_ended']) }),
  camelRow({
    ok: z.literal(true),
    leg_id: z.uuid(),
    operator: z.object({ id: z.uuid(), name: z.string() }),
    to_phone: z.string(),
    ring_timeout_seconds: z.number(),
    route: routeRow,
  }),
]);

const errandRow = z.object({
  ok: z.literal(true),
  scenario: z.string(),
  input: z.record(z.string(), z.unknown()),
});

/**
 * Calls out, as functions of the database keep them.
 * @param db a connection with the secret key.
 * @param owner who dials here, as for calls
 */
export function createDialing(db: Database, owner: string | null = null): Dialing {
  return {
    claim: ({ runnerId, batchSize, leaseSeconds, simulated, agentName = null }) =>
      callFunction(
        db,
        'claim_calls',
        {
          runner_id: runnerId,
          batch_size: batchSize,
          lease_seconds: leaseSeconds,
          simulated,
          agent_name: agentName,
        },
        claimedRows,
      ),

    async errand(callId) {
      const { scenario, input } = await callFunction(db, 'call_errand', { call_id: callId }, errandRow);
      return { scenario, input };
    },

    async expire(batchSize) {
      return (await callFunction(db, 'expire_requests', { batch_size: batchSize }, expired)).expired;
    },

    async refuse(callId, code) {
      await callFunction(db, 'refuse_errand', { call_id: callId, code }, answered);
    },

    async begin(callId, leaseSeconds) {
      const row = await callFunction(
        db,
        'begin_dial',
        { call_id: callId, lease_seconds: leaseSeconds, owner },
        begunRow,
      );
      if (!row.ok) return row;
      const { ok, max_attempts: maxAttempts, dial, ...order } = row;
      const { ringTimeoutSeconds, maxCallSeconds, ...leg } = dial;
      return {
        ok,
        order: {
          ...order,
          maxAttempts,
          dial: { ...leg, ringTimeoutMs: ringTimeoutSeconds * 1000, maxCallMs: maxCallSeconds * 1000 },
        },
      };
    },

    async answered(callId, sipCallId, by) {
      const parameters = { call_id: callId, sip_call_id: sipCallId, answered_by: by };
      return (await callFunction(db, 'answer_call', parameters, answered)).ok;
    },

    async release(callId) {
      await callFunction(db, 'release_lines', { call_id: callId }, done);
    },

    async unreleased(batchSize, graceSeconds) {
      const parameters = { batch_size: batchSize, grace_seconds: graceSeconds };
      return callFunction(db, 'unreleased_calls', parameters, unreleasedRows);
    },

    async nextOperator(callId) {
      const row = await callFunction(db, 'next_operator', { call_id: callId }, operatorRow);
      if (!row.ok) return row;
      const { ok, ringTimeoutSeconds, ...leg } = row;
      return { ok, leg: { ...leg, ringTimeoutMs: ringTimeoutSeconds * 1000 } };
    },

    async operatorAnswered(legId, sipCallId) {
      const parameters = { leg_id: legId, sip_call_id: sipCallId };
      return (await callFunction(db, 'answer_leg', parameters, answered)).ok;
    },

    async legEnded(legId, outcome, sipStatusCode) {
      const parameters = { leg_id: legId, outcome, sip_status_code: sipStatusCode };
      await callFunction(db, 'record_leg_end', parameters, done);
    },
  };
}
