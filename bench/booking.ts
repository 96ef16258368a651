import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { createSupabaseApp } from '../src/embedded/database.ts';
import { createKeys } from '../src/embedded/database-keys.ts';
import { createDatabase } from '../src/services/supabase/client.ts';
import { createAppointments } from '../src/services/supabase/supabase-appointments.ts';
import { createCalls } from '../src/services/supabase/supabase-calls.ts';
import { createUsers } from '../src/services/supabase/supabase-users.ts';
import { connectLite, startPostgres, templateName } from '../test/support/postgres-template.ts';
import { serveSupabase } from '../test/support/serve-supabase.ts';

/**
 * What a booking costs, beside a bare insert into the same table on the same server in the same run: one after the
 * other, alternating, so that both meet the same noise. Loopback only; `node bench/booking.ts [rounds]`.
 *
 * The booking goes supabase-js → HTTP → @supabase/lite → Postgres and decides, remembers, learns; the insert goes over
 * a Postgres connection and only writes. On hosted Supabase PostgREST stands where Lite stands here.
 */
const rounds = Math.min(Number(process.argv[2] ?? 300), 2000);
const warmUp = 30;

const cluster = await startPostgres();
try {
  await measure();
} finally {
  await cluster.stop();
}

async function measure(): Promise<void> {
  const url = `${cluster.adminUrl}/${templateName}`;
  const sql = postgres(url, { max: 1, connection: { role: 'service_role' }, onnotice: () => undefined });
  const keys = createKeys();
  const { app, fetch } = createSupabaseApp(connectLite(url), keys);
  await app.init();
  const api = await serveSupabase(fetch);
  const db = createDatabase(api.url, keys.secret);

  const organizationId = randomUUID();
  const resourceId = randomUUID();
  await prepare(sql, organizationId, resourceId);
  const callId = await openCall(db, organizationId);
  const [user] = await sql`select id from public.users where organization_id = ${organizationId}`;

  const appointments = createAppointments(db);
  const bookings: number[] = [];
  const functions: number[] = [];
  const inserts: number[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const [first, second] = [slotAt(round * 2), slotAt(round * 2 + 1)];
    const key = { callId, toolCallId: randomUUID() };
    bookings.push(
      await timed(async () => {
        const answer = await appointments.book(key, { ...first, notes: null });
        if (!answer.ok) throw new Error(answer.code);
      }),
    );
    functions.push(
      await timed(
        () => sql`select public.book_appointment(${callId}, ${randomUUID()}, ${second.date}, ${second.time})`,
      ),
    );
    // Far from the others, so that it never waits and never conflicts.
    const startsAt = new Date(Date.UTC(2100, 0, 1) + round * 3_600_000);
    const endsAt = new Date(startsAt.getTime() + 1_800_000);
    inserts.push(
      await timed(
        () => sql`
          insert into public.appointments
            (organization_id, resource_id, user_id, call_id, status, starts_at, ends_at, during)
          values (${organizationId}, ${resourceId}, ${user?.id}, ${callId}, 'booked', ${startsAt}, ${endsAt},
            tstzrange(${startsAt}, ${endsAt}))`,
      ),
    );
  }
  report({ bookings, functions, inserts });
  await api.close();
  await app.connection.close();
  await sql.end();
}

async function prepare(sql: postgres.Sql, organizationId: string, resourceId: string): Promise<void> {
  await sql`insert into public.organizations (id, slug, name, time_zone, step_minutes, slot_minutes, horizon_days)
    values (${organizationId}, 'bench', 'Bench', 'UTC', 15, 15, 366)`;
  await sql`insert into public.agents (organization_id, name) values (${organizationId}, 'Bench')`;
  await sql`insert into public.resources (id, organization_id, name) values (${resourceId}, ${organizationId}, 'One')`;
  await sql`insert into public.opening_hours (organization_id, weekday, opens, closes)
    select ${organizationId}, weekday, '09:00', '15:00' from generate_series(1, 7) as weekday`;
}

async function openCall(db: ReturnType<typeof createDatabase>, organizationId: string): Promise<string> {
  const { call } = await createCalls(db).open({
    organizationId,
    scenario: 'appointment',
    direction: 'inbound',
    channel: 'simulation',
    roomName: null,
    fromPhone: null,
    toPhone: null,
    rehearsal: true,
    leaseSeconds: 3600,
  });
  const person = { phone: '+12025550199', name: null };
  await createUsers(db).identify({ callId: call.id, toolCallId: 'identify' }, person);
  return call.id;
}

/** 24 quarters of an hour from nine o'clock a day, from the day after tomorrow on. */
function slotAt(index: number): { date: string; time: string } {
  const minutes = 9 * 60 + (index % 24) * 15;
  const day = new Date(Date.now() + (2 + Math.floor(index / 24)) * 86_400_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: day.toISOString().slice(0, 10),
    time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function report(samples: Record<'bookings' | 'functions' | 'inserts', number[]>): void {
  const quantile = (values: number[], share: number) => {
    const sorted = values.slice(warmUp).sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  };
  const line = (label: string, values: number[]) =>
    console.log(
      `${label.padEnd(46)} median ${quantile(values, 0.5).toFixed(2)} ms   p95 ${quantile(values, 0.95).toFixed(2)} ms`,
    );
  line('book_appointment through supabase-js', samples.bookings);
  line('book_appointment over a Postgres connection', samples.functions);
  line('bare insert over a Postgres connection', samples.inserts);
  const base = quantile(samples.inserts, 0.5);
  console.log(
    `ratio (medians, ${rounds} rounds): supabase-js ${(quantile(samples.bookings, 0.5) / base).toFixed(2)}, ` +
      `function alone ${(quantile(samples.functions, 0.5) / base).toFixed(2)}`,
  );
}
