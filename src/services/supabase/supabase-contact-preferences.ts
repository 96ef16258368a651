import { z } from 'zod';
import {
  type CallbackTime,
  type CallbackWish,
  type ContactPreferences,
  promiseRefusals,
} from '../../calls/call/contact-preferences.ts';
import { timeZonesOf } from '../../dialing/time-zones.ts';
import { callFunction, type Database } from './client.ts';
import { instant } from './rows.ts';

const done = z.object({ ok: z.literal(true) });
const refused = z.union([done, z.object({ ok: z.literal(false), code: z.literal('not_proven') })]);
const contact = z.object({
  phone: z.string().nullable(),
  time_zones: z.array(z.string()).nullable(),
  organization_time_zone: z.string(),
});
const callbackTime = z
  .object({ at: instant, day: z.iso.date(), time: z.iso.time({ precision: -1 }), time_zone: z.string() })
  .transform(
    ({ at, day, time, time_zone }): CallbackTime => ({
      at,
      moment: { date: day, time },
      timeZone: time_zone,
    }),
  );
const promised = z.union([
  z.object({ ok: z.literal(true), kept: callbackTime }),
  z.object({ ok: z.literal(false), code: z.literal('outside_hours'), next: callbackTime }),
  z.object({ ok: z.literal(false), code: z.literal('number_not_confirmed'), phone: z.string() }),
  z.object({ ok: z.literal(false), code: z.enum(promiseRefusals) }),
]);

/** What people ask of whoever calls them, as rows: a call request, or a number that is never dialed again. */
export function createContactPreferences(db: Database): ContactPreferences {
  return {
    async promiseCallback({ callId, toolCallId }, { when, note, confirmedPhone = null }) {
      const zones = await zonesOf(db, callId);
      const wish = { ...toWish(when), note, time_zones: zones, confirmed_phone: confirmedPhone };
      const parameters = { call_id: callId, tool_call_id: toolCallId, wish };
      return callFunction(db, 'promise_callback', parameters, promised);
    },

    refuseCalls: ({ organizationId, phone, reason, callId }) =>
      callFunction(
        db,
        'refuse_calls',
        { organization_id: organizationId, phone, reason, call_id: callId },
        refused,
      ),
  };
}

function toWish(when: CallbackWish) {
  if ('earliest' in when) return { earliest: when.earliest };
  return { day: when.moment.date, time: when.moment.time, named_zone: when.timeZone };
}

/** Where whoever would be called back may be. */
async function zonesOf(db: Database, callId: string): Promise<string[]> {
  const { phone, ...known } = await callFunction(db, 'callback_contact', { call_id: callId }, contact);
  if (known.time_zones !== null) return known.time_zones;
  return phone === null ? [] : timeZonesOf(phone, known.organization_time_zone);
}
