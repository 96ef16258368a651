import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganizationId } from '../../src/embedded/database.ts';
import { orderRehearsal } from '../../src/scenarios/restaurant/rehearsal/rehearsal.ts';
import { type PersonaName, personaNames } from '../../src/simulation/people/personas.ts';
import { runTypedCall } from '../../src/simulation/typed-call.ts';
import { createTypedCalls } from '../../src/wiring/typed-calls.ts';
import { addOrganization } from '../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { type SimulatedCallRow, simulatedCalls } from '../support/simulated-calls.ts';

/** The database, the session and the tools are real; only the model and the people are scripts. */

/** Ten on a Monday morning in New York. */
const now = '2026-11-23T15:00:00Z';

/** The demo academy of the seed. */
const academyId = '00000000-0000-4000-8000-0000000000a1';

let database: PostgresTestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

let last = 99;
/** Somebody who was not called before. */
const nextPhone = () => `+12025550${++last}`;

describe('an order call to', () => {
  test.each<[PersonaName, Partial<SimulatedCallRow>]>([
    ['agreeable', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['hesitant', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['asks-source', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['talks-over', { outcome: 'answered', disposition: 'order_confirmed', status: 'completed' }],
    ['not-interested', { outcome: 'answered', disposition: 'declined_order' }],
    ['tomorrow-afternoon', { outcome: 'answered', disposition: 'callback' }],
    ['angry', { outcome: 'answered', disposition: 'declined_order', end_reason: 'opted_out' }],
    ['wrong-person', { outcome: 'answered', disposition: null }],
    ['hangs-up', { outcome: 'answered', end_reason: 'person_hung_up' }],
    ['voicemail', { outcome: 'voicemail', end_reason: 'voicemail', answered_by: 'voicemail' }],
    ['busy', { outcome: 'busy', end_reason: 'not_answered', status: 'waiting' }],
    ['never-answers', { outcome: 'no_answer', end_reason: 'not_answered', status: 'waiting' }],
    ['declines', { outcome: 'declined', end_reason: 'not_answered', status: 'waiting' }],
    ['menu', { outcome: 'no_answer', answered_by: 'ivr' }],
    ['screened', { outcome: 'answered', answered_by: 'human', disposition: 'order_confirmed' }],
  ])('%s ends as it should and gives its line back', async (persona, expected) => {
    const calls = await simulatedCalls(database, demoOrganizationId, now);
    const { row, said, heldLines } = await calls.call(nextPhone(), persona, 'order');
    expect(row, said.join('\n')).toMatchObject(expected);
    expect(heldLines).toBe(0);
  });

  test('somebody silent ends by itself', async () => {
    const calls = await simulatedCalls(database, demoOrganizationId, now);
    const { row, said } = await calls.call(nextPhone(), 'silent', 'order');
    expect(row).toMatchObject({ outcome: 'answered', end_reason: 'silence', disposition: null });
    expect(said.some((line) => line.startsWith('person'))).toBe(false);
  });
});

describe('somebody agreeable', () => {
  test.each([
    ['appointment', ['booked']],
    ['arrival', ['arrived', 'late', 'no_show']],
    ['recovery', ['rescheduled', 'takeaway', 'canceled']],
  ])('settles what %s is about', async (scenario, dispositions) => {
    const calls = await simulatedCalls(database, demoOrganizationId, now);
    const { row, said } = await calls.call(nextPhone(), 'agreeable', scenario);
    expect(dispositions, said.join('\n')).toContain(row?.disposition);
    expect(row).toMatchObject({ outcome: 'answered', end_reason: 'agent_ended', status: 'completed' });
  });
});

describe('in Persian, somebody agreeable', () => {
  let organizationId: string;
  beforeAll(async () => {
    organizationId = await addOrganization(database.sql);
    await database.sql.query(`update public.agents set language = 'fa-IR' where organization_id = $1::uuid`, [
      organizationId,
    ]);
  });

  test.each([
    ['appointment', ['booked']],
    ['order', ['order_confirmed']],
    ['arrival', ['arrived', 'late', 'no_show']],
    ['recovery', ['rescheduled', 'takeaway', 'canceled']],
    ['outreach', ['failed:operator_failed']],
  ])('settles what %s is about', async (scenario, dispositions) => {
    const calls = await simulatedCalls(database, organizationId, now);
    const { row, said } = await calls.call(nextPhone(), 'agreeable', scenario);
    expect(dispositions, said.join('\n')).toContain(row?.disposition);
  });
});

describe('an outreach call to', () => {
  test.each<[PersonaName, Partial<SimulatedCallRow>]>([
    ['agreeable', { disposition: 'connected_to_operator', end_reason: 'transferred' }],
    ['asks-source', { disposition: 'connected_to_operator', end_reason: 'transferred' }],
    ['not-interested', { disposition: 'not_interested' }],
    ['angry', { disposition: 'not_interested' }],
    ['voicemail', { outcome: 'voicemail' }],
  ])('%s ends as it should and gives its lines back', async (persona, expected) => {
    const calls = await simulatedCalls(database, academyId, now);
    const { row, said, heldLines } = await calls.call(nextPhone(), persona, 'outreach');
    expect(row, said.join('\n')).toMatchObject(expected);
    expect(heldLines).toBe(0);
  });
});

describe('calls at once in one process', () => {
  test('all end, each once, with every line given back', async () => {
    const calls = await simulatedCalls(database, demoOrganizationId, '2026-11-24T15:00:00Z');
    await database.sql.query('update public.lines set max_concurrent = 100', []);
    const people = personaNames.filter((name) => name !== 'silent');
    for (let index = 0; index < 20; index += 1) await calls.ask(nextPhone(), 'order');
    const claimed = await calls.claim(100);
    expect(claimed.length).toBeGreaterThanOrEqual(20);
    const typed = createTypedCalls(calls.dependencies);
    const run = (callId: string, index: number) =>
      typed.run({ callId, persona: people[index % people.length] });
    await Promise.all(claimed.map(({ callId }, index) => run(callId, index)));
    for (const { callId } of claimed) {
      const { row, heldLines } = await calls.result(callId);
      expect(row?.outcome).not.toBeNull();
      expect(heldLines).toBe(0);
    }
  });

  test('wait for a model that is busy, and nobody is dialed meanwhile', async () => {
    const calls = await simulatedCalls(database, demoOrganizationId, '2026-11-24T18:00:00Z');
    for (let index = 0; index < 3; index += 1) await calls.ask(nextPhone(), 'order');
    const claimed = await calls.claim(3);
    expect(claimed).toHaveLength(3);
    const typed = createTypedCalls({
      ...calls.dependencies,
      config: { ...calls.dependencies.config, MAX_PARALLEL_LLM: 1 },
    });
    let talking = 0;
    let most = 0;
    const watch = {
      dials: async () => {
        talking += 1;
        most = Math.max(most, talking);
      },
      ended: () => {
        talking -= 1;
      },
    };
    const results = await Promise.all(
      claimed.map(({ callId }) => typed.run({ callId, persona: 'agreeable', watch })),
    );
    expect(results.every(({ dialed }) => dialed)).toBe(true);
    expect(most).toBe(1);
  });

  test('one that breaks is ended and its line given back all the same', async () => {
    const calls = await simulatedCalls(database, demoOrganizationId, '2026-11-25T15:00:00Z');
    await calls.ask(nextPhone(), 'order');
    const [claimed] = await calls.claim(1);
    const callId = claimed?.callId ?? '';
    await runTypedCall(
      { callId, persona: 'agreeable' },
      {
        ...calls.dependencies,
        leaseSeconds: 30,
        seed: 1,
        mostModels: 1,
        whyUnreadable: async () => null,
        partOf: async () => orderRehearsal.person,
        openLive: () => Promise.reject(new Error('no session')),
      },
    );
    expect(await calls.result(callId)).toMatchObject({
      row: { outcome: 'failed', end_reason: 'agent_failed', status: 'waiting' },
      heldLines: 0,
    });
  });

  test('nobody dials what somebody else has dialed', async () => {
    const calls = await simulatedCalls(database, demoOrganizationId, '2026-11-26T15:00:00Z');
    await calls.ask(nextPhone(), 'order');
    const [claimed] = await calls.claim(1);
    const typed = createTypedCalls(calls.dependencies);
    const run = () => typed.run({ callId: claimed?.callId ?? '', persona: 'busy' });
    const results = await Promise.all([run(), run()]);
    expect(results.filter(({ dialed }) => dialed)).toHaveLength(1);
  });
});
