import { z } from 'zod';
import type { ToolCallKey } from '../../calls/call/tool-call.ts';
import { type Visits, visitRefusals } from '../../scenarios/restaurant/store/visits.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { instant } from './rows.ts';

const visitRow = camelRow({
  customer_id: z.string(),
  status: z.string(),
  order_details: z.string().nullable(),
  expected_arrival_time: instant.nullable(),
});

const visitAnswer = z.union([
  z.object({ ok: z.literal(false), code: z.enum(visitRefusals) }),
  z
    .object({ ok: z.literal(true), customer: visitRow })
    .transform(({ customer }) => ({ ok: true as const, visit: customer })),
]);

/** Postgres decides what may become of a visit; this only translates its verdict. */
export function createVisits(db: Database): Visits {
  const change = (name: string, { callId, toolCallId }: ToolCallKey, parameters: Record<string, unknown>) =>
    callFunction(db, name, { call_id: callId, tool_call_id: toolCallId, ...parameters }, visitAnswer);
  return {
    captureOrder: (key, { items, notes }) => change('capture_order', key, { items, notes }),
    setArrivalTime: (key, { date, time }) => change('set_arrival_time', key, { day: date, at: time }),
    confirmArrival: (key, { arrived }) => change('confirm_arrival', key, { arrived }),
    rescheduleVisit: (key, { date, time }) => change('reschedule_visit', key, { day: date, at: time }),
    chooseTakeaway: (key, { notes }) => change('choose_takeaway', key, { notes }),
    cancelVisit: (key, { reason }) => change('cancel_visit', key, { reason }),
  };
}
