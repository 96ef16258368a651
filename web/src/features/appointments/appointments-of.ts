import type { CallSummaryEvent } from '../../../../src/calls/call/events.ts';
import {
  type AppointmentView,
  listedAppointments,
} from '../../../../src/scenarios/appointment/store/appointment-views.ts';

/** What a call's summary tells of appointments; none where it was about something else. */
export function appointmentsOf(summary: CallSummaryEvent): AppointmentView[] {
  return listedAppointments.parse(summary).appointments;
}
