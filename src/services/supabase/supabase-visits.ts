import { z } from 'zod';
import type { ToolCallKey } from '../../calls/call/tool-call.ts';
import { visitRow } from '../../scenarios/restaurant/store/visit-row.ts';
import {
  type VisitNotes,
  type Visits,
  visitHours,
  visitRefusals,
} from '../../scenarios/restaurant/store/visits.ts';
import { callFunction, type Database } from './client.ts';
import { closingRow } from './visit-rows.ts';

const foundVisit = z
  .object({ ok: z.literal(true), customer: visitRow })
  .transform(({ customer }) => ({ ok: true as const, visit: customer }));

const visitAnswer = z.union([
  z.object({ ok: z.literal(false), code: z.enum(visitRefusals) }),
  closingRow,
  z
    .object({ ok: z.literal(false), code: z.literal('order_changed'), customer: visitRow })
    .transform(({ ok, code, customer }) => ({ ok, code, visit: customer })),
  foundVisit,
]);

const visitFound = z.union([z.object({ ok: z.literal(false), code: z.literal('no_visit') }), foundVisit]);

const visitBriefing = z.object({
  menu: z.array(z.string()),
  hours: z.array(visitHours),
  visit: visitRow.nullable(),
});

/** Postgres decides what may become of a visit; this only translates its verdict. */
export function createVisits(db: Database): Visits {
  const change = (name: string, { callId, toolCallId }: ToolCallKey, parameters: Record<string, unknown>) =>
    callFunction(db, name, { call_id: callId, tool_call_id: toolCallId, ...parameters }, visitAnswer);
  return {
    brief: (callId) => callFunction(db, 'brief_visit', { call_id: callId }, visitBriefing),
    find: (callId) => callFunction(db, 'find_visit', { call_id: callId }, visitFound),
    captureOrder: (key, { items, seen = null, ...rest }) =>
      change('capture_order', key, { items, seen, ...noteRow(rest) }),
    note: (key, notes) => change('note_visit', key, noteRow(notes)),
    setArrivalTime: (key, { date, time }) => change('set_arrival_time', key, { day: date, at: time }),
    confirmArrival: (key, { arrived }) => change('confirm_arrival', key, { arrived }),
    rescheduleVisit: (key, { date, time }) => change('reschedule_visit', key, { day: date, at: time }),
    chooseTakeaway: (key, { notes }) => change('choose_takeaway', key, { notes }),
    cancelVisit: (key, { reason }) => change('cancel_visit', key, { reason }),
  };
}

function noteRow({ notes = null, allergies = null, partySize = null }: VisitNotes) {
  return { notes, allergies, party_size: partySize };
}
