import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importCustomersResponse, triggerCallResponse } from '../../../src/http/contract.ts';
import { databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, readError } from './support/client.ts';
import { type Desk, openDesk } from './support/desk.ts';

/** Nothing is dialed here, and premium and satellite ranges have no numbers for fiction: these belong to nobody. */
const refused: Array<[what: string, phone: string, why: RegExp]> = [
  ['a premium number', '+19005550100', /never called: give|no telephone number like this/],
  ['a premium number of another country', '+44909879001', /never called: give|no telephone number like this/],
  ['a personal number', '+447012345678', /never called: give|no telephone number like this/],
  ['a satellite telephone', '+881612345678', /never called: give|no telephone number like this/],
  [
    'a satellite telephone behind a national code',
    '+79541234567',
    /never called: give|no telephone number like this/,
  ],
  ['a service number', '116117', /no telephone number like this|never called/],
  ['a number of a country that is not called', '+442079460018', /country/],
  ['an island that shares the country’s code', '+18765550123', /country/],
];

describe.each(databases)('numbers that are not called, over HTTP, on %s', (_name, create) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(create);
  }, 120_000);
  afterAll(() => desk?.close());
  beforeEach(() => desk.clear());

  const rules = (changes: Record<string, unknown>) =>
    ask(desk.url, '/dialer', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(changes),
    });
  const trigger = (id: string) => desk.post(`/trigger-call/${id}`, '');

  it.each(refused)(
    'POST /customer refuses %s by its field, and keeps nothing',
    async (_what, mobile, why) => {
      const answer = await desk.post('/customer', { name: 'Ann Example', mobile });
      expect(answer.status).toBe(400);
      const { code, field, message, fix } = readError(answer);
      expect([code, field]).toEqual(['invalid_request', 'body.mobile']);
      expect(message).toMatch(why);
      expect(fix).toMatch(/^Send a /);
    },
  );

  it('POST /customers.csv names the line and column of each, and takes the others', async () => {
    const lines = [...refused.map(([, phone]) => `Ann Example,${phone}`), 'Bob Example,+12025550111'];
    const answer = await ask(desk.url, '/customers.csv', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: ['name,mobile', ...lines].join('\n'),
    });
    const { added, errors } = importCustomersResponse.parse(answer.body);
    expect(added).toBe(1);
    expect(errors.map(({ line, column }) => [line, column])).toEqual(
      refused.map((_, index) => [index + 2, 'mobile']),
    );
    for (const [index, [, , why]] of refused.entries()) expect(errors[index]?.message).toMatch(why);
  });

  it('POST /trigger-call refuses a country that is not called any more, a barred number, and do-not-call', async () => {
    const id = await desk.add('+12025550111');
    await rules({ countries: ['CA'] });
    const gone = await trigger(id);
    expect([gone.status, readError(gone).code]).toEqual([400, 'country_not_allowed']);
    await rules({ countries: null });
    const { sql } = desk.supabase.database;
    await sql.exec(`insert into app.number_ranges (prefix, country, kind, is_own)
      values ('12025550111', 'US', 'premium', true)`);
    const barred = await trigger(id);
    expect([barred.status, readError(barred).code]).toEqual([400, 'number_barred']);
    await sql.exec(`delete from app.number_ranges where prefix = '12025550111'`);
    await sql.exec(`insert into public.do_not_call (organization_id, phone, reason)
      values ('${demoOrganizationId}', '+12025550111', 'said so')`);
    const unwilling = await trigger(id);
    expect([unwilling.status, readError(unwilling).code]).toEqual([409, 'do_not_call']);
    await sql.exec(`delete from public.do_not_call where phone = '+12025550111'`);
    expect((await trigger(id)).status).toBe(200);
  });

  it('POST /trigger-call refuses what is owed more often than it may be', async () => {
    const id = await desk.add('+12025550112');
    await rules({ max_per_number_day: 1 });
    await desk.supabase.database.sql.exec(`select public.request_call('${demoOrganizationId}', jsonb_build_object(
      'scenario', 'appointment', 'phone', '+12025550112', 'source', 'test', 'source_key', 'one',
      'time_zones', '["America/New_York"]'::jsonb))`);
    const capped = await trigger(id);
    expect([capped.status, readError(capped).code]).toEqual([409, 'too_many_calls']);
    expect(readError(capped).fix).toContain('PATCH /dialer');
    await rules({ max_per_number_day: 10 });
    expect(triggerCallResponse.parse((await trigger(id)).body).created).toBe(true);
  });

  it('POST /trigger-call says when the organization has called as many as it may', async () => {
    const id = await desk.add('+12025550113');
    await rules({ max_calls_per_week: 1 });
    await desk.supabase.database.sql.exec(`insert into public.dial_days (organization_id, day, dials)
      select id, (app.now() at time zone time_zone)::date - 6, 1 from public.organizations
      where id = '${demoOrganizationId}'`);
    const answer = triggerCallResponse.parse((await trigger(id)).body);
    expect(answer.waits_for).toBe('full_day');
    await rules({ max_calls_per_week: 20_000 });
    expect(triggerCallResponse.parse((await trigger(id)).body).waits_for).not.toBe('full_day');
  });
});
