import { ListState } from '../../components/list-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatMoment } from '../../lib/format.ts';
import { callHref } from '../../lib/routes.ts';
import { useAppointments } from './queries.ts';
import { words } from './words.ts';

const shown = 6;

/** What is booked from today on. */
export function AppointmentList() {
  const { data, error, isPending } = useAppointments();
  const appointments = data?.appointments.slice(0, shown) ?? [];
  return (
    <Panel title={words.coming} testId="coming-appointments">
      <ListState
        isPending={isPending}
        error={error}
        isEmpty={appointments.length === 0}
        empty={words.noneComing}
      />
      <ul className="px-2 pb-2">
        {appointments.map(({ appointment_id, date, time, person, call_id, resource }) => (
          <li key={appointment_id} className="px-2 py-2">
            <p className="font-medium">{formatMoment({ date, time })}</p>
            <p className="text-sm break-words text-soft">
              <bdi>{person?.name ?? person?.phone}</bdi>
              {person && resource && ' · '}
              <bdi>{resource}</bdi>
              {call_id && (
                <>
                  {' · '}
                  <a href={callHref(call_id)} className="underline underline-offset-2 hover:text-ink">
                    {words.itsCall}
                  </a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
