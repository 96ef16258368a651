import { z } from 'zod';
import { type Calls, CallTakenError, type OpenedCall, type Turn } from '../../calls/call/call.ts';
import { costBreakdown, userPreferences } from '../../calls/call/events.ts';
import { ParleyError } from '../../shared/errors.ts';
import { callFunction, type Database } from './client.ts';
import { endingRow, openedRow, toOpenedCall } from './opened-call.ts';
import { refusedRow } from './rows.ts';

const taken = z.object({ ok: z.literal(false), code: z.literal('call_taken') });
const opened = z.union([refusedRow, taken, openedRow]);
const ended = z.union([taken, endingRow]);
const renewed = z.union([refusedRow, taken, z.object({ ok: z.literal(true) })]);
const done = z.object({ ok: z.literal(true) });

/**
 * Calls as rows. Each method is one function of the database, so each happens whole or not at all.
 * @param owner who takes calls here: one process. Without one, calls that somebody owns are taken and renewed
 * by nobody else; ended they may be.
 */
export function createCalls(db: Database, owner: string | null = null): Calls {
  return {
    async open(request) {
      const answer = await callFunction(
        db,
        'create_call',
        {
          organization_id: request.organizationId,
          scenario: request.scenario,
          direction: request.direction,
          channel: request.channel,
          room_name: request.roomName,
          from_phone: request.fromPhone,
          to_phone: request.toPhone,
          rehearsal: request.rehearsal,
          lease_seconds: request.leaseSeconds,
        },
        opened,
      );
      return openedOrThrow(answer);
    },

    async take(callId, leaseSeconds) {
      const parameters = { call_id: callId, lease_seconds: leaseSeconds, owner };
      return openedOrThrow(await callFunction(db, 'take_call', parameters, opened));
    },

    async renew(callId, leaseSeconds) {
      const parameters = { call_id: callId, lease_seconds: leaseSeconds, owner };
      return (await callFunction(db, 'renew_call', parameters, renewed)).ok;
    },

    async recordTurn(callId, turn) {
      await callFunction(db, 'record_turn', { call_id: callId, turn: toTurnRow(turn) }, done);
    },

    async recordEvent(callId, event) {
      await callFunction(db, 'record_event', { call_id: callId, event }, done);
    },

    async recordUsage(callId, usage) {
      await callFunction(db, 'record_usage', { call_id: callId, usage }, done);
    },

    async end(callId, { outcome, disposition, endReason }) {
      const parameters = { call_id: callId, outcome, disposition, end_reason: endReason, owner };
      const answer = await callFunction(db, 'end_call', parameters, ended);
      if ('ok' in answer) throw new CallTakenError();
      return answer;
    },

    async recordSummary(callId, { summary, sentiment }) {
      await callFunction(db, 'record_summary', { call_id: callId, summary, sentiment }, done);
    },

    cost: (callId) => callFunction(db, 'call_cost', { call_id: callId }, costBreakdown),

    preferences: (callId) => callFunction(db, 'call_preferences', { call_id: callId }, userPreferences),
  };
}

/** A job that comes too late must not speak: the caller learns `call_ended` or `call_taken` and leaves. */
function openedOrThrow(answer: z.infer<typeof opened>): OpenedCall {
  if (answer.ok) return toOpenedCall(answer);
  if (answer.code === 'call_taken') throw new CallTakenError();
  throw new ParleyError(answer.code, 'This call has ended.');
}

function toTurnRow(turn: Turn) {
  return {
    index: turn.index,
    role: turn.role,
    text: turn.text,
    heard: turn.heard,
    interrupted: turn.interrupted,
    started_at: turn.startedAt,
    ended_at: turn.endedAt,
    latency: {
      end_of_turn_ms: turn.latency.endOfTurnMs,
      model_ms: turn.latency.modelMs,
      speech_ms: turn.latency.speechMs,
      total_ms: turn.latency.totalMs,
    },
    decision: turn.decision,
  };
}
