import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRows, databases } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant, toolIn } from '../../support/restaurant.ts';

const mobile = '+12025550111';
/** 12:00 at the restaurant. */
const noon = '2026-11-20T17:00:00.000Z';
const evening = { date: '2026-11-20', time: '19:00' };
const dinner = '2026-11-21T00:00:00.000Z';
const order = {
  items: [
    { name: 'kebab', quantity: 2, notes: 'no onions' },
    { name: 'tea', quantity: 1, notes: null },
  ],
  notes: 'By the window',
  allergies: null,
  partySize: null,
  seen: null,
};
const written = '2 x kebab (no onions), 1 x tea. By the window';

describe.each(databases)('what a call does to a visit, on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let restaurant: Restaurant;

  beforeAll(async () => {
    database = await create();
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    await database.sql.exec('delete from public.call_requests; delete from public.customers');
    restaurant = await openRestaurant(database, { settings: { horizon_days: 30 } });
  });

  /** A call with a customer in this state, who has answered. */
  async function inCall(columns: Record<string, unknown> = {}): Promise<{ id: string; call: string }> {
    const id = await restaurant.add(mobile, columns);
    // Whoever is expected is not called before.
    if (columns.status === 'order_confirmed') await database.setNow(dinner);
    await restaurant.customers.requestCall(id);
    const [call = ''] = await restaurant.ring();
    await restaurant.pickUp(call);
    if (columns.status === 'order_confirmed') await database.setNow(noon);
    return { id, call };
  }
  const confirmed = { status: 'order_confirmed', order_details: '1 x tea', expected_arrival_time: dinner };
  const missed = { ...confirmed, status: 'no_show', expected_arrival_time: '2026-11-20T14:00:00.000Z' };

  describe('an order', () => {
    it('is confirmed with the commit in which both are there, what and when', async () => {
      const { id, call } = await inCall();
      expect(await restaurant.visits.captureOrder(toolIn(call), order)).toMatchObject({
        ok: true,
        visit: { customerId: id, status: 'new', orderDetails: written, expectedArrivalTime: null },
      });
      expect(await restaurant.visits.setArrivalTime(toolIn(call), evening)).toMatchObject({
        ok: true,
        visit: {
          customerId: id,
          status: 'order_confirmed',
          orderDetails: written,
          expectedArrivalTime: dinner,
        },
      });
    });

    it('is confirmed at once where the time is known, unless that time has passed', async () => {
      const { call } = await inCall({ expected_arrival_time: dinner });
      const answer = await restaurant.visits.captureOrder(toolIn(call), order);
      expect(answer).toMatchObject({ visit: { status: 'order_confirmed' } });
      await restaurant.end(call);
      const other = await restaurant.add('+12025550112', { expected_arrival_time: '2026-11-20T16:59:00Z' });
      await restaurant.customers.requestCall(other);
      const [second = ''] = await restaurant.ring();
      expect(await restaurant.visits.captureOrder(toolIn(second), order)).toMatchObject({
        visit: { status: 'new' },
      });
    });

    it('is replaced by a later one', async () => {
      const { id, call } = await inCall(confirmed);
      await restaurant.visits.captureOrder(toolIn(call), {
        ...order,
        items: [{ name: 'soup', quantity: 3, notes: null }],
        notes: null,
      });
      expect(await restaurant.read(id)).toMatchObject({
        status: 'order_confirmed',
        order_details: '3 x soup',
      });
    });

    it.each([
      ['nothing', []],
      ['a dish without a name', [{ name: ' ', quantity: 1, notes: null }]],
      ['half a dish', [{ name: 'tea', quantity: 0.5, notes: null }]],
      ['no dish at all', [{ name: 'tea', quantity: 0, notes: null }]],
    ])('of %s is a fault of the tool', async (_what, items) => {
      const { id, call } = await inCall();
      await expect(restaurant.visits.captureOrder(toolIn(call), { ...order, items })).rejects.toMatchObject({
        cause: { code: 'PT422', message: 'order_malformed' },
      });
      expect(await restaurant.read(id)).toMatchObject({ order_details: null });
    });
  });

  it.each([
    ['past', { date: '2026-11-20', time: '12:00' }],
    ['too_far', { date: '2026-12-21', time: '19:00' }],
    ['no_such_date', { date: '2026-02-30', time: '19:00' }],
    ['no_such_time', { date: '2026-11-21', time: '25:00' }],
  ])('refuses a time that is %s', async (code, wish) => {
    const { id, call } = await inCall();
    expect(await restaurant.visits.setArrivalTime(toolIn(call), wish)).toEqual({ ok: false, code });
    expect(await restaurant.read(id)).toMatchObject({ expected_arrival_time: null });
    await restaurant.end(call);
    await database.sql.exec('delete from public.customers');
    const recovery = await inCall(missed);
    expect(await restaurant.visits.rescheduleVisit(toolIn(recovery.call), wish)).toEqual({ ok: false, code });
  });

  it('refuses an hour that the clocks skip', async () => {
    await database.setNow('2027-03-10T17:00:00Z');
    const { call } = await inCall();
    const skipped = { date: '2027-03-14', time: '02:30' };
    expect(await restaurant.visits.setArrivalTime(toolIn(call), skipped)).toEqual({
      ok: false,
      code: 'no_such_time',
    });
  });

  describe('an arrival', () => {
    it.each([
      [true, 'arrived', true],
      [false, 'no_show', false],
    ])('confirmed as %s makes them %s', async (arrived, status, arrivalConfirmed) => {
      const { id, call } = await inCall(confirmed);
      expect(await restaurant.visits.confirmArrival(toolIn(call), { arrived })).toMatchObject({
        ok: true,
        visit: { status },
      });
      expect(await restaurant.read(id)).toMatchObject({ arrival_confirmed: arrivalConfirmed });
    });

    it('of somebody who is late stays to come, at the new time', async () => {
      const { call } = await inCall(confirmed);
      expect(
        await restaurant.visits.setArrivalTime(toolIn(call), { date: '2026-11-20', time: '20:15' }),
      ).toMatchObject({
        visit: { status: 'order_confirmed', expectedArrivalTime: '2026-11-21T01:15:00.000Z' },
      });
    });
  });

  describe('a missed visit', () => {
    it('can be moved to another time', async () => {
      const { id, call } = await inCall(missed);
      expect(await restaurant.read(id)).toMatchObject({ status: 'follow_up_pending' });
      expect(await restaurant.visits.rescheduleVisit(toolIn(call), evening)).toMatchObject({
        visit: { status: 'order_confirmed', expectedArrivalTime: dinner },
      });
    });

    it.each([
      ['choose_takeaway', 'Takeaway: at eight'],
      ['cancel_visit', 'Canceled: at eight'],
    ])('ends with %s, in the remarks', async (tool, remark) => {
      const { id, call } = await inCall({ ...missed, remarks: 'Regular' });
      const answer =
        tool === 'choose_takeaway'
          ? await restaurant.visits.chooseTakeaway(toolIn(call), { notes: 'at eight' })
          : await restaurant.visits.cancelVisit(toolIn(call), { reason: 'at eight' });
      expect(answer).toMatchObject({ ok: true, visit: { status: 'resolved' } });
      expect(await restaurant.read(id)).toMatchObject({
        remarks: `Regular; ${remark}`,
        arrival_confirmed: false,
      });
    });

    it('can be made up for in the call in which they said so', async () => {
      const { id, call } = await inCall(confirmed);
      await restaurant.visits.confirmArrival(toolIn(call), { arrived: false });
      expect(await restaurant.visits.cancelVisit(toolIn(call), { reason: null })).toMatchObject({ ok: true });
      expect(await restaurant.read(id)).toMatchObject({ status: 'resolved', remarks: 'Canceled', misses: 1 });
    });
  });

  it.each([
    ['new', ['confirmArrival', 'rescheduleVisit', 'chooseTakeaway']],
    ['called', ['confirmArrival', 'rescheduleVisit', 'chooseTakeaway']],
    ['order_confirmed', ['chooseTakeaway']],
    ['follow_up_pending', ['captureOrder', 'setArrivalTime', 'confirmArrival']],
  ] as const)('refuses somebody who is %s what does not fit: %j', async (status, tools) => {
    const { id, call } = await inCall({ ...confirmed, status });
    const { visits } = restaurant;
    const use = {
      captureOrder: () => visits.captureOrder(toolIn(call), order),
      setArrivalTime: () => visits.setArrivalTime(toolIn(call), evening),
      confirmArrival: () => visits.confirmArrival(toolIn(call), { arrived: true }),
      rescheduleVisit: () => visits.rescheduleVisit(toolIn(call), evening),
      chooseTakeaway: () => visits.chooseTakeaway(toolIn(call), { notes: null }),
      cancelVisit: () => visits.cancelVisit(toolIn(call), { reason: null }),
    };
    for (const tool of tools)
      expect([tool, await use[tool]()]).toEqual([tool, { ok: false, code: 'wrong_status' }]);
    expect(await restaurant.read(id)).toMatchObject({ status });
  });

  it('does the same tool call once and answers it alike, also when the visit has moved on', async () => {
    const { id, call } = await inCall({ expected_arrival_time: dinner });
    const key = toolIn(call);
    const first = await restaurant.visits.captureOrder(key, order);
    await restaurant.visits.confirmArrival(toolIn(call), { arrived: true });
    const again = await restaurant.visits.captureOrder(key, {
      ...order,
      items: [{ name: 'soup', quantity: 9, notes: null }],
    });
    expect(again).toEqual(first);
    expect(await restaurant.read(id)).toMatchObject({ status: 'arrived', order_details: written });
    await expect(restaurant.visits.cancelVisit(key, { reason: null })).rejects.toMatchObject({
      cause: { message: 'tool_call_reused' },
    });
  });

  it('changes nothing once the call has ended', async () => {
    const { id, call } = await inCall(confirmed);
    await database.setNow(dinner);
    await restaurant.end(call);
    for (const answer of [
      await restaurant.visits.captureOrder(toolIn(call), order),
      await restaurant.visits.setArrivalTime(toolIn(call), evening),
      await restaurant.visits.confirmArrival(toolIn(call), { arrived: true }),
      await restaurant.visits.cancelVisit(toolIn(call), { reason: null }),
    ])
      expect(answer).toEqual({ ok: false, code: 'call_ended' });
    expect(await restaurant.read(id)).toMatchObject({ status: 'order_confirmed', order_details: '1 x tea' });
  });

  describe('somebody who calls in', () => {
    it('is found by the number that they were identified by', async () => {
      const id = await restaurant.add(mobile, confirmed);
      const call = await restaurant.callIn(mobile);
      const answer = await restaurant.visits.setArrivalTime(toolIn(call), {
        date: '2026-11-20',
        time: '20:00',
      });
      expect(answer).toMatchObject({ ok: true, visit: { customerId: id } });
    });

    it('becomes a customer with their first order, and one of this restaurant only', async () => {
      const other = await openRestaurant(database);
      await other.add(mobile, confirmed);
      const call = await restaurant.callIn(mobile);
      expect(await restaurant.visits.captureOrder(toolIn(call), order)).toMatchObject({
        visit: { customerId: 'CUST000001', status: 'new' },
      });
      expect(await restaurant.visits.setArrivalTime(toolIn(call), evening)).toMatchObject({
        visit: { status: 'order_confirmed' },
      });
      expect(await other.read('CUST000001')).toMatchObject({ order_details: '1 x tea' });
    });

    it('has no visit that could be confirmed or canceled while nobody knows them', async () => {
      const unknown = await restaurant.openCall();
      expect(await restaurant.visits.captureOrder(toolIn(unknown), order)).toEqual({
        ok: false,
        code: 'no_customer',
      });
      const call = await restaurant.callIn(mobile);
      expect(await restaurant.visits.confirmArrival(toolIn(call), { arrived: true })).toMatchObject({
        code: 'no_customer',
      });
      expect(await countRows(database.sql, 'customers')).toBe(0);
    });
  });
});
