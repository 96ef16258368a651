import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listCustomersResponse, triggerCallResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createCustomerRounds } from '../../../src/services/supabase/supabase-customers.ts';
import { addOrganization, databases } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { booking, type Desk, openDesk } from './support/desk.ts';
import { startTestServer } from './support/stack.ts';

describe.each(databases)('customers over HTTP, on %s', (_name, create) => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk(create);
  }, 120_000);
  afterAll(() => desk?.close());
  beforeEach(() => desk.clear());

  describe('POST /customer', () => {
    it('adds one without credentials on this machine, in a time that is local to the organization', async () => {
      const answer = await desk.post('/customer', {
        name: ' Ann Example ',
        mobile: '(202) 555-0111',
        expected_arrival_time: '2026-11-20T19:00',
      });
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({
        customer_id: 'CUST000001',
        name: 'Ann Example',
        mobile: '+12025550111',
        status: 'new',
        order_details: null,
        party_size: null,
        allergies: null,
        expected_arrival_time: '2026-11-21T00:00:00.000Z',
        arrival_confirmed: false,
        last_call_time: null,
        remarks: null,
        callback_time: null,
      });
    });

    it.each([
      [{ mobile: '+12025550111' }, 'body.name'],
      [{ name: '', mobile: '+12025550111' }, 'body.name'],
      [{ name: 'Ann', mobile: '555' }, 'body.mobile'],
      [
        { name: 'Ann', mobile: '+12025550111', expected_arrival_time: 'at seven' },
        'body.expected_arrival_time',
      ],
      [
        { name: 'Ann', mobile: '+12025550111', expected_arrival_time: '2026-11-20T09:00' },
        'body.expected_arrival_time',
      ],
      [
        { name: 'Ann', mobile: '+12025550111', expected_arrival_time: '2027-02-30T19:00' },
        'body.expected_arrival_time',
      ],
      [{ name: 'Ann', mobile: '+12025550111', party_size: 0 }, 'body.party_size'],
      [{ name: 'Ann', mobile: '+12025550111', status: 'arrived' }, 'body.status'],
    ])('names the field that is wrong in %j', async (body, field) => {
      const answer = await desk.post('/customer', body);
      expect(answer.status).toBe(400);
      expect(readError(answer)).toMatchObject({ code: 'invalid_request', field, fix: expect.any(String) });
    });

    it('refuses a number that somebody has, and names them', async () => {
      await desk.add('+12025550111');
      const answer = await desk.post('/customer', { name: 'Bob', mobile: '2025550111' });
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'customer_exists',
        message: expect.stringContaining('CUST000001'),
      });
    });
  });

  it('GET /customers lists them by id, page by page and by status', async () => {
    for (const mobile of ['+12025550111', '+12025550112', '+12025550113']) await desk.add(mobile);
    await desk.post('/webhook/call-result', booking('CUST000002'));
    const list = async (query: string) =>
      listCustomersResponse.parse((await ask(desk.url, `/customers${query}`)).body);
    const first = await list('?limit=2');
    expect(first.customers.map(({ customer_id }) => customer_id)).toEqual(['CUST000001', 'CUST000002']);
    const second = await list(`?limit=2&after=${first.next_cursor}`);
    expect([second.customers.length, second.next_cursor]).toEqual([1, null]);
    expect((await list('?status=order_confirmed')).customers).toMatchObject([{ customer_id: 'CUST000002' }]);
    expect((await ask(desk.url, '/customers?status=eaten')).status).toBe(400);
  });

  it('GET /customer answers one, and 404 or 400 for others', async () => {
    const id = await desk.add('+12025550111');
    expect(await desk.find(id)).toMatchObject({ customer_id: id });
    expect(readError(await ask(desk.url, '/customer/CUST000099'))).toMatchObject({
      code: 'customer_not_found',
    });
    expect(readError(await ask(desk.url, '/customer/7'))).toMatchObject({ field: 'path.customer_id' });
  });

  describe('POST /trigger-call', () => {
    it('asks for the call that fits the status, once', async () => {
      const id = await desk.add('+12025550111');
      const trigger = async () =>
        triggerCallResponse.parse((await desk.post(`/trigger-call/${id}`, '')).body);
      const first = await trigger();
      expect(first).toMatchObject({ customer_id: id, call_flow: 'order_booking', created: true });
      expect(await trigger()).toEqual({ ...first, created: false });
      expect(await createCustomerRounds(desk.supabase.db).plan(10)).toMatchObject({ asked: 0, moved: 0 });
    });

    it('asks nobody whether they have arrived before they are expected, and says from when on it will', async () => {
      const id = await desk.add('+12025550111');
      await desk.post('/webhook/call-result', booking(id));
      const answer = await desk.post(`/trigger-call/${id}`, '');
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'no_call_fits',
        message: expect.stringContaining(
          'No call fits yet: this customer is expected at 2026-11-20T19:00:00-05:00',
        ),
      });
    });

    it('says clearly why nobody is called', async () => {
      expect(readError(await desk.post('/trigger-call/CUST000099', ''))).toMatchObject({
        code: 'customer_not_found',
      });
      const id = await desk.add('+12025550111');
      await desk.post('/webhook/call-result', booking(id));
      await desk.post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'arrival_confirmation',
        result: { arrival_confirmed: true },
      });
      const answer = await desk.post(`/trigger-call/${id}`, '');
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'no_call_fits',
        message: expect.stringContaining('arrived'),
      });
    });
  });

  it('keeps two businesses apart, whoever asks with which key', async () => {
    const open = await startTestServer({ ...desk.supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    const slug = `other-${Date.now()}`;
    await addOrganization(desk.supabase.database.sql, { slug });
    const key = async (organization: string) =>
      bearer((await createApiKey(desk.supabase.db, { organization, name: 'x' })).key);
    const [ours, theirs] = [await key('demo-clinic'), await key(slug)];
    const id = await desk.add('+12025550111');
    await desk.add('+12025550112');
    const added = await desk.post(
      '/customer',
      { name: 'Their Ann', mobile: '+12025550111' },
      theirs,
      open.url,
    );
    expect(added.body).toMatchObject({ customer_id: id, name: 'Their Ann' });
    const names = async (headers: Record<string, string>) =>
      listCustomersResponse
        .parse((await ask(open.url, '/customers', { headers })).body)
        .customers.map(({ name }) => name);
    expect(await names(theirs)).toEqual(['Their Ann']);
    expect(await names(ours)).toEqual(['Ann Example', 'Ann Example']);
    expect((await ask(open.url, '/customer/CUST000002', { headers: theirs })).status).toBe(404);
    expect((await desk.post('/trigger-call/CUST000002', '', theirs, open.url)).status).toBe(404);
    expect((await desk.post('/webhook/call-result', booking('CUST000002'), theirs, open.url)).status).toBe(
      404,
    );
    for (const [method, target] of [
      ['GET', '/customers'],
      ['GET', '/customers.csv'],
      ['GET', `/customer/${id}`],
      ['POST', `/trigger-call/${id}`],
    ])
      expect((await ask(open.url, target ?? '', { method: method ?? '' })).status).toBe(401);
    await open.close();
  });
});
