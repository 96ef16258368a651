import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVisits } from '../../../src/services/supabase/supabase-visits.ts';
import { addOrganization, databases, keyIn, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

// A Friday, ten in the morning in New York.
const now = '2026-11-20T15:00:00.000Z';
const guest = '+12025550101';
const kebab = { items: [{ name: 'kebab', quantity: 2, notes: null }], notes: null };

describe.each(databases)('whose visit it is, on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;
  let visits: ReturnType<typeof createVisits>;
  let organizationId: string;

  beforeAll(async () => {
    database = await create();
    await database.setNow(now);
    ports = portsOf(database);
    visits = createVisits(ports.db);
  }, 30_000);
  afterAll(() => database.close());

  const sql = (text: string, ...values: string[]) =>
    database.sql.query<Record<string, string | null>>(text, values);

  /** A guest who has ordered soup and comes tonight. */
  beforeEach(async () => {
    organizationId = await addOrganization(database.sql);
    await sql(
      `insert into public.customers
         (organization_id, name, mobile, time_zones, status, order_details, order_items, expected_arrival_time)
       values ($1::uuid, 'Grace Hopper', $2, '{America/New_York}', 'order_confirmed', '1 x soup',
         '[{"name":"soup","quantity":1}]', '2026-11-20T20:00:00Z')`,
      organizationId,
      guest,
    );
  });
  const visit = async (mobile = guest) =>
    (
      await sql(
        'select name, status, order_details from public.customers where organization_id = $1::uuid and mobile = $2',
        organizationId,
        mobile,
      )
    )[0];
  const asIs = { name: 'Grace Hopper', status: 'order_confirmed', order_details: '1 x soup' };

  async function calls(request: object, phone = guest): Promise<string> {
    const callId = await ports.openCall({ organizationId, scenario: 'order', channel: 'web', ...request });
    await ports.users.identify(keyIn(callId), { phone, name: 'Eve' });
    return callId;
  }
  const change = (callId: string) => [
    () => visits.captureOrder(keyIn(callId), kebab),
    () => visits.setArrivalTime(keyIn(callId), { date: '2026-11-20', time: '16:30' }),
    () => visits.confirmArrival(keyIn(callId), { arrived: false }),
    () => visits.rescheduleVisit(keyIn(callId), { date: '2026-11-21', time: '12:00' }),
    () => visits.chooseTakeaway(keyIn(callId), { notes: null }),
    () => visits.cancelVisit(keyIn(callId), { reason: null }),
  ];

  it('somebody who only says the number changes nothing of it', async () => {
    const callId = await calls({});
    for (const attempt of change(callId)) expect(await attempt()).toMatchObject({ ok: false });
    expect(await visit()).toEqual(asIs);
  });

  it.each([
    ['signed in', { fromPhone: guest }, null],
    ['by the name', {}, { name: 'Grace Hopper', day: null }],
    ['by the day', {}, { name: null, day: '2026-11-20' }],
  ])('the guest, proven %s, changes the order', async (_how, request, said) => {
    const callId = await calls(request);
    if (said) expect(await ports.users.verify(keyIn(callId), said)).toMatchObject({ ok: true });
    expect(await visits.captureOrder(keyIn(callId), kebab)).toMatchObject({ ok: true });
    expect(await visit()).toMatchObject({ order_details: '2 x kebab' });
  });

  it('a first order needs no check, and may be changed in its own call only', async () => {
    const phone = '+12025550155';
    const first = await calls({}, phone);
    expect(await visits.captureOrder(keyIn(first), kebab)).toMatchObject({ ok: true });
    const when = { date: '2026-11-20', time: '16:00' };
    expect(await visits.setArrivalTime(keyIn(first), when)).toMatchObject({ ok: true });
    expect(await visit(phone)).toMatchObject({ name: 'Eve', status: 'order_confirmed' });
    const other = await calls({}, phone);
    expect(await visits.captureOrder(keyIn(other), kebab)).toMatchObject({ ok: false });
  });

  it('a relative who answers is no reason to say that the guest does not come', async () => {
    const callId = await ports.openCall({
      organizationId,
      scenario: 'arrival',
      direction: 'outbound',
      toPhone: guest,
    });
    const about = await sql(
      `with person as (
         insert into public.users (organization_id, phone) values ($1::uuid, $2) returning id),
       asked as (
         insert into public.call_requests
           (organization_id, scenario, user_id, phone, input, source, source_key, priority, due_at, time_zones, max_attempts)
         select $1::uuid, 'arrival', person.id, $2, jsonb_build_object('customer_id', customers.customer_id), 'api',
           'arrival', 3, now(), '{America/New_York}', 1
         from person, public.customers where customers.organization_id = $1::uuid returning id, user_id)
       select id, user_id from asked`,
      organizationId,
      guest,
    );
    await sql(
      'update public.calls set request_id = $1::uuid, user_id = $2::uuid where id = $3::uuid',
      about[0]?.['id'] ?? '',
      about[0]?.['user_id'] ?? '',
      callId,
    );
    await ports.users.refuseWrongPerson(keyIn(callId), { message: null });
    for (const attempt of change(callId)) expect(await attempt()).toMatchObject({ ok: false });
    expect(await visit()).toEqual(asIs);
  });
});
