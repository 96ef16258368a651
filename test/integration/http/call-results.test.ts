import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callResultResponse } from '../../../src/http/contract.ts';
import { databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { readError } from './support/client.ts';
import { booking, clock, type Desk, openDesk } from './support/desk.ts';
import { startTestServer } from './support/stack.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe.each(databases)('results of calls over HTTP, on %s', (_name, create) => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk(create);
  }, 120_000);
  afterAll(() => desk?.close());
  beforeEach(() => desk.clear());

  describe('POST /webhook/call-result', () => {
    it('moves a customer through a whole visit', async () => {
      const id = await desk.add('+12025550111');
      const tell = async (call_flow: string, result: unknown) => {
        const answer = await desk.post('/webhook/call-result', { customer_id: id, call_flow, result });
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
      const id = await desk.add('+12025550111');
      await desk.post('/webhook/call-result', booking(id));
      await desk.post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'arrival_confirmation',
        result: { arrival_confirmed: false },
      });
      await desk.post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'missed_customer_recovery',
        result: { choice, remarks: 'at nine' },
      });
      expect(await desk.find(id)).toMatchObject({ status: 'resolved', remarks });
    });

    it('takes the same result once, by its words or by the id of the delivery', async () => {
      const id = await desk.add('+12025550111');
      const first = async (body: unknown, headers = {}) =>
        callResultResponse.parse((await desk.post('/webhook/call-result', body, headers)).body).first;
      expect(await first(booking(id))).toBe(true);
      expect(await first(booking(id))).toBe(false);
      expect(await first(booking(id, '2026-11-20T20:00'), { 'webhook-id': 'msg_1' })).toBe(true);
      expect(await first(booking(id, '2026-11-20T21:00'), { 'webhook-id': 'msg_1' })).toBe(false);
      expect(await desk.find(id)).toMatchObject({ expected_arrival_time: '2026-11-21T01:00:00.000Z' });
    });

    it('is kept as a review of the call, whose ending stays', async () => {
      const id = await desk.add('+12025550111');
      const { sql } = desk.supabase.database;
      await sql.exec(
        `insert into public.lines (organization_id, phone, name)
         values ('${demoOrganizationId}', '+12125550199', 'Simulated') on conflict do nothing`,
      );
      await desk.post(`/trigger-call/${id}`, '');
      const [claimed] = await sql.query<{ calls: Array<{ call_id: string }> }>(
        "select public.claim_calls('test', 5, 60, true) as calls",
        [],
      );
      const callId = claimed?.calls[0]?.call_id ?? '';
      await sql.query("select public.begin_dial($1::uuid, 60), public.answer_call($1::uuid, null, 'human')", [
        callId,
      ]);
      await sql.query("select public.end_call($1::uuid, 'answered', null, 'agent_ended')", [callId]);
      const answer = callResultResponse.parse((await desk.post('/webhook/call-result', booking(id))).body);
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
      const id = await desk.add('+12025550111');
      const answer = await desk.post('/webhook/call-result', {
        customer_id: id,
        call_flow: 'arrival_confirmation',
        result: { arrival_confirmed: true },
      });
      expect(answer.status).toBe(409);
      expect(readError(answer)).toMatchObject({
        code: 'move_refused',
        message: expect.stringContaining('from new to arrived'),
      });
      expect(await desk.find(id)).toMatchObject({ status: 'new', arrival_confirmed: false });
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
      const answer = await desk.post('/webhook/call-result', {
        customer_id: await desk.add('+12025550111'),
        ...body,
      });
      expect(answer.status).toBe(400);
      expect(readError(answer)).toMatchObject({ field });
    });
  });

  describe('a result where a secret is set', () => {
    let signed: Awaited<ReturnType<typeof startTestServer>>;
    beforeAll(async () => {
      const config = { CALL_RESULT_SECRET: secret };
      signed = await startTestServer(desk.supabase.env, config, { clock });
    });
    afterAll(() => signed?.close());

    const headersFor = (body: string, at = new Date(), id = 'msg_2', key = secret) => ({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    });

    it('is taken with a signature over exactly what was sent', async () => {
      const body = ` ${JSON.stringify(booking(await desk.add('+12025550111')), null, 2)}\n`;
      expect((await desk.post('/webhook/call-result', body, headersFor(body), signed.url)).status).toBe(200);
    });

    it('is refused unsigned, forged, changed or old', async () => {
      const id = await desk.add('+12025550111');
      const body = JSON.stringify(booking(id));
      const old = new Date(Date.now() - 6 * 60_000);
      const forged = `whsec_${Buffer.from('another secret of somebody').toString('base64')}`;
      for (const [sent, headers] of [
        [body, {}],
        [body, headersFor(body, new Date(), 'msg_3', forged)],
        [body.replace('tea', 'pie'), headersFor(body)],
        [body, headersFor(body, old)],
      ] as const) {
        const answer = await desk.post('/webhook/call-result', sent, headers, signed.url);
        expect([answer.status, readError(answer).code]).toEqual([401, 'signature_refused']);
      }
      expect(await desk.find(id)).toMatchObject({ status: 'new' });
    });

    it('needs a secret that can sign', async () => {
      const env = { ...desk.supabase.env, CALL_RESULT_SECRET: 'not base64!' };
      await expect(startTestServer(env)).rejects.toThrow('CALL_RESULT_SECRET');
    });
  });
});
