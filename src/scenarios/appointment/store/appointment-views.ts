import { z } from 'zod';
import { person } from '../../../calls/call/call-views.ts';
import { userPreferences } from '../../../calls/call/events.ts';

/** An appointment as tools, page and summary see it. */
export const appointmentView = z.object({
  appointment_id: z.string(),
  /** Local calendar day in the organization's zone, YYYY-MM-DD. */
  date: z.iso.date(),
  /** Local start, HH:MM. */
  time: z.string().regex(/^\d{2}:\d{2}$/),
  starts_at: z.iso.datetime({ offset: true }),
  ends_at: z.iso.datetime({ offset: true }),
  status: z.enum(['held', 'booked', 'canceled', 'lapsed']),
  resource: z.string().nullable(),
  /** Who comes, where it is not whoever booked; in their words. */
  for_whom: z.string().nullable().default(null),
  notes: z.string().nullable(),
});

/** The scenario's part of a call's summary and of its detail. */
export const listedAppointments = z.object({ appointments: z.array(appointmentView).default([]) });

/** What is learned from what somebody books. */
export const appointmentPreferences = userPreferences.extend({
  last_appointment: z.iso.datetime({ offset: true }).nullable(),
});

export const appointmentRecord = appointmentView
  .extend({ person: z.union([person, z.null()]), call_id: z.uuid().nullable() })
  .meta({ id: 'AppointmentRecord' });

export type AppointmentView = z.infer<typeof appointmentView>;
export type AppointmentRecord = z.infer<typeof appointmentRecord>;
