import type { AppointmentView } from '../../../../src/scenarios/appointment/store/appointment-views.ts';
import { formatDay, formatTime } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';

const marks: Record<AppointmentView['status'], string> = {
  held: 'bg-warn-soft text-warn',
  booked: 'bg-accent-soft text-accent',
  canceled: 'bg-sunken text-soft',
  lapsed: 'bg-sunken text-soft',
};

/** What the call left in the calendar. */
export function AppointmentCards({ appointments }: { appointments: readonly AppointmentView[] }) {
  if (appointments.length === 0) return <p className="text-soft">{texts.record.noAppointments}</p>;
  return (
    <ul className="flex flex-col gap-2" data-testid="appointments">
      {appointments.map((appointment) => (
        <li
          key={appointment.appointment_id}
          data-status={appointment.status}
          className="flex flex-wrap items-baseline gap-x-3 rounded-lg border border-line bg-surface px-4 py-3"
        >
          <span
            className={`font-semibold ${appointment.status === 'canceled' ? 'text-soft line-through' : ''}`}
          >
            {formatDay(appointment.date)}, {formatTime(appointment.time)}
          </span>
          <span className={`rounded px-1.5 text-xs font-medium ${marks[appointment.status]}`}>
            {texts.appointmentStatus[appointment.status]}
          </span>
          <Details appointment={appointment} />
        </li>
      ))}
    </ul>
  );
}

function Details({ appointment: { resource, notes } }: { appointment: AppointmentView }) {
  const details = [resource, notes].filter((detail) => detail !== null && detail !== '');
  if (details.length === 0) return null;
  return (
    <span dir="auto" className="basis-full text-sm break-words text-soft">
      {details.join(' · ')}
    </span>
  );
}
