import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type {
  AppointmentRecords,
  AppointmentsQuery,
} from '../../scenarios/appointment/store/appointment-records.ts';
import {
  type AppointmentRecord,
  appointmentView,
} from '../../scenarios/appointment/store/appointment-views.ts';
import type { Clock } from '../../shared/clock.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { toInstant } from './call-rows.ts';
import type { Database } from './client.ts';
import { lookUp } from './look-up.ts';
import { readLocale } from './organizations.ts';
import { personColumns, personRow } from './person-row.ts';

/** More than anybody reads at once; whoever wants more asks for fewer days. */
const maxAppointments = 500;

const row = z.object({
  id: z.uuid(),
  call_id: z.uuid().nullable(),
  status: appointmentView.shape.status,
  starts_at: z.string(),
  ends_at: z.string(),
  for_whom: z.string().nullable(),
  notes: z.string().nullable(),
  resource_id: z.uuid(),
  user_id: z.uuid().nullable(),
});

const resource = z.object({ name: z.string() });

/** @param db a connection with the publishable key and the member's credentials: row level security decides. */
export function createAppointmentRecords(db: Database, clock: Clock): AppointmentRecords {
  return { list: (organizationId, query) => listAppointments(db, organizationId, query, clock) };
}

/** Appointments of an organization by its local days, soonest first. */
async function listAppointments(
  db: Database,
  organizationId: string,
  { from, to, status }: AppointmentsQuery,
  clock: Clock,
): Promise<AppointmentRecord[]> {
  const { timeZone } = await readLocale(db, organizationId);
  const first = from === null ? today(clock, timeZone) : Temporal.PlainDate.from(from);
  let query = db
    .from('appointments')
    .select('id, call_id, status, starts_at, ends_at, for_whom, notes, resource_id, user_id')
    .eq('organization_id', organizationId)
    .gte('starts_at', startOf(first, timeZone));
  if (to !== null)
    query = query.lt('starts_at', startOf(Temporal.PlainDate.from(to).add({ days: 1 }), timeZone));
  if (status !== null) query = query.eq('status', status);
  const { data, error } = await query.order('starts_at').order('id').limit(maxAppointments);
  if (error) throw new DatabaseError('list_appointments', { cause: error });
  const parsed = z.array(row).safeParse(data);
  if (!parsed.success) throw new DatabaseError('list_appointments', { cause: parsed.error });
  const rows = parsed.data;
  const [resources, people] = await Promise.all([
    lookUp(db, 'resources', {
      ids: rows.map(({ resource_id }) => resource_id),
      columns: 'name',
      shape: resource,
    }),
    lookUp(db, 'users', {
      ids: rows.map(({ user_id }) => user_id),
      columns: personColumns,
      shape: personRow,
    }),
  ]);
  return rows.map(({ resource_id, user_id, ...appointment }) => ({
    ...toLocal(appointment, timeZone),
    resource: resources.get(resource_id)?.name ?? null,
    person: (user_id && people.get(user_id)) || null,
  }));
}

function today(clock: Clock, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(clock.now()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The first moment of a local day, which is not midnight everywhere on every day. */
function startOf(day: Temporal.PlainDate, timeZone: string): string {
  return day.toZonedDateTime({ timeZone }).toInstant().toString();
}

function toLocal(appointment: Omit<z.infer<typeof row>, 'resource_id' | 'user_id'>, timeZone: string) {
  const { id, starts_at, ends_at, ...rest } = appointment;
  const local = Temporal.Instant.from(toInstant(starts_at)).toZonedDateTimeISO(timeZone);
  return {
    ...rest,
    appointment_id: id,
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    starts_at: toInstant(starts_at),
    ends_at: toInstant(ends_at),
  };
}
