import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';

/** So many at once, over the same organizations. */
export const sweepers = 4;
export const runners = 2;
export const enders = 30;
export const connectionsNeeded = sweepers + runners + enders + 1;

export interface Settled {
  ended: number;
  swept: number;
  claimed: number;
  deadlocks: number;
  /** What else the database refused, once each. */
  faults: string[];
}

/** Calls that are opened at once: enough for everybody to meet over the same. */
const batch = 60;
const outcomes = ['failed', 'answered', 'failed', 'no_answer'];

/**
 * Opens calls with requests and customers of some organizations and lets everybody end them at once for a while:
 * sweepers, because every lease has lapsed; jobs, each of which ends the next; runners, which claim and dial.
 * @param sql connections of their own, `connectionsNeeded` of them, with the role of the secret key
 */
export async function settle(sql: postgres.Sql[], organizations: string[], ms: number): Promise<Settled> {
  const settled: Settled = { ended: 0, swept: 0, claimed: 0, deadlocks: 0, faults: [] };
  const until = performance.now() + ms;
  const queue: string[] = [];
  const take = () => {
    const connection = sql.pop();
    if (connection === undefined) throw new Error(`settling needs ${connectionsNeeded} connections`);
    return connection;
  };
  const repeat = async (work: (connection: postgres.Sql) => Promise<unknown>) => {
    const connection = take();
    while (performance.now() < until) {
      await work(connection).catch((error: { code?: string; message: string }) => {
        if (error.code === '40P01') settled.deadlocks += 1;
        else if (!settled.faults.includes(error.message)) settled.faults.push(error.message);
      });
    }
  };

  const openCalls = async (connection: postgres.Sql) => {
    if (queue.length >= batch) await connection`select pg_sleep(0.005)`;
    else queue.push(...(await openBatch(connection, organizations)));
  };
  const sweep = async (connection: postgres.Sql) => {
    const [row] = await connection<Array<{ calls: unknown[] }>>`select public.sweep_calls(20) as calls`;
    settled.swept += row?.calls.length ?? 0;
  };
  const run = async (connection: postgres.Sql) => {
    const [row] = await connection<Array<{ calls: Array<{ call_id: string }> }>>`
      select public.claim_calls('settling', 3, 0, true) as calls`;
    for (const { call_id: callId } of row?.calls ?? []) {
      settled.claimed += 1;
      queue.push(callId);
      await connection`select public.begin_dial(${callId}, 0)`;
    }
    const wanted = organizations[settled.claimed % organizations.length] ?? '';
    await connection`
      select public.request_call(${wanted}, ${connection.json({
        scenario: 'order',
        phone: phoneOf(people + (settled.claimed % people)),
        source: 'settling',
        source_key: randomUUID(),
        time_zones: ['America/New_York'],
      })})`;
  };
  const end = async (connection: postgres.Sql) => {
    const callId = queue.shift();
    if (callId === undefined) return void (await connection`select pg_sleep(0.005)`);
    const outcome = outcomes[Math.floor(Math.random() * outcomes.length)] ?? 'failed';
    await connection`select public.end_call(${callId}, ${outcome}, null, 'agent_ended')`;
    settled.ended += 1;
  };
  const crew = [
    openCalls,
    ...Array.from({ length: sweepers }, () => sweep),
    ...Array.from({ length: runners }, () => run),
    ...Array.from({ length: enders }, () => end),
  ];
  await Promise.all(crew.map(repeat));
  return settled;
}

/** People of whom every organization has a customer, so that endings meet over those as well. */
const people = 20;

/** They are users as well. */
export async function addCustomers(sql: postgres.Sql, organizationId: string): Promise<void> {
  for (let index = 0; index < people; index += 1)
    await sql`
      insert into public.customers (organization_id, number, name, mobile, time_zones)
      values (${organizationId}, ${index + 1}, 'Ann Example', ${phoneOf(index)}, '{America/New_York}')`;
  await sql`
    insert into public.users (organization_id, phone)
    select organization_id, mobile from public.customers where organization_id = ${organizationId}`;
}

/**
 * Calls whose telephone rang and whose jobs are gone: of five, four were asked for by a request, and one came in from the
 * same people. All organizations in turn, so that whoever ends several of them meets everybody else.
 */
async function openBatch(sql: postgres.Sql, organizations: string[]): Promise<string[]> {
  const wanted = Array.from({ length: batch }, (_, index) => ({
    call_id: randomUUID(),
    organization_id: organizations[index % organizations.length] ?? '',
    request_id: index % 5 < 4 ? randomUUID() : null,
    phone: phoneOf(Math.floor(Math.random() * people)),
  }));
  const made = await sql<Array<{ id: string }>>`
    with wanted as (
      select * from jsonb_to_recordset(${sql.json(wanted)}) as call (
        call_id uuid, organization_id uuid, request_id uuid, phone text)
    ), known as (
      select wanted.*, users.id as user_id from wanted
      join public.users on users.organization_id = wanted.organization_id and users.phone = wanted.phone
    ), asked as (
      insert into public.call_requests
        (id, organization_id, scenario, user_id, phone, source, source_key, time_zones, status, attempts, dials)
      select request_id, organization_id, 'order', user_id, phone, 'settling', request_id, '{America/New_York}',
        'dialing', 1, 1
      from known where request_id is not null
    )
    insert into public.calls
      (id, organization_id, scenario, direction, channel, agent_id, agent_version, user_id, request_id, attempt,
       from_phone, to_phone, started_at, lease_expires_at, dialed_at, answered_at)
    select call_id, known.organization_id, 'order', case when request_id is null then 'inbound' else 'outbound' end,
      'simulation', agents.id, agents.version, user_id, request_id, case when request_id is not null then 1 end, phone,
      phone, app.now() - interval '2 minutes', app.now() - interval '1 minute',
      case when request_id is not null then app.now() - interval '2 minutes' end, app.now() - interval '2 minutes'
    from known join public.agents on agents.organization_id = known.organization_id
    on conflict do nothing returning id`;
  return made.map(({ id }) => id);
}

/** The first twenty are customers; the next are only asked for. */
function phoneOf(index: number): string {
  return `+120255501${String(index % (2 * people)).padStart(2, '0')}`;
}
