import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../../src/scenarios/restaurant/store/visits.ts';
import { databases } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant, toolIn } from '../../support/restaurant.ts';

const mobile = '+12025550111';
const noon = '2026-11-20T17:00:00.000Z';
const dinner = '2026-11-21T00:00:00.000Z';
const confirmed = { status: 'order_confirmed', order_details: '1 x tea', expected_arrival_time: dinner };

const order = (dishes: Array<[number, string, (string | null)?]>, rest: Partial<Order> = {}): Order => ({
  items: dishes.map(([quantity, name, notes = null]) => ({ name, quantity, notes })),
  notes: null,
  allergies: null,
  partySize: null,
  seen: null,
  ...rest,
});

describe.each(databases)('an order that stands, on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let restaurant: Restaurant;
  let call: string;

  beforeAll(async () => {
    database = await create();
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    await database.sql.exec('delete from public.call_requests; delete from public.customers');
    restaurant = await openRestaurant(database);
    call = await restaurant.callIn(mobile);
  });
  const capture = async (wish: Order) => restaurant.visits.captureOrder(toolIn(call), wish);
  const line = async (wish: Order) => {
    const answer = await capture(wish);
    return answer.ok ? answer.visit.orderDetails : answer;
  };

  it('keeps allergies, notes and the size of the party through later changes', async () => {
    await capture(order([[2, 'kebab']], { notes: 'By the window', allergies: 'nuts', partySize: 4 }));
    expect(await line(order([[3, 'kebab']]))).toBe('3 x kebab. Allergies: nuts. By the window');
    expect(await restaurant.visits.find(call)).toMatchObject({
      visit: { allergies: 'nuts', notes: 'By the window', partySize: 4, items: [{ quantity: 3 }] },
    });
  });

  it('is added to by a note, and nothing is noted twice', async () => {
    await capture(order([[1, 'soup']], { allergies: 'nuts' }));
    const note = (allergies: string) =>
      restaurant.visits.note(toolIn(call), { notes: null, allergies, partySize: 6 });
    await note('Nuts');
    expect(await note('sesame')).toMatchObject({
      visit: { allergies: 'nuts; sesame', partySize: 6, orderDetails: '1 x soup. Allergies: nuts; sesame' },
    });
  });

  it('written as text keeps its text when something is noted', async () => {
    await restaurant.add(mobile, confirmed);
    expect(
      await restaurant.visits.note(toolIn(call), { notes: null, allergies: 'nuts', partySize: null }),
    ).toMatchObject({ visit: { orderDetails: '1 x tea', allergies: 'nuts' } });
  });

  it.each([
    [
      'keeps what is special about a dish that changes its number',
      [[2, 'kebab', 'no onions']],
      [[3, 'Kebab']],
      '3 x Kebab (no onions)',
    ],
    [
      'keeps what is special about some of them',
      [
        [1, 'kebab', 'no onions'],
        [2, 'kebab'],
      ],
      [[4, 'kebab']],
      '4 x kebab (no onions on 1)',
    ],
    [
      'leaves two lines of one dish as they are',
      [
        [1, 'kebab', 'no onions'],
        [2, 'kebab'],
      ],
      [
        [1, 'kebab', 'no onions'],
        [3, 'kebab'],
      ],
      '1 x kebab (no onions), 3 x kebab',
    ],
    [
      'takes away what is said to be nothing special',
      [[2, 'kebab', 'no onions']],
      [[2, 'kebab', '']],
      '2 x kebab',
    ],
    ['says it anew', [[2, 'kebab', 'no onions']], [[2, 'kebab', 'no salt']], '2 x kebab (no salt)'],
  ] as Array<[string, Array<[number, string, string?]>, Array<[number, string, string?]>, string]>)(
    '%s',
    async (_rule, before, after, written) => {
      await capture(order(before));
      expect(await line(order(after))).toBe(written);
    },
  );

  it('is not replaced by a call that has not seen it', async () => {
    await restaurant.add(mobile, confirmed);
    const refused = await capture(order([[1, 'soup']], { seen: '' }));
    expect(refused).toMatchObject({ ok: false, code: 'order_changed', visit: { orderDetails: '1 x tea' } });
    expect(await line(order([[1, 'soup']], { seen: '1 x tea' }))).toBe('1 x soup');
  });

  it.each([0, 501])('is for no party of %s', async (partySize) => {
    expect(await capture(order([[1, 'soup']], { partySize }))).toEqual({ ok: false, code: 'party_size' });
    await expect(restaurant.add(mobile, { party_size: partySize })).rejects.toThrow(
      'customers_party_size_seated',
    );
  });

  describe('that is called off', () => {
    it.each(['new', 'called', 'order_confirmed'])('is over wherever it stood: %s', async (status) => {
      const id = await restaurant.add(mobile, { ...confirmed, status });
      expect(await restaurant.visits.cancelVisit(toolIn(call), { reason: 'ill' })).toMatchObject({
        ok: true,
        visit: { status: 'resolved' },
      });
      expect(await restaurant.read(id)).toMatchObject({ remarks: 'Canceled: ill', misses: 0 });
      expect(await restaurant.visits.find(call)).toEqual({ ok: false, code: 'no_visit' });
    });

    it('leaves no call owed, and room for the next visit', async () => {
      await restaurant.end(call);
      await restaurant.add(mobile, { expected_arrival_time: dinner });
      await restaurant.rounds.plan(10);
      call = await restaurant.callIn(mobile);
      await restaurant.visits.cancelVisit(toolIn(call), { reason: null });
      expect(await restaurant.requests()).toMatchObject([{ status: 'canceled' }]);
      expect(await capture(order([[1, 'soup']]))).toMatchObject({ visit: { customerId: 'CUST000002' } });
    });

    it('is so by nobody else: a status that is only written moves as it may', async () => {
      const id = await restaurant.add(mobile, confirmed);
      await expect(
        database.sql.exec(`update public.customers set status = 'resolved' where customer_id = '${id}'`),
      ).rejects.toThrow('move_refused');
      await expect(
        database.sql.exec(`update public.customers set canceled_at = app.now() where customer_id = '${id}'`),
      ).rejects.toThrow('customers_canceled_is_over');
    });
  });

  it('is not hinted at before somebody is identified', async () => {
    await restaurant.add(mobile, confirmed);
    const unknown = await restaurant.openCall();
    expect(await restaurant.visits.find(unknown)).toEqual({ ok: false, code: 'no_visit' });
    expect(await restaurant.visits.brief(unknown)).toEqual({ menu: [], hours: [], visit: null });
  });
});

describe('two calls about one order', { timeout: 30_000 }, () => {
  let database: PostgresTestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.setNow(noon);
  }, 60_000);
  afterAll(() => database.close());

  it('do not undo one another: the second is told what the first has left', async () => {
    const restaurant = await openRestaurant(database);
    const id = await restaurant.add(mobile, confirmed);
    const calls = [await restaurant.callIn(mobile), await restaurant.callIn(mobile)];
    const answers = await Promise.all(
      calls.map((call, index) =>
        restaurant.visits.captureOrder(toolIn(call), order([[index + 2, 'tea']], { seen: '1 x tea' })),
      ),
    );
    const won = answers.findIndex(({ ok }) => ok);
    const written = `${won + 2} x tea`;
    expect(answers[1 - won]).toMatchObject({ code: 'order_changed', visit: { orderDetails: written } });
    expect(await restaurant.read(id)).toMatchObject({ order_details: written });
  });

  it('one of which cancels it end with it canceled', async () => {
    const restaurant = await openRestaurant(database);
    const id = await restaurant.add('+12025550112', confirmed);
    const calls = [await restaurant.callIn('+12025550112'), await restaurant.callIn('+12025550112')];
    const [first = '', second = ''] = calls;
    await Promise.all([
      restaurant.visits.cancelVisit(toolIn(first), { reason: null }),
      restaurant.visits.note(toolIn(second), { notes: 'By the window', allergies: null, partySize: null }),
    ]);
    expect(await restaurant.read(id)).toMatchObject({ status: 'resolved' });
  });
});
