import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRows } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant } from '../../support/restaurant.ts';

const noon = '2026-11-20T17:00:00.000Z';
const dinner = '2026-11-21T00:00:00.000Z';
const whole = { order_details: '1 x tea', expected_arrival_time: dinner };
const numberOf = (index: number) => `+120255501${String(index).padStart(2, '0')}`;

// Each connection below is a session of its own on a real server: statements wait for each other's locks and commits.
describe('races for customers', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let restaurant: Restaurant;
  let connections: postgres.Sql[];

  beforeAll(async () => {
    database = await createTestDatabase();
    connections = await database.connect(40);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    await database.sql.exec('delete from public.call_requests; delete from public.customers');
    restaurant = await openRestaurant(database);
  });

  type Parameters = Array<string | boolean | null>;
  const on = async (index: number, statement: string, parameters: Parameters = []) => {
    const [row] = (await connections[index]?.unsafe(`select ${statement} as answer`, parameters)) ?? [];
    return row?.answer as Record<string, unknown>;
  };
  const requestCount = (where = 'true') =>
    countRows(database.sql, 'call_requests', `organization_id = '${restaurant.organizationId}' and ${where}`);
  const sum = (answers: Array<Record<string, unknown>>, name: string) =>
    answers.reduce((total, answer) => total + Number(answer[name]), 0);

  it('asks for each of fifty calls once, with twenty schedulers at it', async () => {
    for (let index = 0; index < 50; index += 1) await restaurant.add(numberOf(index));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => on(index, 'public.plan_customer_calls(100)')),
    );
    expect(sum(answers, 'asked')).toBe(50);
    expect(await requestCount()).toBe(50);
    expect(await countRows(database.sql, 'call_requests', "source_key like 'order:%:1'")).toBe(50);
  });

  it('moves each no-show on once and owes each one recovery, with twenty schedulers at it', async () => {
    for (let index = 0; index < 30; index += 1)
      await restaurant.add(numberOf(index), { ...whole, status: 'no_show' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => on(index, 'public.plan_customer_calls(100)')),
    );
    expect([sum(answers, 'asked'), sum(answers, 'moved')]).toEqual([30, 30]);
    expect(await requestCount("scenario = 'recovery'")).toBe(30);
  });

  it('asks once when schedulers and ten people at the desk ask for the same call', async () => {
    const id = await restaurant.add(numberOf(0));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 3 === 0
          ? on(index, 'public.trigger_customer_call($1::uuid, $2)', [restaurant.organizationId, id])
          : on(index, 'public.plan_customer_calls(100)'),
      ),
    );
    expect(answers.filter((answer) => answer.ok === false)).toEqual([]);
    expect(await requestCount()).toBe(1);
  });

  it('lets one of two writers move a customer and refuses the other by name', async () => {
    for (const [from, one, other] of [
      ['order_confirmed', 'arrived', 'no_show'],
      ['follow_up_pending', 'order_confirmed', 'resolved'],
    ] as const) {
      for (let round = 0; round < 10; round += 1) {
        await database.sql.exec('delete from public.customers');
        const id = await restaurant.add(numberOf(round), { ...whole, status: from });
        const move = (index: number, to: string) =>
          connections[index]?.unsafe('update public.customers set status = $1 where customer_id = $2', [
            to,
            id,
          ]);
        const results = await Promise.allSettled([move(0, one), move(1, other)]);
        const lost = results.filter((result) => result.status === 'rejected');
        expect(lost).toHaveLength(1);
        expect(lost[0]?.reason).toMatchObject({ code: 'PT409', message: 'move_refused' });
      }
    }
  });

  it('takes a result once that is posted by twenty at a time', async () => {
    const id = await restaurant.add(numberOf(0));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        on(index, "public.record_call_result($1::uuid, $2, 'order_booking', $3::text::jsonb, 'same')", [
          restaurant.organizationId,
          id,
          JSON.stringify(whole),
        ]),
      ),
    );
    expect(answers.filter(({ first }) => first === true)).toHaveLength(1);
    expect(answers.every(({ ok }) => ok === true)).toBe(true);
    expect(await countRows(database.sql, 'customer_results')).toBe(1);
  });

  it('gives twenty people who are added at once twenty ids, and one number to one of them', async () => {
    const add = (index: number, mobile: string) =>
      on(index, 'public.add_customer($1::uuid, $2::text::jsonb)', [
        restaurant.organizationId,
        JSON.stringify({ name: 'Ann', mobile, time_zones: ['America/New_York'] }),
      ]);
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(index, numberOf(index))));
    expect(await countRows(database.sql, 'customers', 'number between 1 and 20')).toBe(20);
    const same = await Promise.all(Array.from({ length: 20 }, (_, index) => add(index, numberOf(50))));
    expect(same.filter(({ ok }) => ok === true)).toHaveLength(1);
    expect(same.filter(({ code }) => code === 'customer_exists')).toHaveLength(19);
  });

  it('knows no deadlock between rounds, calls that promise something, results and the desk', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) ids.push(await restaurant.add(numberOf(index)));
    await restaurant.rounds.plan(100);
    const calls = await restaurant.ring();
    expect(calls).toHaveLength(12);
    for (const call of calls) await restaurant.pickUp(call);
    const due = '2026-11-20T19:00:00Z';
    const work = calls.flatMap((call, index) => {
      const id = ids[index] ?? '';
      return [
        () =>
          on(0 + (index % 10), 'public.promise_callback($1::uuid, $2, $3::text::jsonb)', [
            call,
            randomUUID(),
            JSON.stringify({ earliest: due, time_zones: ['America/New_York'] }),
          ]),
        () => on(10 + (index % 10), "public.end_call($1::uuid, 'answered', null, 'agent_ended')", [call]),
        () => on(20 + (index % 10), 'public.plan_customer_calls(100)'),
        () =>
          on(
            30 + (index % 5),
            "public.record_call_result($1::uuid, $2, 'order_booking', $3::text::jsonb, 'a')",
            [restaurant.organizationId, id, JSON.stringify(whole)],
          ),
        () =>
          on(35 + (index % 5), 'public.trigger_customer_call($1::uuid, $2)', [restaurant.organizationId, id]),
      ];
    });
    const results = await Promise.allSettled(work.map((task) => task()));
    expect(results.filter((result) => result.status === 'rejected')).toEqual([]);
    expect(await countRows(database.sql, 'customers', "status = 'order_confirmed'")).toBe(12);
  });
});
