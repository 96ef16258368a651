import { z } from 'zod';
import { askedDay } from '../../calls/call/call-views.ts';
import { appointmentRecord, appointmentView } from '../../scenarios/appointment/store/appointment-views.ts';

export const listAppointmentsQuery = z.strictObject({
  /** Local days of the organization, both included; from today when left out. */
  from: askedDay.optional(),
  to: askedDay.optional(),
  status: appointmentView.shape.status.optional(),
});

export const listAppointmentsResponse = z
  .object({
    /** Soonest first. */
    appointments: z.array(appointmentRecord),
  })
  .meta({ id: 'AppointmentList' });
