import { z } from 'zod';
import type { ToolCallKey } from '../../calls/call/tool-call.ts';
import { appointmentView } from '../../scenarios/appointment/store/appointment-views.ts';
import type { Appointments } from '../../scenarios/appointment/store/appointments.ts';
import { callFunction, type Database } from './client.ts';
import { answerOf, instant, slotRow } from './rows.ts';

const slotsAnswer = answerOf({ slots: z.array(slotRow) });
const holdAnswer = answerOf({
  slot: slotRow,
  held_until: instant,
  appointment: appointmentView.optional(),
});
const appointmentAnswer = answerOf({ appointment: appointmentView });
const movedAnswer = answerOf({ appointment: appointmentView, previous: appointmentView.optional() });
const appointmentsAnswer = answerOf({
  appointments: z.array(appointmentView),
  partial: z.literal(true).optional(),
});

/** Postgres decides who wins a slot; this only translates its verdict. */
export function createAppointments(db: Database): Appointments {
  return {
    slots: (callId, wish) =>
      callFunction(
        db,
        'fetch_slots',
        {
          call_id: callId,
          day: wish.date,
          to_day: wish.untilDate ?? null,
          part_of_day: wish.partOfDay,
          earliest: wish.earliest ?? null,
          before: wish.before ?? null,
          not_on: wish.notOn ?? null,
          resource: wish.resource ?? null,
          appointment_id: wish.appointmentId ?? null,
          direction: wish.direction ?? null,
        },
        slotsAnswer,
      ),

    async hold(key, { date, time, resource = null, appointmentId = null }) {
      const wish = { day: date, at: time, resource, appointment_id: appointmentId };
      const held = await callFunction(db, 'hold_slot', { ...keyOf(key), ...wish }, holdAnswer);
      if (!held.ok) return held;
      return { ok: true, slot: held.slot, heldUntil: held.held_until, appointment: held.appointment };
    },

    book: (key, { date, time, notes, resource = null, forWhom = null }) =>
      callFunction(
        db,
        'book_appointment',
        { ...keyOf(key), day: date, at: time, notes, resource, for_whom: forWhom },
        appointmentAnswer,
      ),

    modify: (key, { appointmentId, date, time, resource = null }) =>
      callFunction(
        db,
        'modify_appointment',
        { ...keyOf(key), appointment_id: appointmentId, new_day: date, new_at: time, resource },
        movedAnswer,
      ),

    cancel: (key, appointmentId) =>
      callFunction(
        db,
        'cancel_appointment',
        { ...keyOf(key), appointment_id: appointmentId },
        appointmentAnswer,
      ),

    retrieve: (callId) => callFunction(db, 'retrieve_appointments', { call_id: callId }, appointmentsAnswer),
  };
}

const keyOf = ({ callId, toolCallId }: ToolCallKey) => ({ call_id: callId, tool_call_id: toolCallId });
