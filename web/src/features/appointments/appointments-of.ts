import {
  type AppointmentView,
  listedAppointments,
} from '../../../../src/scenarios/appointment/store/appointment-views.ts';

/** What a call's summary or the kept call tells of appointments; none where it was about something else. */
export function appointmentsOf(told: Record<string, unknown>): AppointmentView[] {
  return listedAppointments.parse(told).appointments;
}
