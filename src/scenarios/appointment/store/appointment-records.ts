import type { AppointmentRecord, AppointmentView } from './appointment-views.ts';

export interface AppointmentsQuery {
  /** Local days of the organization, both included; from today when null. */
  from: string | null;
  to: string | null;
  status: AppointmentView['status'] | null;
}

/** What one member of an organization may read. Throws `DatabaseError` when there was no answer. */
export interface AppointmentRecords {
  /** Soonest first. */
  list(organizationId: string, query: AppointmentsQuery): Promise<AppointmentRecord[]>;
}
