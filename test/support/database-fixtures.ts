import { randomUUID } from 'node:crypto';
import type { OpenRequest } from '../../src/calls/call/call.ts';
import type { ToolCallKey } from '../../src/calls/call/tool-call.ts';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import { createDatabase, type Database } from '../../src/services/supabase/client.ts';
import { createAppointments } from '../../src/services/supabase/supabase-appointments.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { createUsers } from '../../src/services/supabase/supabase-users.ts';
import type { TestDatabase } from './postgres.ts';

export { demoOrganizationId } from '../../src/embedded/database.ts';

import { demoOrganizationId } from '../../src/embedded/database.ts';

/** The ports over one test database, and a way to open calls in it. */
export function portsOf(database: Pick<TestDatabase, 'url' | 'keys'>) {
  const db = createDatabase(database.url, database.keys.secret);
  const calls = createCalls(db);
  const appointments = createAppointments(db);
  const users = createUsers(db);

  const openCall = async (request: Partial<OpenRequest> = {}) => {
    const { call } = await calls.open({
      organizationId: demoOrganizationId,
      scenario: 'appointment',
      direction: 'inbound',
      channel: 'simulation',
      roomName: `room-${randomUUID()}`,
      fromPhone: null,
      toPhone: null,
      rehearsal: true,
      leaseSeconds: 60,
      ...request,
    });
    return call.id;
  };

  /** A call whose person is known: the business has signed them in. */
  const callOf = async (phone: string, request: Partial<OpenRequest> = {}) => {
    const callId = await openCall({ channel: 'web', fromPhone: phone, ...request });
    await users.identify(keyIn(callId), { phone, name: null });
    return callId;
  };

  return { db, calls, users, appointments, openCall, callOf };
}

/** A tool call that was not made before. */
export function keyIn(callId: string): ToolCallKey {
  return { callId, toolCallId: randomUUID() };
}

export interface OrganizationFixture {
  slug?: string;
  timeZone?: string;
  resources?: number;
  /** Every day of the week. */
  opens?: string;
  closes?: string;
  settings?: Record<string, number>;
}

/** An organization with an agent, resources and the same hours every day. Its members and keys are up to the test. */
export async function addOrganization(sql: SqlRunner, fixture: OrganizationFixture = {}): Promise<string> {
  const id = randomUUID();
  const { timeZone = 'America/New_York', resources = 1, opens = '09:00', closes = '17:00' } = fixture;
  await sql.query(
    'insert into public.organizations (id, slug, name, time_zone) values ($1::uuid, $2, $3, $4)',
    [id, fixture.slug ?? `organization-${id}`, 'Second Clinic', timeZone],
  );
  for (const [column, value] of Object.entries(fixture.settings ?? {}))
    await sql.query(`update public.organizations set ${column} = $2::int where id = $1::uuid`, [id, value]);
  await sql.query('insert into public.agents (organization_id, name) values ($1::uuid, $2)', [id, 'Robin']);
  for (let number = 1; number <= resources; number += 1)
    await sql.query('insert into public.resources (organization_id, name) values ($1::uuid, $2)', [
      id,
      `Room ${number}`,
    ]);
  await sql.query(
    `insert into public.opening_hours (organization_id, weekday, opens, closes)
     select $1::uuid, weekday, $2::text::time, $3::text::time from generate_series(1, 7) as weekday`,
    [id, opens, closes],
  );
  return id;
}

/** Ends whatever nobody runs any more, as a runner does: one call of each organization at a time, until there is none. */
export async function sweepAll(db: Database): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { data, error } = await db.rpc('sweep_calls', { batch_size: 100 });
    if (error) throw new Error('not swept', { cause: error });
    const swept: Array<{ id: string }> = data;
    if (swept.length === 0) return ids;
    ids.push(...swept.map(({ id }) => id));
  }
}

export async function countRows(sql: SqlRunner, table: string, where = 'true'): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from public.${table} where ${where}`,
    [],
  );
  return row?.count ?? 0;
}

/** Both databases that Parley runs on: each rule holds on either. */
export const databases = [
  ['Postgres', async () => (await import('./postgres.ts')).createTestDatabase()],
  ['PGlite', async () => (await import('./pglite.ts')).createEmbeddedTestDatabase()],
] as const satisfies Array<readonly [string, () => Promise<TestDatabase>]>;
