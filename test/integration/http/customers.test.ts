import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashApiKey } from '../../../src/embedded/database-keys.ts';
import {
  callResultResponse,
  customerResponse,
  importCustomersResponse,
  listCustomersResponse,
  triggerCallResponse,
} from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createCustomerRounds } from '../../../src/services/supabase/customers.ts';
import { addOrganization, databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

/** 10:00 in New York; the server's clock is set to it as well. */
const now = '2026-11-20T15:00:00.000Z';
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe.each(databases)('customers over HTTP, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    supabase = await startDatabase(create);
    const { database } = supabase;
    await database.setNow(now);
    // The embedded database has the key of this machine already.
    await database.sql.query(
      `insert into public.api_keys (organization_id, name, key_hash, prefix) values ($1::uuid, 'local', $2, 'parley_x')
       on conflict do nothing`,
      [demoOrganizationId, hashApiKey(database.keys.demoApiKey)],
    );
    server = await startTestServer(supabase.env, {}, { clock: { now: () => Date.parse(now) } });
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });
  beforeEach(() =>
    supabase.database.sql.exec(
      'delete from public.customers; delete from public.customer_counters; delete from public.call_requests',
    ),
  );

  const post = (target: string, body: unknown, headers: Record<string, string> = {}, base = server.url) =>
    ask(base, target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const postFile = (body: string, type = 'text/csv', base = server.url) =>
    ask(base, '/customers.csv', { method: 'POST', headers: { 'content-type': type }, body });
  const add = async (mobile: string, more: Record<string, unknown> = {}) =>
    customerResponse.parse((await post('/customer', { name: 'Ann Example', mobile, ...more })).body)
      .customer_id;
  const find = async (id: string) => customerResponse.parse((await ask(server.url, `/customer/${id}`)).body);
  const book = (id: string, time = '2026-11-20T19:00') => ({
    customer_id: id,
    call_flow: 'order_booking',
    result: { order_details: '1 x tea', expected_arrival_time: time },
  });

  describe('POST /customer', () => {
    it('adds one without credentials on this machine, in a time that is local to the organization', async () => {
      const answer = await post('/customer', {
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
      [{ name: 'Ann', mobile: '+12025550111', status: 'arrived' }, 'body.status'],
    ])('names the field that is wrong in %j', async (body, field) => {
      const answer = await post('/customer', body);
      expect(answer.status).toBe(400);
      expect(readError(answer)).toMatchObject({ code: 'invalid_request', field, fix: expect.any(String) });
    });

    it('refuses a number that somebody has, and names them', async () => {
      await add('+12025550111');
      const answer = await post('/customer', { name: 'Bob', mobile: '2025550111' });
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'customer_exists',
        message: expect.stringContaining('CUST000001'),
      });
    });
  });

  it('GET /customers lists them by id, page by page and by status', async () => {
    for (const mobile of ['+12025550111', '+12025550112', '+12025550113']) await add(mobile);
    await post('/webhook/call-result', book('CUST000002'));
    const list = async (query: string) =>
      listCustomersResponse.parse((await ask(server.url, `/customers${query}`)).body);
    const first = await list('?limit=2');
    expect(first.customers.map(({ customer_id }) => customer_id)).toEqual(['CUST000001', 'CUST000002']);
    const second = await list(`?limit=2&after=${first.next_cursor}`);
    expect([second.customers.length, second.next_cursor]).toEqual([1, null]);
    expect((await list('?status=order_confirmed')).customers).toMatchObject([{ customer_id: 'CUST000002' }]);
    expect((await ask(server.url, '/customers?status=eaten')).status).toBe(400);
  });

  it('GET /customer answers one, and 404 or 400 for others', async () => {
    const id = await add('+12025550111');
    expect(await find(id)).toMatchObject({ customer_id: id });
    expect(readError(await ask(server.url, '/customer/CUST000099'))).toMatchObject({
      code: 'customer_not_found',
    });
    expect(readError(await ask(server.url, '/customer/7'))).toMatchObject({ field: 'path.customer_id' });
  });

  describe('POST /trigger-call', () => {
    it('asks for the call that fits the status, once', async () => {
      const id = await add('+12025550111');
      const trigger = async () => triggerCallResponse.parse((await post(`/trigger-call/${id}`, '')).body);
      const first = await trigger();
      expect(first).toMatchObject({ customer_id: id, call_flow: 'order_booking', created: true });
      expect(await trigger()).toEqual({ ...first, created: false });
      expect(await createCustomerRounds(supabase.db).plan(10)).toEqual({ asked: 0, moved: 0 });
      await post('/webhook/call-result', book(id));
      expect(await trigger()).toMatchObject({ call_flow: 'arrival_confirmation', created: true });
    });

    it('says clearly why nobody is called', async () => {
      expect(readError(await post('/trigger-call/CUST000099', ''))).toMatchObject({
        code: 'customer_not_found',
      });
      const id = await add('+12025550111');
      await post('/webhook/call-result', book(id));
      await post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'arrival_confirmation',
        result: { arrival_confirmed: true },
      });
      const answer = await post(`/trigger-call/${id}`, '');
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'no_call_fits',
        message: expect.stringContaining('arrived'),
      });
    });
  });

  describe('POST /webhook/call-result', () => {
    it('moves a customer through a whole visit', async () => {
      const id = await add('+12025550111');
      const tell = async (call_flow: string, result: unknown) => {
        const answer = await post('/webhook/call-result', { customer_id: id, call_flow, result });
        return callResultResponse.parse(answer.body).customer;
      };
      expect(await tell('order_booking', { order_details: '2 x kebab' })).toMatchObject({
        status: 'called',
        order_details: '2 x kebab',
      });
      expect(
        await tell('order_booking', {
          order_details: '3 x kebab',
          expected_arrival_time: '2026-11-20 19:00',
        }),
      ).toMatchObject({ status: 'order_confirmed', expected_arrival_time: '2026-11-21T00:00:00.000Z' });
      expect(
        await tell('arrival_confirmation', {
          arrival_confirmed: false,
          expected_arrival_time: '2026-11-20T20:00:00-05:00',
        }),
      ).toMatchObject({ status: 'order_confirmed', expected_arrival_time: '2026-11-21T01:00:00.000Z' });
      expect(await tell('arrival_confirmation', { arrival_confirmed: false, remarks: 'Ill' })).toMatchObject({
        status: 'no_show',
        remarks: 'Ill',
      });
      expect(
        await tell('missed_customer_recovery', {
          choice: 'reschedule',
          expected_arrival_time: '2026-11-21T19:00',
        }),
      ).toMatchObject({ status: 'order_confirmed', expected_arrival_time: '2026-11-22T00:00:00.000Z' });
      expect(await tell('arrival_confirmation', { arrival_confirmed: true })).toMatchObject({
        status: 'arrived',
        arrival_confirmed: true,
      });
    });

    it.each([
      ['takeaway', 'Takeaway; at nine'],
      ['cancel', 'Canceled; at nine'],
    ])('resolves a missed visit with %s, in the remarks', async (choice, remarks) => {
      const id = await add('+12025550111');
      await post('/webhook/call-result', book(id));
      await post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'arrival_confirmation',
        result: { arrival_confirmed: false },
      });
      await post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'missed_customer_recovery',
        result: { choice, remarks: 'at nine' },
      });
      expect(await find(id)).toMatchObject({ status: 'resolved', remarks });
    });

    it('takes the same result once, by its words or by the id of the delivery', async () => {
      const id = await add('+12025550111');
      const first = async (body: unknown, headers = {}) =>
        callResultResponse.parse((await post('/webhook/call-result', body, headers)).body).first;
      expect(await first(book(id))).toBe(true);
      expect(await first(book(id))).toBe(false);
      expect(await first(book(id, '2026-11-20T20:00'), { 'webhook-id': 'msg_1' })).toBe(true);
      expect(await first(book(id, '2026-11-20T21:00'), { 'webhook-id': 'msg_1' })).toBe(false);
      expect(await find(id)).toMatchObject({ expected_arrival_time: '2026-11-21T01:00:00.000Z' });
    });

    it('is kept as a review of the call, whose ending stays', async () => {
      const id = await add('+12025550111');
      const { sql } = supabase.database;
      await sql.exec(
        `insert into public.lines (organization_id, phone, name)
         values ('${demoOrganizationId}', '+12125550199', 'Simulated') on conflict do nothing`,
      );
      await post(`/trigger-call/${id}`, '');
      const [claimed] = await sql.query<{ calls: Array<{ call_id: string }> }>(
        "select public.claim_calls('test', 5, 60, true) as calls",
        [],
      );
      const callId = claimed?.calls[0]?.call_id ?? '';
      await sql.query("select public.begin_dial($1::uuid, 60), public.answer_call($1::uuid, null, 'human')", [
        callId,
      ]);
      await sql.query("select public.end_call($1::uuid, 'answered', null, 'agent_ended')", [callId]);
      const answer = callResultResponse.parse((await post('/webhook/call-result', book(id))).body);
      expect(answer).toMatchObject({ first: true, call_id: callId, customer: { status: 'order_confirmed' } });
      const kept = await sql.query(
        `select call_reviews.source, call_reviews.review ->> 'call_flow' as flow, calls.outcome, calls.disposition
         from public.call_reviews join public.calls on calls.id = call_reviews.call_id where calls.id = $1::uuid`,
        [callId],
      );
      expect(kept).toEqual([
        { source: 'call_result', flow: 'order_booking', outcome: 'answered', disposition: null },
      ]);
    });

    it('refuses a move that is none, by name, and changes nothing', async () => {
      const id = await add('+12025550111');
      const answer = await post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'arrival_confirmation',
        result: { arrival_confirmed: true },
      });
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'move_refused',
        message: expect.stringContaining('from new to arrived'),
      });
      expect(await find(id)).toMatchObject({ status: 'new', arrival_confirmed: false });
    });

    it.each([
      [{ call_flow: 'order_booking', result: {} }, 'body.result.order_details'],
      [
        { call_flow: 'arrival_confirmation', result: { arrival_confirmed: 'yes' } },
        'body.result.arrival_confirmed',
      ],
      [
        { call_flow: 'missed_customer_recovery', result: { choice: 'reschedule' } },
        'body.result.expected_arrival_time',
      ],
      [{ call_flow: 'missed_customer_recovery', result: { choice: 'sleep' } }, 'body.result.choice'],
      [{ call_flow: 'other', result: {} }, 'body.call_flow'],
      [
        {
          call_flow: 'order_booking',
          result: { order_details: 'tea', expected_arrival_time: '2027-03-14T02:30' },
        },
        'body.result.expected_arrival_time',
      ],
    ])('has a schema for the result of each flow: %j', async (body, field) => {
      const answer = await post('/webhook/call-result', { customer_id: await add('+12025550111'), ...body });
      expect(answer.status).toBe(400);
      expect(readError(answer)).toMatchObject({ field });
    });
  });

  describe('a result where a secret is set', () => {
    let signed: typeof server;
    beforeAll(async () => {
      const config = { CALL_RESULT_SECRET: secret };
      signed = await startTestServer(supabase.env, config, { clock: { now: () => Date.parse(now) } });
    });
    afterAll(() => signed?.close());

    const headersFor = (body: string, at = new Date(), id = 'msg_2', key = secret) => ({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    });

    it('is taken with a signature over exactly what was sent', async () => {
      const body = ` ${JSON.stringify(book(await add('+12025550111')), null, 2)}\n`;
      expect((await post('/webhook/call-result', body, headersFor(body), signed.url)).status).toBe(200);
    });

    it('is refused unsigned, forged, changed or old', async () => {
      const id = await add('+12025550111');
      const body = JSON.stringify(book(id));
      const old = new Date(Date.now() - 6 * 60_000);
      const forged = `whsec_${Buffer.from('another secret of somebody').toString('base64')}`;
      for (const [sent, headers] of [
        [body, {}],
        [body, headersFor(body, new Date(), 'msg_3', forged)],
        [body.replace('tea', 'pie'), headersFor(body)],
        [body, headersFor(body, old)],
      ] as const) {
        const answer = await post('/webhook/call-result', sent, headers, signed.url);
        expect([answer.status, readError(answer).code]).toEqual([401, 'signature_refused']);
      }
      expect(await find(id)).toMatchObject({ status: 'new' });
    });

    it('needs a secret that can sign', async () => {
      await expect(startTestServer(supabase.env, { CALL_RESULT_SECRET: 'not base64!' })).rejects.toThrow(
        'CALL_RESULT_SECRET',
      );
    });
  });

  describe('/customers.csv', () => {
    it('is what was imported, with a report by line of what was not', async () => {
      const answer = await postFile(
        [
          'name,mobile,expected_arrival_time,remarks',
          'Ann,+12025550111,2026-11-20T19:00,"=cmd|\' /C calc\'!A0"',
          'Bob,12,,',
          'Cyd,+12025550111,,',
          'Dan,+12025550112,,',
        ].join('\r\n'),
      );
      expect(answer.status).toBe(200);
      expect(importCustomersResponse.parse(answer.body)).toMatchObject({
        added: 2,
        updated: 0,
        errors: [
          { line: 3, column: 'mobile' },
          { line: 4, column: 'mobile', message: expect.stringContaining('CUST000001') },
        ],
      });
      const file = await ask(server.url, '/customers.csv');
      expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(file.headers.get('content-disposition')).toContain('customers.csv');
      expect(file.body).toBe(
        [
          'customer_id,name,mobile,status,order_details,expected_arrival_time,arrival_confirmed,last_call_time,remarks',
          "CUST000001,Ann,+12025550111,new,,2026-11-20T19:00:00-05:00,false,,'=cmd|' /C calc'!A0",
          'CUST000002,Dan,+12025550112,new,,,false,,',
          '',
        ].join('\r\n'),
      );
      const again = importCustomersResponse.parse((await postFile(String(file.body))).body);
      expect(again).toEqual({ added: 0, updated: 2, errors: [] });
      expect((await ask(server.url, '/customers.csv')).body).toBe(file.body);
    });

    it.each([
      ['/customers.csv', 1_100_000],
      ['/customer', 20_000],
    ])('limits what is posted to %s', async (target, bytes) => {
      // A connection whose request was not read to its end is closed: not one of those that others use.
      const own = await startTestServer(supabase.env);
      const body = 'x'.repeat(bytes);
      const answer = await (target === '/customer'
        ? post('/customer', body, {}, own.url)
        : postFile(body, 'text/csv', own.url));
      expect([answer.status, readError(answer).code]).toEqual([413, 'body_too_large']);
      await own.close();
    });

    it('takes thousands of rows and refuses what is no file', async () => {
      const rows = Array.from(
        { length: 1200 },
        (_, index) => `Ann,+1202555${String(index).padStart(4, '0')}`,
      );
      const answer = importCustomersResponse.parse((await postFile(`name,mobile\n${rows.join('\n')}`)).body);
      expect(answer).toEqual({ added: 1200, updated: 0, errors: [] });
      expect(String((await ask(server.url, '/customers.csv')).body).split('\r\n')).toHaveLength(1202);
      expect((await postFile('name\nAnn')).status).toBe(400);
      expect((await postFile('name,mobile', 'application/json')).status).toBe(415);
    });
  });

  it('keeps two businesses apart, whoever asks with which key', async () => {
    const open = await startTestServer({ ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    const slug = `other-${Date.now()}`;
    await addOrganization(supabase.database.sql, { slug });
    const key = async (organization: string) =>
      bearer((await createApiKey(supabase.db, { organization, name: 'x' })).key);
    const [ours, theirs] = [await key('demo-clinic'), await key(slug)];
    const id = await add('+12025550111');
    await add('+12025550112');
    const added = await post('/customer', { name: 'Their Ann', mobile: '+12025550111' }, theirs, open.url);
    expect(added.body).toMatchObject({ customer_id: id, name: 'Their Ann' });
    const names = async (headers: Record<string, string>) =>
      listCustomersResponse
        .parse((await ask(open.url, '/customers', { headers })).body)
        .customers.map(({ name }) => name);
    expect(await names(theirs)).toEqual(['Their Ann']);
    expect(await names(ours)).toEqual(['Ann Example', 'Ann Example']);
    expect((await ask(open.url, '/customer/CUST000002', { headers: theirs })).status).toBe(404);
    expect((await post('/trigger-call/CUST000002', '', theirs, open.url)).status).toBe(404);
    expect((await post('/webhook/call-result', book('CUST000002'), theirs, open.url)).status).toBe(404);
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
