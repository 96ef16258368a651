import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCustomers } from '../../../src/services/supabase/supabase-customers.ts';
import { callRequest } from '../../support/call-request.ts';
import { addOrganization, countRows, databases } from '../../support/database-fixtures.ts';
import { dialingPorts } from '../../support/dialing.ts';
import type { TestDatabase } from '../../support/postgres.ts';

/** Nothing is dialed here, and premium and satellite ranges have no numbers for fiction: these belong to nobody. */
const barred: Array<[what: string, phone: string]> = [
  ['a premium number', '+19005550100'],
  ['a premium number of another country', '+44909879001'],
  ['a shared-cost number', '+49180612345'],
  ['a personal number, which costs what a premium one does', '+447012345678'],
  ['a satellite telephone', '+881612345678'],
  ['a satellite telephone of the sea', '+870773111632'],
  ['a network of no country', '+88213300000'],
  ['a satellite telephone behind a national code', '+79541234567'],
  ['an emergency number', '+49112000'],
  ['a service number', '+49116117'],
  ['a number of no plan', '+99912345678'],
];
const washington = '+12025550142';
const jamaica = '+18765550123';
const london = '+442079460018';
const noon = '2026-11-27T17:00:00.000Z';

describe.each(databases)('whom an organization calls, on %s', { timeout: 60_000 }, (_name, open) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let organizationId: string;

  beforeAll(async () => {
    database = await open();
    ports = dialingPorts(database);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(noon);
    // What another test has asked for is not called in this one.
    await database.sql.query(
      `update public.call_requests set status = 'canceled' where status = 'waiting'`,
      [],
    );
    organizationId = await addOrganization(database.sql);
    await ports.addLine(organizationId);
  });

  const add = (phone: string, changes = {}) =>
    ports.requests.add(organizationId, callRequest({ phone, ...changes }));
  const set = (columns: string) =>
    database.sql.query(`update public.dialers set ${columns} where organization_id = $1::uuid`, [
      organizationId,
    ]);
  const customer = (mobile: string) => ({
    name: 'Ann',
    mobile,
    timeZones: ['America/New_York'],
    expectedArrivalTime: null,
  });

  describe.each(barred)('%s', (_what, phone) => {
    it('is no number that a call can be asked for, whatever countries are called', async () => {
      await set(`countries = '{US,GB,DE,RU}'`);
      expect(await add(phone)).toEqual({ ok: false, code: 'number_barred', field: 'phone' });
      expect(await countRows(database.sql, 'call_requests', `phone = '${phone}'`)).toBe(0);
    });

    it('is no customer’s', async () => {
      const customers = createCustomers(ports.db, organizationId);
      expect(await customers.add(customer(phone))).toMatchObject({ ok: false, code: 'number_barred' });
      const row = { ...customer(phone), customerId: null, status: null, orderDetails: null };
      const blank = { arrivalConfirmed: null, lastCallTime: null, remarks: null };
      expect(await customers.import([{ ...row, ...blank }])).toMatchObject([
        { ok: false, code: 'number_barred' },
      ]);
    });

    it('is refused whoever writes the row', async () => {
      await expect(
        database.sql.query(
          `insert into public.operators (organization_id, name, phone) values ($1::uuid, 'Kim', $2)`,
          [organizationId, phone],
        ),
      ).rejects.toThrow(/number_barred/);
      const written = database.sql.query(
        `with person as (
           insert into public.users (organization_id, phone) values ($1::uuid, $2) returning id)
         insert into public.call_requests (organization_id, scenario, user_id, phone, source, source_key, time_zones)
         select $1::uuid, 'order', person.id, $2, 'test', $2, '{UTC}' from person`,
        [organizationId, phone],
      );
      await expect(written).rejects.toThrow(/number_barred/);
    });
  });

  it('is its own country alone, of which islands that share its code are none', async () => {
    expect(await add(washington)).toMatchObject({ ok: true });
    expect(await add(jamaica)).toEqual({ ok: false, code: 'country_not_allowed', field: 'phone' });
    expect(await add(london)).toEqual({ ok: false, code: 'country_not_allowed', field: 'phone' });
    await set(`countries = '{GB,JM}'`);
    expect(await add(jamaica)).toMatchObject({ ok: true });
    expect(await add(london)).toMatchObject({ ok: true });
    expect(await add('+12025550143')).toEqual({ ok: false, code: 'country_not_allowed', field: 'phone' });
  });

  it('is asked again before a telephone rings: what is not called any more ends as blocked', async () => {
    await set(`countries = '{GB,US}'`);
    const abroad = await ports.ask(organizationId, london, { timeZones: ['Europe/London'] });
    const claimed = await ports.ask(organizationId, washington);
    const calls = (await ports.claim()).filter((call) => call.organizationId === organizationId);
    expect(calls).toHaveLength(2);
    await set(`countries = '{CA}'`);
    for (const { callId } of calls)
      expect(await ports.dialing.begin(callId, 60)).toEqual({ ok: false, code: 'country_not_allowed' });
    const waiting = await ports.requestRow(abroad);
    expect(waiting).toMatchObject({ status: 'blocked', status_reason: 'country_not_allowed', dials: 0 });
    expect(await ports.requestRow(claimed)).toMatchObject({ status: 'blocked', dials: 0 });
  });

  it('is asked again when a request is claimed', async () => {
    const request = await ports.ask(organizationId, washington);
    await set(`countries = '{CA}'`);
    await ports.claim(100);
    expect(await ports.requestRow(request)).toMatchObject({
      status: 'blocked',
      status_reason: 'country_not_allowed',
    });
  });

  it('is what whoever runs the deployment adds to the ranges, too', async () => {
    await database.sql.query(
      `insert into app.number_ranges (prefix, country, kind, is_own) values ('1202555', 'US', 'premium', true)`,
      [],
    );
    expect(await add(washington)).toEqual({ ok: false, code: 'number_barred', field: 'phone' });
    await database.sql.query(`delete from app.number_ranges where prefix = '1202555'`, []);
    expect(await add(washington)).toMatchObject({ ok: true });
  });

  it('asks for nothing that nobody here can talk about', async () => {
    expect(await add(washington, { scenario: 'nothing' })).toEqual({
      ok: false,
      code: 'unknown_scenario',
      field: 'scenario',
    });
    expect(await add(washington)).toMatchObject({ ok: true });
  });

  describe('the zone of a number', () => {
    const asked = (phone: string, timeZones: string[]) =>
      ports.ask(organizationId, phone, { timeZones, input: {} });
    const zonesOf = async (id: string) =>
      (
        await database.sql.query<{ time_zones: string[] }>(
          'select time_zones from public.call_requests where id = $1::uuid',
          [id],
        )
      )[0]?.time_zones;

    it('is its own, whatever whoever asks for the call says: nobody in Tokyo is called at four', async () => {
      await set(`countries = '{JP}'`);
      // Two in the afternoon in New York, four in the morning in Tokyo.
      await database.setNow('2026-11-27T19:00:00.000Z');
      const request = await asked('+81312345678', ['America/New_York']);
      expect(await zonesOf(request)).toEqual(['Asia/Tokyo', 'America/New_York']);
      const claim = { runnerId: 'test', batchSize: 10, leaseSeconds: 60, simulated: false };
      await database.sql.query(
        `with trunk as (
           insert into public.trunks (organization_id, name, livekit_outbound_trunk_id)
           values ($1::uuid, 'carrier', 'ST_1') returning id)
         update public.lines set trunk_id = trunk.id from trunk where organization_id = $1::uuid`,
        [organizationId],
      );
      const calls = await ports.dialing.claim(claim);
      expect(calls.filter((call) => call.organizationId === organizationId)).toEqual([]);
      // Eight in the morning in Tokyo, where New York's evening has not ended.
      expect(await ports.requestRow(request)).toMatchObject({ due_at: '2026-11-27T23:00:00.000Z' });
    });

    it('is the strictest of all where it may be in several', async () => {
      const request = await asked('+18005550100', ['America/New_York']);
      const zones = await zonesOf(request);
      expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu', 'Pacific/Guam']));
      // Ten in the morning in New York is midnight in Guam.
      const [row] = await database.sql.query<{ opening: Date | string }>(
        `select app.next_call_time(dialers, time_zones, null, null, '2026-11-27T15:00:00Z') as opening
         from public.call_requests join public.dialers using (organization_id) where id = $1::uuid`,
        [request],
      );
      expect(new Date(row?.opening ?? 0).toISOString()).toBe('2026-11-27T22:00:00.000Z');
    });

    it('of a guest whose visit came about in a call is theirs, and not the restaurant’s', async () => {
      const [row] = await database.sql.query<{ time_zones: string[] }>(
        `insert into public.customers (organization_id, name, mobile, time_zones)
         values ($1::uuid, 'Ann', '+81312345678', '{America/New_York}') returning time_zones`,
        [organizationId],
      );
      expect(row?.time_zones).toEqual(['Asia/Tokyo']);
    });
  });
});
