import { z } from 'zod';
import type { ToolCallKey } from '../../calls/call/tool-call.ts';
import { appointmentView } from '../../scenarios/appointment/store/appointment-views.ts';
import type { Appointments } from '../../scenarios/appointment/store/appointments.ts';
import { callFunction, type Database } from './client.ts';
import { answerOf, instant, slotRow } from './rows.ts';

const slotsAnswer = answerOf({ slots: z.array(slotRow) });
const holdAnswer = answerOf({ slot: slotRow, held_until: instant });
const appointmentAnswer = answerOf({ appointment: appointmentView });
const appointmentsAnswer = answerOf({ appointments: z.array(appointmentView) });

/** Postgres decides who wins a slot; this only translates its verdict. */
export function createAppointments(db: Database): Appointments {
  return {
    slots: (callId, { date, partOfDay }) =>
      callFunction(db, 'fetch_slots', { call_id: callId, day: date, part_of_day: partOfDay }, slotsAnswer),

    async hold(key, { date, time }) {
      const held = await callFunction(db, 'hold_slot', { ...keyOf(key), day: date, at: time }, holdAnswer);
      return held.ok ? { ok: true, slot: held.slot, heldUntil: held.held_until } : held;
    },

    book: (key, { date, time, notes }) =>
      callFunction(db, 'book_appointment', { ...keyOf(key), day: date, at: time, notes }, appointmentAnswer),

    modify: (key, { appointmentId, date, time }) =>
      callFunction(
        db,
        'modify_appointment',
        { ...keyOf(key), appointment_id: appointmentId, new_day: date, new_at: time },
        appointmentAnswer,
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
