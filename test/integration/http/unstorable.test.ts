import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorBody } from '../../../src/http/contract.ts';
import { countRows, databases } from '../../support/database-fixtures.ts';
import { ask, readError } from './support/client.ts';
import { type Desk, openDesk } from './support/desk.ts';

describe.each(databases)('a text that cannot be kept, on %s', (_name, create) => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk(create);
  }, 120_000);
  afterAll(() => desk?.close());

  const customer = { name: 'Ann', mobile: '+12025550111' };
  const result = { customer_id: 'CUST000001', call_flow: 'order_booking' };

  it.each([
    ['/customer', { ...customer, name: 'A\u0000nn' }, 'body.name'],
    ['/customer', { ...customer, name: 'A\ud800nn' }, 'body.name'],
    ['/customer', { ...customer, name: 'Jos\uFFFD' }, 'body.name'],
    ['/customer', { ...customer, mobile: '+12025550111\u0000' }, 'body.mobile'],
    ['/dialer', { state: 'paused', reason: 'why\u0000' }, 'body.reason'],
    ['/token', { participant_name: '\udfff' }, 'body.participant_name'],
    ['/token', { scenario: 'a\u0000' }, 'body.scenario'],
    [
      '/webhook/call-result',
      { ...result, result: { order_details: '2 x tea\u0000' } },
      'body.result.order_details',
    ],
  ])('is refused by POST %s, which names the field of %j', async (target, body, field) => {
    const answer = await desk.post(target, body);
    expect([answer.status, readError(answer)]).toMatchObject([400, { code: 'invalid_request', field }]);
    expect(await countRows(desk.supabase.database.sql, 'customers')).toBe(0);
  });

  it.each(['/calls?before=%00', '/outreach/captures?before=a%EF%BF%BD'])(
    'is refused in the query of GET %s',
    async (target) => {
      const answer = await ask(desk.url, target);
      expect([answer.status, readError(answer).field]).toEqual([400, 'query.before']);
    },
  );

  it('is refused where bytes are no UTF-8, instead of being stored with a letter lost', async () => {
    const body = Buffer.from(JSON.stringify({ ...customer, name: 'José' }), 'latin1');
    const answer = await fetch(`${desk.url}/customer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([answer.status, errorBody.parse(await answer.json()).error.field]).toEqual([400, 'body.name']);
  });
});
