import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashApiKey } from '../../../src/embedded/database-keys.ts';
import {
  type CustomerStatus,
  customerMoves,
} from '../../../src/scenarios/restaurant/store/customer-views.ts';
import { createMemberDatabase } from '../../../src/services/supabase/client.ts';
import { createCustomers } from '../../../src/services/supabase/supabase-customers.ts';
import { countRows, databases } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant } from '../../support/restaurant.ts';

const statuses = Object.keys(customerMoves) as CustomerStatus[];
const pairs = statuses
  .flatMap((from) => statuses.map((to) => [from, to] as const))
  .filter(([from, to]) => from !== to);
const allowed = pairs.filter(([from, to]) => customerMoves[from].includes(to));
const refused = pairs.filter(([from, to]) => !customerMoves[from].includes(to));
const whole = { order_details: '1 x tea', expected_arrival_time: '2026-11-21T00:00:00Z' };

describe.each(databases)('customers on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let restaurant: Restaurant;

  beforeAll(async () => {
    database = await create();
    await database.setNow('2026-11-20T15:00:00.000Z');
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    restaurant = await openRestaurant(database);
  });

  const move = (customerId: string, to: string) =>
    database.sql.query(
      'update public.customers set status = $3 where organization_id = $1::uuid and customer_id = $2',
      [restaurant.organizationId, customerId, to],
    );

  describe('the state machine', () => {
    it.each(allowed)('lets %s become %s', async (from, to) => {
      const id = await restaurant.add('+12025550111', { status: from, ...whole });
      await move(id, to);
      expect(await restaurant.read(id)).toMatchObject({ status: to });
    });

    it.each(refused)('refuses %s to become %s, by name', async (from, to) => {
      const id = await restaurant.add('+12025550111', { status: from, ...whole });
      await expect(move(id, to)).rejects.toMatchObject({
        code: 'PT409',
        message: 'move_refused',
        detail: `from ${from} to ${to}`,
      });
      expect(await restaurant.read(id)).toMatchObject({ status: from });
    });

    it('has nine moves', () => expect(allowed).toHaveLength(9));
  });

  describe('the table', () => {
    it.each([
      ['customers_confirmed_whole', { status: 'order_confirmed', order_details: '1 x tea' }],
      [
        'customers_confirmed_whole',
        { status: 'order_confirmed', expected_arrival_time: '2026-11-21T00:00:00Z' },
      ],
      ['customers_status_known', { status: 'eaten' }],
      ['customers_mobile_e164', { mobile: '2025550111' }],
      ['customers_name_present', { name: '  ' }],
      ['customers_zones_given', { time_zones: [] }],
      ['customers_number_positive', { number: 0 }],
      ['customers_order_items_listed', { order_items: { kebab: 1 } }],
    ])('keeps %s: %o', async (constraint, columns) => {
      await expect(restaurant.add('+12025550111', columns)).rejects.toMatchObject({
        message: expect.stringContaining(constraint),
      });
    });

    it('knows a zone when it sees one', async () => {
      await expect(restaurant.add('+12025550111', { time_zones: ['Mars/Olympus'] })).rejects.toMatchObject({
        message: 'unknown_time_zone',
      });
    });

    it('has one visit a number, and another once the first is resolved', async () => {
      const first = await restaurant.add('+12025550111', { status: 'arrived' });
      await expect(restaurant.add('+12025550111')).rejects.toMatchObject({
        message: expect.stringContaining('customers_one_visit_a_mobile'),
      });
      await move(first, 'resolved');
      expect(await restaurant.add('+12025550111')).toBe('CUST000002');
    });

    it('numbers customers by organization, without gaps for those that were refused', async () => {
      const other = await openRestaurant(database);
      expect(await restaurant.add('+12025550111')).toBe('CUST000001');
      await expect(restaurant.add('+12025550111')).rejects.toThrow();
      expect(await restaurant.add('+12025550112')).toBe('CUST000002');
      expect(await other.add('+12025550111')).toBe('CUST000001');
      expect(await restaurant.add('+12025550113', { number: 1234567 })).toBe('CUST1234567');
      expect(await restaurant.add('+12025550114')).toBe('CUST1234568');
    });

    it('takes an arrival for confirmed exactly while they are there', async () => {
      const id = await restaurant.add('+12025550111', {
        ...whole,
        status: 'order_confirmed',
        arrival_confirmed: true,
      });
      expect(await restaurant.read(id)).toMatchObject({ arrival_confirmed: false });
      await move(id, 'arrived');
      expect(await restaurant.read(id)).toMatchObject({ arrival_confirmed: true });
      await move(id, 'resolved');
      expect(await restaurant.read(id)).toMatchObject({ arrival_confirmed: true });
    });
  });

  describe('rows of a file', () => {
    const row = (columns: Record<string, unknown>) => ({
      customerId: null,
      name: 'Ann',
      mobile: '+12025550111',
      timeZones: ['America/New_York'],
      status: null,
      orderDetails: null,
      expectedArrivalTime: null,
      arrivalConfirmed: null,
      lastCallTime: null,
      remarks: null,
      ...columns,
    });

    it('are each taken or refused by themselves', async () => {
      const answers = await restaurant.customers.import([
        row({}),
        row({ name: 'Bob' }),
        row({ mobile: '+12025550112', status: 'order_confirmed' }),
        row({ mobile: '+12025550113', customerId: 'CUST000007', status: 'resolved', arrivalConfirmed: true }),
        row({ mobile: '+12025550114' }),
      ]);
      expect(answers).toMatchObject([
        { ok: true, added: true, customer: { customer_id: 'CUST000001', status: 'new' } },
        { ok: false, code: 'customer_exists', customerId: 'CUST000001' },
        { ok: false, code: 'order_incomplete' },
        {
          ok: true,
          added: true,
          customer: { customer_id: 'CUST000007', status: 'resolved', arrival_confirmed: true },
        },
        { ok: true, added: true, customer: { customer_id: 'CUST000008' } },
      ]);
    });

    it('correct a known customer: an empty cell changes nothing, a status moves only where it may', async () => {
      const id = await restaurant.add('+12025550111', { remarks: 'By the window' });
      const known = { customerId: id };
      const answers = await restaurant.customers.import([
        row({ ...known, name: 'Anna', status: 'arrived' }),
        row({ ...known, mobile: '+12025550112' }),
        row({ ...known, name: 'Anna', status: 'order_confirmed' }),
        row({
          ...known,
          name: 'Anna',
          orderDetails: '1 x tea',
          expectedArrivalTime: '2026-11-21T00:00:00.000Z',
        }),
        row({ ...known, name: 'Anna', status: 'order_confirmed', arrivalConfirmed: true }),
      ]);
      expect(answers).toMatchObject([
        { ok: false, code: 'move_refused', from: 'new', to: 'arrived' },
        { ok: false, code: 'mobile_differs' },
        { ok: false, code: 'order_incomplete' },
        { ok: true, added: false },
        { ok: true, added: false },
      ]);
      expect(await restaurant.read(id)).toMatchObject({
        status: 'order_confirmed',
        remarks: 'By the window',
        arrival_confirmed: false,
      });
    });

    it('that come again change nothing and add nobody', async () => {
      const rows = [
        row({ remarks: 'By the window' }),
        row({ mobile: '+12025550112', customerId: 'CUST000007', orderDetails: '1 x tea' }),
        row({
          mobile: '+12025550113',
          status: 'resolved',
          arrivalConfirmed: true,
          lastCallTime: '2026-11-20T14:00:00.000Z',
        }),
      ];
      const stand = () =>
        database.sql.query('select customers::text as row from public.customers order by number', []);
      expect(await restaurant.customers.import(rows)).toMatchObject(
        rows.map(() => ({ ok: true, added: true })),
      );
      const before = await stand();
      await database.setNow('2026-11-20T17:30:00.000Z');
      expect(await restaurant.customers.import(rows)).toMatchObject(
        rows.map(() => ({ ok: true, added: false })),
      );
      expect(await stand()).toEqual(before);
      // Another visit that is over is another one, and somebody who says something else is somebody else.
      expect(
        await restaurant.customers.import([
          row({ mobile: '+12025550113', status: 'resolved', remarks: 'Takeaway' }),
          row({ remarks: 'By the door' }),
        ]),
      ).toMatchObject([{ ok: true, added: true }, { code: 'customer_exists' }]);
    });

    it('with an id far beyond the others are refused, and the next id follows the others', async () => {
      const answers = await restaurant.customers.import([
        row({ customerId: 'CUST000012' }),
        row({ mobile: '+12025550112', customerId: 'CUST1000000' }),
        row({ mobile: '+12025550114', customerId: 'CUST010013' }),
        row({ mobile: '+12025550113' }),
      ]);
      expect(answers).toMatchObject([
        { ok: true, customer: { customer_id: 'CUST000012' } },
        { ok: false, code: 'customer_id_too_far' },
        { ok: false, code: 'customer_id_too_far' },
        { ok: true, customer: { customer_id: 'CUST000013' } },
      ]);
    });

    it('come in any number', async () => {
      const rows = Array.from({ length: 450 }, (_, index) =>
        row({ mobile: `+1202555${String(index).padStart(4, '0')}` }),
      );
      const answers = await restaurant.customers.import(rows);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(450);
      const seen: string[] = [];
      for (let after: number | null = 0; after !== null; ) {
        const page = await restaurant.customers.list({ limit: 200, after, status: null });
        seen.push(...page.customers.map(({ customer_id }) => customer_id));
        after = page.next;
      }
      expect(seen).toHaveLength(450);
      expect(seen).toEqual(seen.toSorted());
    });
  });

  describe('row level security', () => {
    const keyOf = async ({ organizationId }: Restaurant) => {
      const key = `parley_${organizationId}`;
      await database.sql.query(
        'insert into public.api_keys (organization_id, name, key_hash, prefix) values ($1::uuid, $2, $3, $4)',
        [organizationId, 'test', hashApiKey(key), key.slice(0, 12)],
      );
      return createMemberDatabase(database.url, database.keys.publishable, { apiKey: key });
    };

    it('shows and changes only what belongs to the organization of the key', async () => {
      const other = await openRestaurant(database);
      const db = await keyOf(restaurant);
      const own = createCustomers(db, restaurant.organizationId);
      const foreign = createCustomers(db, other.organizationId);
      const theirs = await other.add('+12025550112');
      await restaurant.add('+12025550111');
      const page = { limit: 10, after: null, status: null };
      expect((await own.list(page)).customers).toMatchObject([{ mobile: '+12025550111' }]);
      expect((await foreign.list(page)).customers).toEqual([]);
      // Both have a CUST000001.
      expect(await own.find(theirs)).toMatchObject({ mobile: '+12025550111' });
      expect(await foreign.find(theirs)).toBeNull();
    });

    it.each([
      ['add_customer', { customer: {} }],
      ['import_customers', { customers: [] }],
      ['trigger_customer_call', { customer_id: 'CUST000001' }],
      [
        'record_call_result',
        { customer_id: 'CUST000001', call_flow: 'order_booking', result: {}, result_key: 'x' },
      ],
    ])('refuses %s for an organization that is not ours', async (name, parameters) => {
      const other = await openRestaurant(database);
      await other.add('+12025550112');
      const db = await keyOf(restaurant);
      const { error } = await db.rpc(name, { organization_id: other.organizationId, ...parameters });
      expect(error).toMatchObject({ code: 'PT403', message: 'not_a_member' });
      expect(await other.read('CUST000001')).toMatchObject({ status: 'new' });
      expect(await other.requests()).toEqual([]);
    });

    it.each(['plan_customer_calls', 'capture_order', 'set_arrival_time', 'confirm_arrival'])(
      'keeps %s from members',
      async (name) => {
        const db = await keyOf(restaurant);
        const call = { call_id: restaurant.organizationId, tool_call_id: 'x' };
        const parameters: Record<string, Record<string, unknown>> = {
          plan_customer_calls: { batch_size: 1 },
          capture_order: { ...call, items: [] },
          set_arrival_time: { ...call, day: '2026-11-21', at: '19:00' },
          confirm_arrival: { ...call, arrived: true },
        };
        const { error } = await db.rpc(name, parameters[name]);
        expect(error).toMatchObject({ code: '42501' });
      },
    );

    it('lets nobody write to the tables', async () => {
      const id = await restaurant.add('+12025550111');
      const db = await keyOf(restaurant);
      await db.from('customers').update({ status: 'called' }).eq('customer_id', id);
      const added = await db.from('customers').insert({
        organization_id: restaurant.organizationId,
        name: 'X',
        mobile: '+12025550119',
        time_zones: ['UTC'],
      });
      expect(added.error).not.toBeNull();
      expect(await restaurant.read(id)).toMatchObject({ status: 'new' });
      expect(
        await countRows(database.sql, 'customers', `organization_id = '${restaurant.organizationId}'`),
      ).toBe(1);
    });
  });
});
