import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRows, databases } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant } from '../../support/restaurant.ts';

const mobile = '+12025550111';
const noon = '2026-11-20T17:00:00.000Z';
const dinner = '2026-11-21T00:00:00.000Z';
const whole = { order_details: '1 x tea', expected_arrival_time: dinner };
const forget =
  'delete from public.customers; delete from public.call_requests; delete from public.do_not_call';

describe.each(databases)('portions of due calls on %s', { timeout: 60_000 }, (_name, create) => {
  let database: TestDatabase;
  let restaurant: Restaurant;

  beforeAll(async () => {
    database = await create();
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    await database.sql.exec(forget);
    restaurant = await openRestaurant(database);
  });

  const plan = async () => {
    const { asked, moved } = await restaurant.rounds.plan(100);
    return { asked, moved };
  };
  const nothing = { asked: 0, moved: 0 };
  const call = { asked: 1, moved: 0 };

  it('read those who are due and nobody else, however many there are', async () => {
    await database.sql.query(
      `insert into public.customers (organization_id, name, mobile, time_zones, status, order_details, expected_arrival_time)
       select $1::uuid, 'Ann', '+1202' || (2000000 + number), '{America/New_York}', 'order_confirmed', '1 x tea', $2::text::timestamptz
       from generate_series(1, 600) as number`,
      [restaurant.organizationId, dinner],
    );
    for (let index = 0; index < 5; index += 1) await restaurant.add(`+1202555012${index}`);
    await database.sql.exec('begin');
    const [row] = await database.sql.query<{ answer: unknown }>(
      'select public.plan_customer_calls(3) as answer',
      [],
    );
    const [read] = await database.sql.query<{ rows: number }>(
      `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
       where relid = 'public.customers'::regclass`,
      [],
    );
    await database.sql.exec('commit');
    expect(row?.answer).toEqual({ asked: 3, moved: 0, more: true });
    // Each of the three is found, and found again to be written.
    expect(read?.rows).toBeGreaterThanOrEqual(3);
    expect(read?.rows).toBeLessThan(60);
    expect(await restaurant.rounds.plan(3)).toEqual({ asked: 2, moved: 0, more: false });
  });

  it('begin with nobody after their time, and with one in any case', async () => {
    for (let index = 0; index < 3; index += 1) await restaurant.add(`+1202555012${index}`);
    const answers = [];
    for (let more = true; more; ) {
      const answer = await restaurant.rounds.plan(50, 0);
      answers.push(answer.asked);
      more = answer.more;
    }
    expect(answers).toEqual([1, 1, 1, 0]);
  });

  it('take no-shows, then those who are expected, before those who are new', async () => {
    await restaurant.add('+12025550121');
    await restaurant.add('+12025550122', {
      ...whole,
      expected_arrival_time: noon,
      status: 'order_confirmed',
    });
    await restaurant.add('+12025550123', { ...whole, status: 'no_show' });
    for (let step = 0; step < 3; step += 1) {
      await database.setNow(`2026-11-20T17:00:0${step}Z`);
      await restaurant.rounds.plan(1);
    }
    expect((await restaurant.requests()).map(({ scenario }) => scenario)).toEqual([
      'recovery',
      'arrival',
      'order',
    ]);
  });

  it('come back to somebody who was on the telephone in a call that does not know them', async () => {
    await restaurant.add(mobile);
    const open = await restaurant.calls.open({
      organizationId: restaurant.organizationId,
      scenario: 'order',
      direction: 'inbound',
      channel: 'simulation',
      roomName: null,
      fromPhone: mobile,
      toPhone: null,
      rehearsal: true,
      leaseSeconds: 3600,
    });
    expect(await plan()).toEqual(nothing);
    await restaurant.end(open.call.id);
    await database.setNow('2026-11-20T17:01:00Z');
    expect(await plan()).toEqual(call);
  });

  it('come back at once to somebody whose own call has ended', async () => {
    await restaurant.add(mobile);
    const own = await restaurant.callIn(mobile);
    expect(await plan()).toEqual(nothing);
    await restaurant.end(own, 'failed');
    expect(await plan()).toEqual(call);
  });

  it('leave somebody who refuses calls alone until they do not any more', async () => {
    await restaurant.add(mobile);
    await restaurant.ask('public.refuse_calls($1::uuid, $2, $3, null)', [
      restaurant.organizationId,
      mobile,
      'asked',
    ]);
    expect(await plan()).toEqual(nothing);
    expect(await countRows(database.sql, 'customers', 'look_at is null')).toBe(1);
    await database.sql.exec('delete from public.do_not_call');
    expect(await plan()).toEqual(call);
  });

  it('leave the customers of an organization without an agent alone until it has one', async () => {
    await restaurant.add(mobile);
    await restaurant.add('+12025550112', {
      ...whole,
      expected_arrival_time: noon,
      status: 'order_confirmed',
    });
    await database.sql.query('delete from public.agents where organization_id = $1::uuid', [
      restaurant.organizationId,
    ]);
    expect(await plan()).toEqual(nothing);
    await database.sql.query("insert into public.agents (organization_id, name) values ($1::uuid, 'Robin')", [
      restaurant.organizationId,
    ]);
    expect(await plan()).toEqual({ asked: 2, moved: 0 });
  });

  it('find a no-show whose call was taken back', async () => {
    await restaurant.add(mobile, { ...whole, status: 'order_confirmed' });
    await database.setNow('2026-11-21T03:00:00Z');
    expect(await plan()).toEqual(call);
    expect(await plan()).toEqual(nothing);
    await database.sql.exec("update public.call_requests set status = 'canceled'");
    await database.setNow('2026-11-21T03:05:00Z');
    expect(await plan()).toEqual({ asked: 0, moved: 1 });
  });

  it('end a visit at the midnight of where the restaurant is now', async () => {
    const id = await restaurant.add(mobile, { ...whole, status: 'arrived', arrival_confirmed: true });
    await database.sql.query(
      "update public.organizations set time_zone = 'Asia/Tehran' where id = $1::uuid",
      [restaurant.organizationId],
    );
    // 20:30 of the same day in UTC is midnight there.
    await database.setNow('2026-11-20T20:29:59Z');
    expect(await plan()).toEqual(nothing);
    await database.setNow('2026-11-20T20:30:00Z');
    expect(await plan()).toEqual({ asked: 0, moved: 1 });
    expect(await restaurant.read(id)).toMatchObject({ status: 'resolved' });
  });
});

describe('portions of due calls of several runners', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  }, 60_000);
  afterAll(() => database.close());

  it('ask for everybody exactly once and miss nobody', async () => {
    await database.setNow(noon);
    const restaurant = await openRestaurant(database);
    const count = 150;
    await database.sql.query(
      `insert into public.customers (organization_id, name, mobile, time_zones, status, order_details, expected_arrival_time)
       select $1::uuid, 'Ann', '+1202' || (2000000 + number), '{America/New_York}',
         (array['new', 'order_confirmed', 'no_show'])[1 + number % 3], '1 x tea', $2::text::timestamptz
       from generate_series(1, $3::int) as number`,
      [restaurant.organizationId, noon, count],
    );
    const runners = await database.connect(2);
    const asked = await Promise.all(
      runners.map(async (runner) => {
        let sum = 0;
        for (let more = true; more; ) {
          const [row] = await runner<Array<{ answer: { asked: number; more: boolean } }>>`
            select public.plan_customer_calls(7) as answer`;
          sum += row?.answer.asked ?? 0;
          more = row?.answer.more ?? false;
        }
        return sum;
      }),
    );
    expect(asked.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect(Math.min(...asked)).toBeGreaterThan(0);
    expect(await countRows(database.sql, 'call_requests')).toBe(count);
    const [calls] = await database.sql.query<{ people: number }>(
      "select count(distinct input ->> 'customer_id')::int as people from public.call_requests",
      [],
    );
    expect(calls?.people).toBe(count);
    expect(await countRows(database.sql, 'customers', 'look_at <= app.now()')).toBe(0);
  });
});
