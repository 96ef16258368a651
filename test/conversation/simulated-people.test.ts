import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSetting } from '../../src/agent/setting.ts';
import { readConfig } from '../../src/config.ts';
import { demoOrganizationId } from '../../src/embedded/database.ts';
import type { CustomerRow } from '../../src/restaurant/customers.ts';
import { fillEmptyTables } from '../../src/runner/first-start.ts';
import { createCustomers } from '../../src/services/supabase/customers.ts';
import { createCallRequests } from '../../src/services/supabase/requests.ts';
import type { PersonaName } from '../../src/simulation/people/personas.ts';
import type { TypedWatch } from '../../src/simulation/typed/watch.ts';
import { createTypedCalls } from '../../src/typed-calls.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

/** Typed calls to simulated people: the database, the session and the tools are real, only model and person are scripts. */

let database: PostgresTestDatabase;
let caller: ReturnType<typeof createCaller>;
beforeAll(async () => {
  database = await createTestDatabase();
  caller = createCaller(database);
  const { config, database: db, logger } = caller.setting;
  await fillEmptyTables(config, db, logger);
});
afterAll(() => database.close());

interface CallRow {
  outcome: string | null;
  disposition: string | null;
  end_reason: string | null;
  answered_by: string | null;
  status: string;
}

function createCaller({ url, keys, sql }: PostgresTestDatabase) {
  const config = readConfig({
    SUPABASE_URL: url,
    SUPABASE_KEY: keys.secret,
    SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    LOG_LEVEL: 'silent',
  });
  const setting = createSetting(config);
  const typed = createTypedCalls(setting);
  const requests = createCallRequests(setting.database);
  const customers = createCustomers(setting.database, demoOrganizationId);
  let last = 100;
  return {
    setting,
    typed,
    requests,
    /** Somebody of this character is called, typed; each has a number of their own. */
    async call(persona: PersonaName, scenario: string, input: Record<string, unknown> = {}) {
      last += 1;
      const phone = `+12025550${last}`;
      if (scenario !== 'appointment') await customers.import([guestOf(scenario, phone)]);
      await requests.add(demoOrganizationId, {
        scenario,
        phone,
        name: 'Ann',
        input,
        source: 'test',
        sourceKey: randomUUID(),
        priority: 1,
        dueAt: null,
        timeZones: ['America/New_York'],
        earliest: null,
        latest: null,
        expiresAt: null,
        maxAttempts: 3,
        campaignId: null,
        fromCallId: null,
      });
      const [claimed] = await setting.dialing.claim({
        runnerId: 'test',
        batchSize: 1,
        leaseSeconds: 60,
        simulated: true,
      });
      if (!claimed) throw new Error('nothing was due');
      const said: string[] = [];
      const watch: TypedWatch = {
        agentSays: (text) => void said.push(`agent: ${text}`),
        personSays: (text) => void said.push(`person: ${text}`),
      };
      const result = await typed.run({ callId: claimed.callId, persona, watch });
      const [row] = await sql.query<CallRow>(
        `select outcome, disposition, end_reason, answered_by, status from public.calls
         join public.call_requests on call_requests.id = calls.request_id where calls.id = $1`,
        [claimed.callId],
      );
      const [held] = await sql.query<{ count: number }>(
        'select count(*)::int as count from public.legs where call_id = $1 and released_at is null',
        [claimed.callId],
      );
      return { callId: claimed.callId, result, said, row, heldLines: held?.count };
    },
  };
}

/** Somebody whom this call fits. */
function guestOf(scenario: string, mobile: string): CustomerRow {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const status = ({ arrival: 'order_confirmed', recovery: 'no_show' } as const)[scenario] ?? 'new';
  return {
    name: 'Ann',
    mobile,
    timeZones: ['America/New_York'],
    expectedArrivalTime: status === 'new' ? null : hourAgo,
    customerId: null,
    status,
    orderDetails: status === 'new' ? null : 'two kebabs',
    arrivalConfirmed: null,
    lastCallTime: null,
    remarks: null,
  };
}

describe('a typed call to', () => {
  test.each<[PersonaName, Partial<CallRow>]>([
    ['agreeable', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['hesitant', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['asks-source', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['talks-over', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['not-interested', { outcome: 'answered', disposition: 'declined_order' }],
    ['tomorrow-afternoon', { outcome: 'answered', disposition: 'callback' }],
    ['angry', { outcome: 'answered', disposition: 'declined_order' }],
    ['wrong-person', { outcome: 'answered', disposition: null }],
    ['hangs-up', { outcome: 'answered', end_reason: 'person_hung_up' }],
    [
      'voicemail',
      { outcome: 'voicemail', end_reason: 'voicemail', answered_by: 'voicemail', status: 'waiting' },
    ],
    ['busy', { outcome: 'busy', end_reason: 'not_answered', status: 'waiting' }],
    ['never-answers', { outcome: 'no_answer', end_reason: 'not_answered', status: 'waiting' }],
    ['declines', { outcome: 'declined', end_reason: 'not_answered', status: 'waiting' }],
    ['menu', { outcome: 'no_answer', answered_by: 'ivr' }],
    ['screened', { outcome: 'answered', answered_by: 'human', disposition: 'order_confirmed' }],
  ])('%s ends as it should, once, and gives its line back', async (persona, expected) => {
    const { row, said, heldLines } = await caller.call(persona, 'order');
    expect(row, said.join('\n')).toMatchObject(expected);
    expect(heldLines).toBe(0);
  });

  test.each([
    ['appointment', ['booked']],
    ['arrival', ['arrived', 'late', 'no_show']],
    ['recovery', ['rescheduled', 'takeaway', 'canceled']],
  ])('somebody agreeable settles what %s is about', async (scenario, dispositions) => {
    const { row, said } = await caller.call('agreeable', scenario);
    expect(dispositions, said.join('\n')).toContain(row?.disposition);
    expect(row).toMatchObject({ outcome: 'answered', end_reason: 'agent_ended', status: 'completed' });
  });
});
