import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant } from '../../support/restaurant.ts';

const mobile = '+12025550111';
const noon = '2026-11-20T17:00:00.000Z';
/** 19:00 at the restaurant. */
const dinner = '2026-11-21T00:00:00.000Z';
const confirmed = { status: 'order_confirmed', order_details: '1 x tea', expected_arrival_time: dinner };

describe.each(databases)('calls to customers by hand on %s', { timeout: 30_000 }, (_name, create) => {
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

  describe('a call by hand', () => {
    it.each([
      ['new', 'order_booking'],
      ['called', 'order_booking'],
      ['order_confirmed', 'arrival_confirmation'],
      ['no_show', 'missed_customer_recovery'],
      ['follow_up_pending', 'missed_customer_recovery'],
    ])('of somebody who is %s is about %s', async (status, callFlow) => {
      const id = await restaurant.add(mobile, { ...confirmed, status });
      await database.setNow(dinner);
      expect(await restaurant.customers.requestCall(id)).toMatchObject({ ok: true, callFlow, created: true });
      expect(await restaurant.customers.requestCall(id)).toMatchObject({
        ok: true,
        callFlow,
        created: false,
      });
      expect(await owed()).toHaveLength(1);
      // What was asked for by hand is not asked for once more by itself.
      expect(await plan()).toEqual({ asked: 0, moved: 0 });
    });

    it('is the next one that is made, whatever waits, and says where it stands', async () => {
      const others = ['+12025550121', '+12025550122', '+12025550123'];
      for (const other of others) await restaurant.add(other, confirmed);
      await database.setNow('2026-11-21T00:30:00.000Z');
      // Arrivals, which come before orders.
      await plan();
      expect(await owed()).toHaveLength(others.length);
      const id = await restaurant.add(mobile);
      await plan();
      await database.setNow('2026-11-21T00:31:00.000Z');
      expect(await restaurant.now(id)).toMatchObject({ created: false, place: 1, waitsFor: null });
      const second = await restaurant.add('+12025550124');
      await database.setNow('2026-11-21T00:32:00.000Z');
      expect(await restaurant.now(second)).toMatchObject({ created: true, place: 2, waitsFor: null });
      // Asked for again, it keeps its place.
      expect(await restaurant.now(id)).toMatchObject({ place: 1 });
      const called = await restaurant.ring(2);
      const rows = await database.sql.query<{ to_phone: string; priority: number }>(
        `select to_phone, priority from public.calls join public.call_requests on call_requests.id = request_id
         where calls.id = any($1::uuid[]) order by priority, to_phone`,
        [called],
      );
      // Called once before all others; should they not be reached, they wait their turn.
      expect(rows).toEqual([
        { to_phone: mobile, priority: 1 },
        { to_phone: '+12025550124', priority: 1 },
      ]);
      for (const call of called) await restaurant.end(call, 'busy');
    });

    it('says what it waits for', async () => {
      const id = await restaurant.add(mobile);
      const rooms = { simulated: true, agentName: `agent-of-${restaurant.organizationId}` };
      expect(await restaurant.now(id, rooms)).toMatchObject({ place: 1, waitsFor: 'agent' });
      await restaurant.ask('public.announce_worker($1, $2, 1, 0, 60)', [rooms.agentName, rooms.agentName]);
      expect(await restaurant.now(id, rooms)).toMatchObject({ waitsFor: null });
      // No line has a trunk.
      expect(await restaurant.now(id, { ...rooms, simulated: false })).toMatchObject({ waitsFor: 'line' });
      await database.setNow('2026-11-21T08:00:00.000Z');
      expect(await restaurant.now(id, { ...rooms, simulated: false })).toMatchObject({ waitsFor: 'hours' });
      await restaurant.ask("public.set_dialer($1::uuid, 'paused', 'stock-taking')", [
        restaurant.organizationId,
      ]);
      expect(await restaurant.now(id, rooms)).toMatchObject({ place: 1, waitsFor: 'dialer' });
    });

    it.each(['arrived', 'resolved'])('of somebody who is %s is refused', async (status) => {
      const id = await restaurant.add(mobile, { status });
      expect(await restaurant.customers.requestCall(id)).toEqual({
        ok: false,
        code: 'no_call_fits',
        status,
        fitsAt: null,
      });
    });

    it('is refused for somebody unknown, somebody on the telephone and somebody who refuses calls', async () => {
      expect(await restaurant.customers.requestCall('CUST000099')).toMatchObject({
        code: 'customer_not_found',
      });
      const id = await restaurant.add(mobile, { status: 'no_show' });
      const call = await restaurant.callIn(mobile);
      expect(await restaurant.customers.requestCall(id)).toEqual({ ok: false, code: 'being_called' });
      await restaurant.end(call);
      await restaurant.ask('public.refuse_calls($1::uuid, $2, $3, null)', [
        restaurant.organizationId,
        mobile,
        'asked',
      ]);
      expect(await restaurant.customers.requestCall(id)).toEqual({ ok: false, code: 'do_not_call' });
      // Who cannot be called is not being recovered.
      expect(await restaurant.read(id)).toMatchObject({ status: 'no_show' });
    });

    it('is made at once where a later one is owed, and anew once that is over', async () => {
      const id = await restaurant.add(mobile, { status: 'called' });
      await restaurant.customers.requestCall(id);
      const [call = ''] = await restaurant.ring();
      await restaurant.end(call, 'no_answer');
      expect(await restaurant.ring()).toEqual([]);
      expect(await restaurant.customers.requestCall(id)).toMatchObject({ created: false });
      expect(await restaurant.ring()).toHaveLength(1);
      await database.sql.exec(
        "update public.calls set ended_at = app.now(), outcome = 'answered', answered_at = app.now(), end_reason = 'agent_ended' where ended_at is null",
      );
      expect(await restaurant.customers.requestCall(id)).toMatchObject({ created: true });
      expect((await restaurant.requests()).map(({ source_key }) => source_key)).toEqual([
        `order:${id}:1`,
        `order:${id}:2`,
      ]);
    });

    it('fits nobody who is expected later, and says from when on it will', async () => {
      const id = await restaurant.add(mobile, confirmed);
      expect(await restaurant.customers.requestCall(id)).toEqual({
        ok: false,
        code: 'no_call_fits',
        status: 'order_confirmed',
        fitsAt: dinner,
      });
      expect(await restaurant.requests()).toEqual([]);
      await database.setNow(dinner);
      expect(await restaurant.customers.requestCall(id)).toMatchObject({
        callFlow: 'arrival_confirmation',
        created: true,
      });
    });

    it('asked for with a schedule of its own waits until its guest is expected', async () => {
      const known = await restaurant.add(mobile, confirmed);
      const ask = (phone: string, input: Record<string, unknown>) =>
        restaurant.ask('public.request_call($1::uuid, $2::text::jsonb)', [
          restaurant.organizationId,
          JSON.stringify({
            scenario: 'arrival',
            phone,
            input,
            source: 'schedule',
            source_key: phone,
            time_zones: ['America/New_York'],
          }),
        ]);
      // The row of a known customer says when, whatever the request has read.
      await ask(mobile, { customer_id: known, expected_arrival_time: noon });
      await ask('+12025550112', { expected_arrival_time: dinner });
      await ask('+12025550113', {});
      // Nobody could read this one when they are to dial.
      expect(await ask('+12025550114', { expected_arrival_time: 'at seven' })).toEqual({
        ok: false,
        code: 'unreadable_input',
        field: 'input.expected_arrival_time',
      });
      const due = await database.sql.query<{ due_at: string }>(
        'select app.iso(due_at) as due_at from public.call_requests where organization_id = $1::uuid order by phone',
        [restaurant.organizationId],
      );
      expect(due.map(({ due_at }) => due_at)).toEqual([dinner, dinner, noon]);
    });
  });
});
