import { createAppointmentRecords } from '../../services/supabase/supabase-appointment-records.ts';
import type { BesideCalls } from './beside-calls.ts';

export const appointmentBesideCalls: BesideCalls = {
  async routes({ connect, clock }) {
    const { appointmentRoutes } = await import('../../scenarios/appointment/http/appointments.ts');
    return appointmentRoutes(({ credential }) => createAppointmentRecords(connect(credential), clock));
  },
};
