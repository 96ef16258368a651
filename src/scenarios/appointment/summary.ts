import type { EndedCall, SummaryParts } from '../../calls/scenario/definition.ts';
import { withoutFullStop } from '../../language/sentences.ts';
import { type AppointmentView, listedAppointments } from './store/appointment-views.ts';
import type { AppointmentSummaryTexts } from './words/shape.ts';
import { appointmentTexts } from './words/texts.ts';

/** @param parts `appointments`: what this call booked, moved, canceled or only held, as it stands now */
export function summarizeAppointmentRows(
  parts: Readonly<Record<string, unknown>>,
  ended: EndedCall,
): SummaryParts {
  return summarizeAppointments(listedAppointments.parse(parts).appointments, ended);
}

export function summarizeAppointments(
  appointments: AppointmentView[],
  { disposition, language }: EndedCall,
): SummaryParts {
  const own = appointmentTexts(language).summary;
  return {
    told: appointments.flatMap((appointment) => tell(appointment, disposition, own)),
    nothing: nothingDone(disposition, own),
    event: { appointments },
  };
}

function tell(
  appointment: AppointmentView,
  disposition: string | null,
  own: AppointmentSummaryTexts,
): string[] {
  const when = sayWhen(appointment, own.locale);
  const forWhom = appointment.for_whom ? [own.forWhom(withoutFullStop(appointment.for_whom))] : [];
  const note = appointment.notes ? [own.note(withoutFullStop(appointment.notes))] : [];
  switch (appointment.status) {
    case 'booked': {
      const say = disposition === 'modified' ? own.moved : own.booked;
      return [say(when, appointment.resource), ...forWhom, ...note];
    }
    case 'canceled':
      return [own.canceled(when)];
    case 'held':
    case 'lapsed':
      return [own.held(when)];
  }
}

function nothingDone(disposition: string | null, own: AppointmentSummaryTexts): string {
  if (disposition === 'informed') return own.informed;
  return disposition === 'abandoned' ? own.abandoned : own.nothing;
}

/** `date` and `time` are local already, so the zone of the formatter is only a carrier. */
function sayWhen({ date, time }: AppointmentView, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(new Date(`${date}T${time}:00Z`));
}
