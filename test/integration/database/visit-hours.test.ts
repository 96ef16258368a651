import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openRestaurant, type Restaurant, toolIn } from '../../support/restaurant.ts';

const mobile = '+12025550111';
/** Friday, noon in New York. */
const noon = '2026-11-20T17:00:00.000Z';

describe.each(databases)('the hours of visits on %s', { timeout: 30_000 }, (_name, create) => {
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

  const open = (kind: string, weekdays: number[], opens: string, closes: string) =>
    database.sql.query(
      `insert into public.visit_hours (organization_id, kind, weekday, opens, closes)
       select $1::uuid, $2, weekday, $3::text::time, $4::text::time from unnest($5::integer[]) as weekday`,
      [restaurant.organizationId, kind, opens, closes, weekdays],
    );
  const arriveAt = (date: string, time: string) =>
    restaurant.visits.setArrivalTime(toolIn(call), { date, time });
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  /** At a time in New York, in winter. */
  const at = (day: string, time: string) => new Date(`${day}T${time}:00-05:00`).toISOString();

  it('are none where there are no rows: anybody may come at any time', async () => {
    expect(await arriveAt('2026-11-21', '03:00')).toMatchObject({ ok: true });
  });

  it('refuse the small hours, and name the next opening', async () => {
    await open('opening', everyDay, '11:00', '23:00');
    expect(await arriveAt('2026-11-21', '03:00')).toEqual({
      ok: false,
      code: 'closed',
      opensAt: at('2026-11-21', '11:00'),
      closedAt: at('2026-11-20', '23:00'),
      servesAt: at('2026-11-21', '11:00'),
    });
    expect(await arriveAt('2026-11-21', '11:00')).toMatchObject({ ok: true });
    expect(await arriveAt('2026-11-21', '23:00')).toMatchObject({
      code: 'closed',
      opensAt: at('2026-11-22', '11:00'),
    });
  });

  it('last past midnight', async () => {
    await open('opening', [5], '18:00', '24:00');
    await open('opening', [6], '00:00', '02:00');
    expect(await arriveAt('2026-11-21', '01:59')).toMatchObject({ ok: true });
    expect(await arriveAt('2026-11-21', '00:00')).toMatchObject({ ok: true });
    // A week later: the night that begins on Friday is one opening, not two.
    expect(await arriveAt('2026-11-21', '02:00')).toMatchObject({ opensAt: at('2026-11-27', '18:00') });
  });

  it('know when only the kitchen is closed', async () => {
    await open('opening', everyDay, '11:00', '23:00');
    await open('kitchen', everyDay, '12:00', '22:00');
    expect(await arriveAt('2026-11-20', '22:30')).toMatchObject({
      code: 'kitchen_closed',
      closedAt: at('2026-11-20', '22:00'),
      servesAt: at('2026-11-21', '12:00'),
    });
    expect(await arriveAt('2026-11-21', '03:00')).toMatchObject({
      code: 'closed',
      opensAt: at('2026-11-21', '11:00'),
      servesAt: at('2026-11-21', '12:00'),
    });
  });

  it('differ on days that are closed or opened apart from the rule', async () => {
    await open('opening', [6], '11:00', '23:00');
    await database.sql.query(
      `insert into public.opening_exceptions (organization_id, day, is_open, opens, closes) values
         ($1::uuid, '2026-11-21', false, null, null), ($1::uuid, '2026-11-23', true, '17:00', '22:00')`,
      [restaurant.organizationId],
    );
    expect(await arriveAt('2026-11-21', '12:00')).toMatchObject({
      code: 'closed',
      opensAt: at('2026-11-23', '17:00'),
    });
    expect(await arriveAt('2026-11-23', '17:30')).toMatchObject({ ok: true });
  });

  it('name nothing where nothing opens for two months', async () => {
    await open('opening', [1], '11:00', '23:00');
    await database.sql.query(
      `insert into public.opening_exceptions (organization_id, day)
       select $1::uuid, '2026-11-20'::date + days from generate_series(0, 80) as days`,
      [restaurant.organizationId],
    );
    expect(await arriveAt('2026-11-21', '12:00')).toMatchObject({ opensAt: null, servesAt: null });
  });

  it('hold for whoever writes the row, and leave what stands', async () => {
    const id = await restaurant.add(mobile, {
      status: 'order_confirmed',
      order_details: '1 x tea',
      expected_arrival_time: at('2026-11-21', '03:00'),
    });
    await open('opening', everyDay, '11:00', '23:00');
    await expect(
      database.sql.exec(
        `update public.customers set expected_arrival_time = expected_arrival_time + interval '1 minute'`,
      ),
    ).rejects.toThrow('closed');
    await expect(
      restaurant.add('+12025550112', { expected_arrival_time: at('2026-11-21', '03:00') }),
    ).rejects.toThrow('closed');
    await database.sql.exec("update public.customers set remarks = 'Regular'");
    expect(await restaurant.read(id)).toMatchObject({ remarks: 'Regular' });
  });

  it.each([
    ['visit_hours_in_order', "'opening', 5, '18:00', '02:00'"],
    ['visit_hours_weekday_iso', "'opening', 0, '11:00', '23:00'"],
    ['visit_hours_kind_known', "'bar', 5, '11:00', '23:00'"],
    ['visit_hours_whole_minutes', "'opening', 5, '11:00:30', '23:00'"],
    ['visit_hours_once', "'opening', 5, '11:00', '22:00'), ($1::uuid, 'opening', 5, '11:00', '23:00'"],
  ])('are rows that make sense: %s', async (constraint, row) => {
    const id = `'${restaurant.organizationId}'::uuid`;
    await expect(
      database.sql.exec(
        `insert into public.visit_hours (organization_id, kind, weekday, opens, closes)
         values (${id}, ${row.replace('$1::uuid', id)})`,
      ),
    ).rejects.toThrow(constraint);
  });
});
