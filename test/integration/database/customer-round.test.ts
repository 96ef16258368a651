import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRows, databases } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant, toolIn } from '../../support/restaurant.ts';

const mobile = '+12025550111';
const noon = '2026-11-20T17:00:00.000Z';
/** 19:00 at the restaurant. */
const dinner = '2026-11-21T00:00:00.000Z';
const confirmed = { status: 'order_confirmed', order_details: '1 x tea', expected_arrival_time: dinner };

describe.each(databases)('the round of due calls on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let restaurant: Restaurant;

  beforeAll(async () => {
    database = await create();
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    await database.sql.exec('delete from public.customers; delete from public.call_requests');
    restaurant = await openRestaurant(database);
  });

  const plan = async () => {
    const { asked, moved } = await restaurant.rounds.plan(100);
    return { asked, moved };
  };
  const owed = async () => (await restaurant.requests()).filter(({ status }) => status === 'waiting');

  /** Until a request is exhausted or there is nothing to ring for. */
  async function ringInVain(outcome = 'no_answer', attempts = 10): Promise<number> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await database.sql.exec(
        "update public.call_requests set due_at = app.now() where status = 'waiting' and due_at > app.now()",
      );
      const [call] = await restaurant.ring();
      if (call === undefined) return attempt;
      await restaurant.end(call, outcome);
    }
    return attempts;
  }

  describe('a new customer', () => {
    it('is called once to take their order, however many rounds there are', async () => {
      const id = await restaurant.add(mobile);
      expect(await plan()).toEqual({ asked: 1, moved: 0 });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      expect(await restaurant.requests()).toEqual([
        { scenario: 'order', source_key: `order:${id}:1`, status: 'waiting', phone: mobile },
      ]);
    });

    it('is called of any organization, with its menu', async () => {
      await database.sql.query(
        "insert into public.dishes (organization_id, name, position, is_available) select $1::uuid, dish, place, dish <> 'soup' from unnest(array['tea', 'kebab', 'soup']) with ordinality as menu (dish, place)",
        [restaurant.organizationId],
      );
      const other = await openRestaurant(database);
      await restaurant.add(mobile);
      await other.add(mobile);
      expect(await plan()).toEqual({ asked: 2, moved: 0 });
      const inputs = await database.sql.query<{ menu: string[] }>(
        `select input -> 'menu' as menu from public.call_requests order by organization_id <> '${restaurant.organizationId}'`,
        [],
      );
      expect(inputs.map(({ menu }) => menu)).toEqual([['tea', 'kebab'], []]);
    });

    it('is `called` once they were reached and nothing is settled', async () => {
      const id = await restaurant.add(mobile);
      await plan();
      const [call = ''] = await restaurant.ring();
      await restaurant.pickUp(call);
      expect(await restaurant.read(id)).toMatchObject({ status: 'new' });
      await restaurant.end(call);
      expect(await restaurant.read(id)).toMatchObject({ status: 'called', last_call_time: noon });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
    });

    it.each(['no_answer', 'busy', 'voicemail'])(
      'is `called` when all attempts end in %s',
      async (outcome) => {
        const id = await restaurant.add(mobile);
        await plan();
        const [first = ''] = await restaurant.ring();
        if (outcome === 'voicemail') await restaurant.pickUp(first);
        await restaurant.end(first, outcome);
        expect(await restaurant.read(id)).toMatchObject({ status: 'new' });
        expect(await ringInVain()).toBe(2);
        expect(await restaurant.read(id)).toMatchObject({ status: 'called' });
      },
    );

    it('is confirmed when the call settles it, whatever the call ends like', async () => {
      const id = await restaurant.add(mobile, { expected_arrival_time: dinner });
      await plan();
      const [call = ''] = await restaurant.ring();
      await restaurant.pickUp(call);
      const items = [{ name: 'tea', quantity: 1, notes: null }];
      expect(await restaurant.visits.captureOrder(toolIn(call), { items, notes: null })).toMatchObject({
        ok: true,
      });
      await restaurant.end(call, 'failed');
      expect(await restaurant.read(id)).toMatchObject({
        status: 'order_confirmed',
        last_call_time: noon,
      });
      // The network failed, but there is nothing left to call about.
      expect(await owed()).toEqual([]);
    });

    it('keeps a callback that was promised, and loses it with what it was about', async () => {
      const id = await restaurant.add(mobile);
      await plan();
      const [call = ''] = await restaurant.ring();
      await restaurant.pickUp(call);
      const due = '2026-11-20T19:00:00.000Z';
      await restaurant.ask('public.promise_callback($1::uuid, $2, $3::text::jsonb)', [
        call,
        'a',
        JSON.stringify({ earliest: due, time_zones: ['America/New_York'], note: 'after lunch' }),
      ]);
      await restaurant.end(call);
      expect(await restaurant.read(id)).toMatchObject({ status: 'called', callback_time: due });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      expect(await owed()).toMatchObject([{ scenario: 'order' }]);
      await restaurant.customers.recordResult({
        customerId: id,
        callFlow: 'order_booking',
        result: { order_details: '1 x tea', expected_arrival_time: dinner },
        resultKey: 'x',
      });
      expect(await restaurant.read(id)).toMatchObject({ status: 'order_confirmed', callback_time: null });
      expect(await owed()).toEqual([]);
    });

    it('is not called while they are on the telephone already, nor when they refuse calls', async () => {
      await restaurant.add(mobile);
      const call = await restaurant.callIn(mobile);
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      await restaurant.end(call);
      const silent = await restaurant.add('+12025550112');
      await restaurant.ask('public.refuse_calls($1::uuid, $2, $3, null)', [
        restaurant.organizationId,
        '+12025550112',
        'asked',
      ]);
      await plan();
      expect((await restaurant.requests()).map(({ phone }) => phone)).not.toContain('+12025550112');
      expect(await restaurant.read(silent)).toMatchObject({ status: 'new' });
    });
  });

  describe('a customer who is expected', () => {
    it('is asked once their time has passed, and again for a later time', async () => {
      const id = await restaurant.add(mobile, confirmed);
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      await database.setNow(dinner);
      expect(await plan()).toEqual({ asked: 1, moved: 0 });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      const [call = ''] = await restaurant.ring();
      await restaurant.pickUp(call);
      const late = { date: '2026-11-20', time: '20:30' };
      expect(await restaurant.visits.setArrivalTime(toolIn(call), late)).toMatchObject({ ok: true });
      await restaurant.end(call);
      expect(await restaurant.read(id)).toMatchObject({
        status: 'order_confirmed',
        expected_arrival_time: '2026-11-21T01:30:00.000Z',
      });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      await database.setNow('2026-11-21T01:30:00Z');
      expect(await plan()).toEqual({ asked: 1, moved: 0 });
      expect((await restaurant.requests()).map(({ source_key }) => source_key)).toEqual([
        `arrival:${id}:20261121T0000:1`,
        `arrival:${id}:20261121T0130:1`,
      ]);
    });

    it('is a no-show two hours later when nobody reached them, and is then called to make up for it', async () => {
      const id = await restaurant.add(mobile, confirmed);
      await database.setNow(dinner);
      await plan();
      const [call = ''] = await restaurant.ring();
      await restaurant.end(call, 'no_answer');
      await database.setNow('2026-11-21T01:59:59Z');
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      await database.setNow('2026-11-21T02:00:00Z');
      expect(await plan()).toEqual({ asked: 0, moved: 1 });
      expect(await restaurant.read(id)).toMatchObject({ status: 'no_show', misses: 1 });
      expect(await plan()).toEqual({ asked: 1, moved: 1 });
      expect(await restaurant.read(id)).toMatchObject({ status: 'follow_up_pending' });
      expect(await owed()).toMatchObject([{ scenario: 'recovery', source_key: `recovery:${id}:missed-1:1` }]);
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
    });

    it('is no no-show while we speak with them, and none before anybody has tried', async () => {
      const id = await restaurant.add(mobile, confirmed);
      await database.setNow('2026-11-21T03:00:00Z');
      expect(await plan()).toEqual({ asked: 1, moved: 0 });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      const [call = ''] = await restaurant.ring();
      await restaurant.pickUp(call);
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      expect(await restaurant.visits.confirmArrival(toolIn(call), { arrived: true })).toMatchObject({
        ok: true,
      });
      await restaurant.end(call);
      expect(await restaurant.read(id)).toMatchObject({ status: 'arrived', arrival_confirmed: true });
    });

    it('is a no-show as well when nobody may call them', async () => {
      const id = await restaurant.add(mobile, confirmed);
      await restaurant.ask('public.refuse_calls($1::uuid, $2, $3, null)', [
        restaurant.organizationId,
        mobile,
        'asked',
      ]);
      await database.setNow('2026-11-21T02:00:00Z');
      expect(await plan()).toEqual({ asked: 0, moved: 1 });
      expect(await restaurant.read(id)).toMatchObject({ status: 'no_show' });
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
    });
  });

  describe('a customer who has arrived', () => {
    it.each([
      ['an ordinary day', '2026-11-20T23:30:00Z', '2026-11-21T04:59:59Z', '2026-11-21T05:00:00Z'],
      ['the day that has 23 hours', '2027-03-14T23:30:00Z', '2027-03-15T03:59:59Z', '2027-03-15T04:00:00Z'],
      ['the day that has 25 hours', '2026-11-01T23:30:00Z', '2026-11-02T04:59:59Z', '2026-11-02T05:00:00Z'],
    ])("is resolved at the restaurant's midnight, on %s", async (_day, arrivedAt, before, midnight) => {
      const id = await restaurant.add(mobile, { ...confirmed, expected_arrival_time: arrivedAt });
      await database.setNow(arrivedAt);
      await database.sql.query("update public.customers set status = 'arrived' where customer_id = $1", [id]);
      await database.setNow(before);
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
      await database.setNow(midnight);
      expect(await plan()).toEqual({ asked: 0, moved: 1 });
      expect(await restaurant.read(id)).toMatchObject({ status: 'resolved', arrival_confirmed: true });
    });
  });

  it('does as much as it is told and leaves the rest for the next', async () => {
    for (let index = 0; index < 5; index += 1) await restaurant.add(`+1202555012${index}`);
    expect(await restaurant.rounds.plan(3)).toEqual({ asked: 3, moved: 0, more: true });
    expect(await restaurant.rounds.plan(3)).toEqual({ asked: 2, moved: 0, more: false });
    expect(await countRows(database.sql, 'call_requests')).toBe(5);
  });
});
