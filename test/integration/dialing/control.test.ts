import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deliverAlerts } from '../../../src/lines/alerts.ts';
import { returnLines } from '../../../src/lines/line-return.ts';
import { createTwilioSms } from '../../../src/services/sms/twilio.ts';
import { createAlerts } from '../../../src/services/supabase/supabase-alerts.ts';
import { createSignedWebhook } from '../../../src/services/webhooks/signed-webhook.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { addOrganization, databases, sweepAll } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import {
  type AlertReceivers,
  startAlertReceivers,
  webhookSecret,
} from '../../support/fakes/alert-receivers.ts';
import type { TestDatabase } from '../../support/postgres.ts';

const start = '2026-11-20T15:00:00.000Z';
const logger = createLogger({ level: 'silent', unredacted: false, component: 'test' });

describe.each(databases)('the dialer, on %s', (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let organizationId: string;
  let receivers: AlertReceivers;

  beforeAll(async () => {
    database = await create();
    ports = dialingPorts(database);
    receivers = await startAlertReceivers();
  }, 120_000);
  afterAll(async () => {
    await receivers?.close();
    await database?.close();
  });
  beforeEach(async () => {
    await database.setNow(start);
    await database.sql.query(`update public.dialers set state = 'paused', reason = 'another test'`, []);
    organizationId = await addOrganization(database.sql);
    await ports.addLine(organizationId);
    await ports.db.rpc('set_deployment', { state: 'running', reason: null });
  });

  const state = async () => (await ports.dialer.status(organizationId)).state;

  it('claims nothing while it is paused, and gives back what is claimed and not dialed', async () => {
    const id = await ports.ask(organizationId, fictional(1));
    await ports.ask(organizationId, fictional(2));
    const [call] = await ports.claim(1);
    await ports.dialer.set(organizationId, 'paused', 'stock-taking');
    expect(await ports.claim()).toEqual([]);
    expect(await ports.dialing.begin(call?.callId ?? '', 60)).toEqual({ ok: false, code: 'paused' });
    expect(await ports.requestRow(id)).toMatchObject({ status: 'waiting', dials: 0 });
    await ports.dialer.set(organizationId, 'running', null);
    await database.setNow('2026-11-20T15:01:00.000Z');
    expect(await ports.claim()).toHaveLength(2);
  });

  it('drains: what is claimed is still dialed, nothing new is, and then it is paused', async () => {
    await ports.ask(organizationId, fictional(3));
    await ports.ask(organizationId, fictional(4));
    const [call] = await ports.claim(1);
    if (!call) throw new Error('nothing was claimed');
    expect((await ports.dialer.set(organizationId, 'draining', 'closing time')).state).toBe('draining');
    expect(await ports.claim()).toEqual([]);
    await ports.finish(call, 'answered');
    expect(await state()).toBe('paused');
  });

  it('stands still everywhere while the deployment does', async () => {
    await ports.ask(organizationId, fictional(5));
    await ports.db.rpc('set_deployment', { state: 'paused', reason: 'maintenance' });
    expect(await ports.claim()).toEqual([]);
    expect(await ports.dialer.status(organizationId)).toMatchObject({
      state: 'running',
      deploymentState: 'paused',
    });
  });

  /** Calls that fail one after the other, each minutes after the last. */
  async function fail(times: number, from = 0) {
    for (let index = 0; index < times; index += 1) {
      await database.setNow(new Date(Date.parse(start) + (from + index) * 600_000).toISOString());
      await ports.ask(organizationId, fictional(20 + from + index), { maxAttempts: 1 });
      const [call] = await ports.claim(1);
      if (!call) throw new Error('nothing was claimed');
      await ports.finish(call, 'failed');
    }
  }

  it('pauses itself after so many failures in a row, says why, and tells the admins once by each way', async () => {
    await fail(4);
    await ports.ask(organizationId, fictional(6), { maxAttempts: 1 });
    const [busy] = await ports.claim(1);
    if (busy) await ports.finish(busy, 'busy');
    await fail(4, 5);
    expect(await state()).toBe('running');
    await fail(1, 9);
    expect(await ports.dialer.status(organizationId)).toMatchObject({
      state: 'paused',
      reason: '5 calls in a row failed',
      consecutiveFailures: 5,
    });

    receivers.refuseNext('sms', 503);
    receivers.refuseNext('webhook', 500);
    const work = {
      alerts: createAlerts(ports.db),
      sms: createTwilioSms({
        account: 'AC1',
        key: 'secret',
        from: '+12025550199',
        baseUrl: receivers.url,
      }),
      admins: ['+12025550198'],
      webhook: createSignedWebhook(`${receivers.url}/alert`, webhookSecret),
      logger,
    };
    await deliverAlerts(work);
    expect(receivers.sms).toEqual([]);
    await database.setNow('2026-11-20T20:00:00.000Z');
    await deliverAlerts(work);
    await database.setNow('2026-11-20T20:10:00.000Z');
    await deliverAlerts(work);
    expect(receivers.sms).toEqual([
      { To: '+12025550198', From: '+12025550199', Body: expect.stringContaining('5 calls in a row failed') },
    ]);
    expect(receivers.webhooks).toEqual([
      expect.objectContaining({
        type: 'dialer_paused',
        data: expect.objectContaining({ organization_id: organizationId }),
      }),
    ]);

    await ports.dialer.set(organizationId, 'running', null);
    expect(await ports.dialer.status(organizationId)).toMatchObject({
      state: 'running',
      consecutiveFailures: 0,
    });
  });

  const problem = z.array(z.object({ call_id: z.uuid().nullable(), problem: z.string() }));
  const audit = async () => problem.parse((await ports.db.rpc('audit_calls', {})).data);

  it('is not paused by any number of people who hang up while their call is being answered', async () => {
    for (let n = 30; n < 36; n += 1) {
      const id = await ports.ask(organizationId, fictional(n));
      const [call] = await ports.claim(1);
      const callId = call?.callId ?? '';
      await ports.dialing.begin(callId, 60);
      // In the order in which they come when the line is given back at once.
      if (n % 2 === 0) await ports.dialing.answered(callId, null, null);
      await ports.dialing.release(callId);
      await ports.calls.end(callId, { outcome: 'answered', disposition: null, endReason: 'person_hung_up' });
      expect((await ports.requestRow(id))?.last_outcome).toBe('answered');
    }
    expect(await state()).toBe('running');
    const [dialer] = await database.sql.query<{ consecutive_failures: number }>(
      'select consecutive_failures from public.dialers where organization_id = $1::uuid',
      [organizationId],
    );
    expect(dialer?.consecutive_failures).toBe(0);
  });

  it('has an audit that finds nothing after calls of every ending, and finds what is broken on purpose', async () => {
    const endings = ['answered', 'busy', 'no_answer', 'declined', 'unreachable', 'failed'] as const;
    for (const [index, outcome] of endings.entries()) {
      await ports.ask(organizationId, fictional(50 + index), { maxAttempts: 1 });
      const [call] = await ports.claim(1);
      if (call) await ports.finish(call, outcome);
    }
    await database.setNow('2026-11-20T18:00:00.000Z');
    // What other tests left lying is found as well, until the runner's rounds have done their work.
    expect(await audit()).not.toEqual([]);
    await sweepAll(ports.db);
    await database.setNow('2026-11-20T18:01:00.000Z');
    await returnLines({ dialing: ports.dialing, rooms: null, logger });
    expect(await audit()).toEqual([]);
    const [row] = await database.sql.query<{ id: string }>(
      `update public.calls set answered_at = started_at
       where organization_id = $1::uuid and outcome = 'busy' returning id`,
      [organizationId],
    );
    await database.sql.query(
      `update public.call_requests set dials = 0 where organization_id = $1::uuid and last_outcome = 'failed'`,
      [organizationId],
    );
    expect(await audit()).toEqual(
      expect.arrayContaining([
        { call_id: row?.id, problem: 'not_answered_yet_answered' },
        { call_id: null, problem: 'dials_miscounted' },
      ]),
    );
  });
});
