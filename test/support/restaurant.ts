import { randomUUID } from 'node:crypto';
import type { CustomerView } from '../../src/scenarios/restaurant/store/customer-views.ts';
import { createCustomerRounds, createCustomers } from '../../src/services/supabase/supabase-customers.ts';
import type { CallMaking } from '../../src/services/supabase/supabase-dialer.ts';
import { createVisits } from '../../src/services/supabase/supabase-visits.ts';
import { addOrganization, type OrganizationFixture, portsOf } from './database-fixtures.ts';
import type { TestDatabase } from './postgres.ts';

export type KeptCustomer = CustomerView & { misses: number };

const areas = ['212', '312', '415', '617', '713'];
let lines = 0;

/** A fictitious number that no other line of this test file has: lines are unique among all organizations. */
function nextLine(): string {
  lines += 1;
  return `+1${areas[Math.floor(lines / 100)]}55501${String(lines % 100).padStart(2, '0')}`;
}

/** A restaurant with a line on the simulated network, and what happens to its customers. */
export async function openRestaurant(database: TestDatabase, fixture: OrganizationFixture = {}) {
  const { sql } = database;
  const organizationId = await addOrganization(sql, fixture);
  const line = nextLine();
  await sql.query(
    `insert into public.lines (organization_id, phone, name, max_concurrent, max_per_minute, max_per_day)
     values ($1::uuid, $2, 'Simulated', 50, 1000, 100000)`,
    [organizationId, line],
  );
  const { db, calls, openCall, callOf } = portsOf(database);
  const ask = async <Answer>(statement: string, parameters: unknown[] = []): Promise<Answer> => {
    const [row] = await sql.query<{ answer: Answer }>(`select ${statement} as answer`, parameters);
    if (!row) throw new Error('no answer');
    return row.answer;
  };

  return {
    organizationId,
    ask,
    calls,
    customers: createCustomers(db, organizationId),
    /** `POST /trigger-call`. */
    now: (customerId: string, making: CallMaking = { simulated: true, agentName: null }) =>
      createCustomers(db, organizationId, making).requestCall(customerId),
    visits: createVisits(db),
    rounds: createCustomerRounds(db),

    /** Straight into the table, in any state that the table allows. */
    async add(mobile: string, columns: Record<string, unknown> = {}): Promise<string> {
      const row = {
        organization_id: organizationId,
        name: 'Ann Example',
        mobile,
        time_zones: ['America/New_York'],
        ...columns,
      };
      const names = Object.keys(row);
      const [added] = await sql.query<{ customer_id: string }>(
        `insert into public.customers (${names.join(', ')})
         select ${names.join(', ')} from jsonb_populate_record(null::public.customers, $1::text::jsonb)
         returning customer_id`,
        [JSON.stringify(row)],
      );
      return added?.customer_id ?? '';
    },

    async read(customerId: string): Promise<KeptCustomer> {
      const [row] = await sql.query<{ customer: KeptCustomer }>(
        `select app.customer_view(customers) || jsonb_build_object('misses', misses) as customer
         from public.customers where organization_id = $1::uuid and customer_id = $2`,
        [organizationId, customerId],
      );
      if (!row) throw new Error('no such customer');
      return row.customer;
    },

    requests: () =>
      sql.query<{ scenario: string; source_key: string; status: string; phone: string }>(
        'select scenario, source_key, status, phone from public.call_requests where organization_id = $1::uuid order by created_at, source_key',
        [organizationId],
      ),

    /** The runner's part: claims what is due and rings. */
    async ring(most = 50): Promise<string[]> {
      const claimed = await ask<Array<{ call_id: string; organization_id: string }>>(
        "public.claim_calls('test', $1::int, 60, true)",
        [most],
      );
      const own = claimed.filter((call) => call.organization_id === organizationId);
      for (const { call_id } of own) await ask('public.begin_dial($1::uuid, 60)', [call_id]);
      return own.map(({ call_id }) => call_id);
    },

    async pickUp(callId: string): Promise<void> {
      await ask('public.answer_call($1::uuid, null, $2)', [callId, 'human']);
    },

    async end(callId: string, outcome = 'answered', disposition: string | null = null): Promise<void> {
      await ask('public.end_call($1::uuid, $2, $3, $4)', [
        callId,
        outcome,
        disposition,
        outcome === 'answered' ? 'agent_ended' : 'not_answered',
      ]);
      await ask('public.release_lines($1::uuid)', [callId]);
    },

    /** Somebody calls the restaurant and says who they are. */
    callIn: (phone: string) => callOf(phone, { organizationId, scenario: 'order' }),
    openCall: () => openCall({ organizationId, scenario: 'order' }),
  };
}

export type Restaurant = Awaited<ReturnType<typeof openRestaurant>>;

export const toolIn = (callId: string) => ({ callId, toolCallId: randomUUID() });
