import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guests } from '../../src/scenarios/restaurant/rehearsal/guest/guest.ts';
import type { GuestTraits } from '../../src/scenarios/restaurant/rehearsal/guest/traits.ts';
import { createPerson, type PersonOptions } from '../../src/simulation/people/person.ts';
import { saidBy } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { callGuest, dinnerTime, type Guest, type VisitCall } from '../support/visit-call.ts';

/** The scripted model and the simulated people understand one another, in both languages, to the end. */

let database: PostgresTestDatabase;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(dinnerTime);
});
afterAll(() => database.close());

type Scenario = 'order' | 'arrival' | 'recovery';

const expected = { order: '2 x kebab', expectedAt: '2026-11-23T22:30:00Z' };
const statuses = { order: 'new', arrival: 'order_confirmed', recovery: 'follow_up_pending' } as const;
const menu = ['kebab', 'pizza', 'salad', 'soup', 'lemonade', 'coffee', 'tea'];

function guest(scenario: Scenario): Guest {
  count += 1;
  const mobile = `+120255501${String(count).padStart(2, '0')}`;
  return { mobile, status: statuses[scenario], ...(scenario === 'order' ? {} : expected) };
}

/** Talks until one of them ends the call; more turns than this and they do not understand one another. */
const patience = 14;

async function meet(
  scenario: Scenario,
  person: Pick<PersonOptions<GuestTraits>, 'persona' | 'traits'>,
  options: { language: string; menu?: string[] },
): Promise<{ call: VisitCall; turns: number }> {
  const who = guest(scenario);
  const call = await callGuest(database, { scenario, guest: who, ...options });
  const simulated = createPerson({
    seed: 1,
    phone: who.mobile,
    attempt: 1,
    part: guests[scenario],
    language: options.language,
    ...person,
  });
  let said = saidBy(call.live).join(' ');
  let turns = 0;
  for (; turns < patience; turns += 1) {
    const reaction = await simulated.hears(said);
    if (reaction.kind !== 'say') break;
    said = await call.say(reaction.text);
    if (reaction.thenHangUp) break;
  }
  await call.hangUp();
  return { call, turns };
}

describe.each(['en-US', 'fa-IR'])('in %s', (language) => {
  test('an agreeable guest orders', async () => {
    const { call } = await meet('order', { persona: 'agreeable' }, { language });
    expect(await call.ending()).toMatchObject({ disposition: 'order_confirmed', end_reason: 'agent_ended' });
    expect(await call.customer()).toMatchObject({ status: 'order_confirmed' });
  });

  test('a hesitant guest orders in the end', async () => {
    const { call } = await meet('order', { persona: 'hesitant' }, { language });
    expect(await call.ending()).toMatchObject({ disposition: 'order_confirmed' });
  });

  test('a guest who first asks where the number is from orders after that', async () => {
    const { call } = await meet('order', { persona: 'asks-source' }, { language });
    expect(await call.ending()).toMatchObject({ disposition: 'order_confirmed' });
  });

  test.each([
    ['arrived', 'arrived', 'arrived'],
    ['on_the_way', 'late', 'order_confirmed'],
    ['not_coming', 'no_show', 'no_show'],
  ] as const)('a guest who has %s ends as %s', async (arrival, disposition, status) => {
    const { call } = await meet('arrival', { persona: 'agreeable', traits: { arrival } }, { language });
    expect(await call.ending()).toMatchObject({ disposition, end_reason: 'agent_ended' });
    expect(await call.customer()).toMatchObject({ status });
  });

  test.each([
    ['reschedule', 'rescheduled', 'order_confirmed'],
    ['takeaway', 'takeaway', 'resolved'],
    ['cancel', 'canceled', 'resolved'],
  ] as const)('a guest who would rather %s ends as %s', async (wish, disposition, status) => {
    const { call } = await meet(
      'recovery',
      { persona: 'agreeable', traits: { recovery: wish } },
      { language },
    );
    expect(await call.ending()).toMatchObject({ disposition, end_reason: 'agent_ended' });
    expect(await call.customer()).toMatchObject({ status });
  });

  test.each(['order', 'arrival', 'recovery'] as const)(
    'in %s every refusal is taken for one',
    async (scenario) => {
      const { call: later } = await meet(scenario, { persona: 'tomorrow-afternoon' }, { language });
      const owed = await database.sql.query<{ due_at: Date }>(
        'select due_at from public.call_requests where from_call_id = $1::uuid',
        [later.opened.call.id],
      );
      expect(owed).toEqual([{ due_at: new Date('2026-11-24T20:00:00Z') }]);

      const { call: angry } = await meet(scenario, { persona: 'angry' }, { language });
      expect(await angry.ending()).toMatchObject({ end_reason: 'opted_out' });

      const { call: wrong, turns } = await meet(scenario, { persona: 'wrong-person' }, { language });
      expect(await wrong.ending()).toMatchObject({ disposition: null, end_reason: 'agent_ended' });
      expect(turns).toBe(1);

      const { call: cold } = await meet(scenario, { persona: 'not-interested' }, { language });
      const expectations = { order: 'declined_order', arrival: 'no_show', recovery: 'canceled' };
      expect(await cold.ending()).toMatchObject({ disposition: expectations[scenario] });
    },
  );
});

test('a guest keeps to the menu when there is one', async () => {
  const { call } = await meet('order', { persona: 'agreeable' }, { language: 'en-US', menu });
  expect(await call.ending()).toMatchObject({ disposition: 'order_confirmed' });
});
