import type { AppointmentView } from '../store/appointment-views.ts';
import type { Slot } from '../store/appointments.ts';
import type { AppointmentTexts } from '../words/shape.ts';

/** A slot as the page and the model see it, in the field names of docs/events.md; `say` is how it is spoken. */
export function viewSlot({ date, time, startsAt, endsAt, resource }: Slot, { when }: AppointmentTexts) {
  return {
    date,
    time,
    starts_at: startsAt,
    ends_at: endsAt,
    say: when({ date, time }),
    ...(resource ? { resource } : {}),
  };
}

export function viewAppointment(appointment: AppointmentView, { when }: AppointmentTexts) {
  return { ...appointment, say: when(appointment) };
}
