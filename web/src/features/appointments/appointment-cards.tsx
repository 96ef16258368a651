import type { AppointmentView } from '../../../../src/scenarios/appointment/store/appointment-views.ts';
import { formatDay, formatTime } from '../../lib/format.ts';
import type { CallOutcome } from '../../lib/scenario-page.ts';
import { appointmentsOf } from './appointments-of.ts';
import { words } from './words.ts';

const marks: Record<AppointmentView['status'], string> = {
  held: 'bg-warn-soft text-warn',
  booked: 'bg-accent-soft text-accent',
  canceled: 'bg-sunken text-soft',
  lapsed: 'bg-sunken text-soft',
};

/** What the call left in the calendar. */
export function AppointmentCards({ told }: Pick<CallOutcome, 'told'>) {
  const appointments = appointmentsOf(told);
  if (appointments.length === 0) return <p className="text-soft">{words.noneTouched}</p>;
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
            {words.status[appointment.status]}
          </span>
          <Details appointment={appointment} />
        </li>
      ))}
    </ul>
  );
}

function Details({ appointment: { resource, for_whom, notes } }: { appointment: AppointmentView }) {
  const details = [resource, for_whom && words.forWhom(for_whom), notes].filter(
    (detail) => detail !== null && detail !== '',
  );
  if (details.length === 0) return null;
  return (
    <span dir="auto" className="basis-full text-sm break-words text-soft">
      {details.join(' · ')}
    </span>
  );
}
