import { readConfig } from '../../src/config.ts';
import { fillEmptyTables } from '../../src/runner/first-start.ts';
import type { CustomerRow } from '../../src/scenarios/restaurant/store/customers.ts';
import { createCustomers } from '../../src/services/supabase/supabase-customers.ts';
import { createCallRequests } from '../../src/services/supabase/supabase-requests.ts';
import type { PersonaName } from '../../src/simulation/people/personas.ts';
import type { TypedWatch } from '../../src/simulation/typed/watch.ts';
import { createDependencies, type Dependencies } from '../../src/wiring/dependencies.ts';
import { createTypedCalls } from '../../src/wiring/typed-calls.ts';
import { callRequest } from './call-request.ts';
import type { TestDatabase } from './postgres.ts';

export interface SimulatedCallRow {
  outcome: string | null;
  disposition: string | null;
  end_reason: string | null;
  answered_by: string | null;
  status: string;
}

export interface SimulatedCall {
  callId: string;
  /** Both sides, a line each. */
  said: string[];
  row: SimulatedCallRow | undefined;
  heldLines: number | undefined;
}

/**
 * Calls of one organization to simulated people, typed, on a real database at a fixed time.
 * @param settings what is configured beside the database
 */
export async function simulatedCalls(
  database: TestDatabase,
  organizationId: string,
  now: string,
  settings: Record<string, string> = {},
) {
  const { url, keys, sql } = database;
  await database.setNow(now);
  // Somebody whom an earlier test did not reach would be claimed first.
  await database.sql.query(
    "update public.call_requests set status = 'canceled' where status = 'waiting'",
    [],
  );
  const startedAt = performance.now();
  const config = readConfig({
    SUPABASE_URL: url,
    SUPABASE_KEY: keys.secret,
    SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const dependencies: Dependencies = {
    ...createDependencies(config),
    clock: { now: () => Date.parse(now) + Math.round(performance.now() - startedAt) },
  };
  await fillEmptyTables(config, dependencies.database, dependencies.logger);
  const requests = createCallRequests(dependencies.database);
  const customers = createCustomers(dependencies.database, organizationId);

  async function ask(phone: string, scenario: string): Promise<void> {
    if (scenario in visits) await customers.import([guestOf(scenario, phone, now)]);
    await requests.add(organizationId, callRequest({ scenario, phone, name: 'Ann', priority: 1 }));
  }

  const claim = (batchSize: number) =>
    dependencies.dialing.claim({ runnerId: 'test', batchSize, leaseSeconds: 60, simulated: true });

  async function result(callId: string): Promise<Pick<SimulatedCall, 'row' | 'heldLines'>> {
    const [row] = await sql.query<SimulatedCallRow>(
      `select outcome, disposition, end_reason, answered_by, status from public.calls
       join public.call_requests on call_requests.id = calls.request_id where calls.id = $1::uuid`,
      [callId],
    );
    const [held] = await sql.query<{ count: number }>(
      'select count(*)::int as count from public.legs where call_id = $1::uuid and released_at is null',
      [callId],
    );
    return { row, heldLines: held?.count };
  }

  /** Calls somebody of this character at this number and waits for the end. */
  async function call(phone: string, persona: PersonaName, scenario: string): Promise<SimulatedCall> {
    await ask(phone, scenario);
    const [claimed] = await claim(1);
    if (!claimed) throw new Error('nothing was due');
    const said: string[] = [];
    const watch: TypedWatch = {
      agentSays: (text) => void said.push(`agent: ${text}`),
      personSays: (text) => void said.push(`person: ${text}`),
    };
    await createTypedCalls(dependencies).run({ callId: claimed.callId, persona, watch });
    return { callId: claimed.callId, said, ...(await result(claimed.callId)) };
  }

  return { dependencies, ask, claim, call, result };
}

const visits: Record<string, Pick<CustomerRow, 'status' | 'orderDetails'>> = {
  order: { status: 'new', orderDetails: null },
  arrival: { status: 'order_confirmed', orderDetails: 'two kebabs' },
  recovery: { status: 'no_show', orderDetails: 'two kebabs' },
};

/** Somebody whom this call fits. */
function guestOf(scenario: string, mobile: string, now: string): CustomerRow {
  const hourAgo = new Date(Date.parse(now) - 3_600_000).toISOString();
  return {
    name: 'Ann',
    mobile,
    timeZones: ['America/New_York'],
    expectedArrivalTime: scenario === 'order' ? null : hourAgo,
    customerId: null,
    status: 'new',
    orderDetails: null,
    arrivalConfirmed: null,
    lastCallTime: null,
    remarks: null,
    ...visits[scenario],
  };
}
