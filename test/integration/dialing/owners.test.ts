import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeptEndings, deliverEndings } from '../../../src/calls/ending/kept-endings.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { createDialing } from '../../../src/services/supabase/supabase-dialing.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { addOrganization, countRows, sweepAll } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

const start = '2026-11-20T15:00:00.000Z';

describe('a call that two jobs were sent to', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let organizationId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    ports = dialingPorts(database);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(start);
    await database.sql.exec(`update public.dialers set state = 'paused', reason = 'another test'`);
    organizationId = await addOrganization(database.sql);
    await ports.addLine(organizationId);
  });

  const jobs = () =>
    ['first', 'second'].map((owner) => ({
      calls: createCalls(ports.db, owner),
      dialing: createDialing(ports.db, owner),
    }));
  const claimOne = async (request: Parameters<typeof ports.ask>[2] = {}) => {
    const requestId = await ports.ask(organizationId, fictional(1), request);
    const [call] = await ports.claim();
    if (!call) throw new Error('nothing was claimed');
    return { ...call, requestId };
  };

  it('is run by the first; the second is told to step back, and changes nothing', async () => {
    const [first, second] = jobs();
    const callId = await ports.openCall();
    expect((await first?.calls.take(callId, 30))?.call.id).toBe(callId);
    await expect(second?.calls.take(callId, 30)).rejects.toMatchObject({ code: 'call_taken' });
    await expect(ports.calls.take(callId, 30)).rejects.toMatchObject({ code: 'call_taken' });
    expect(await second?.calls.renew(callId, 30)).toBe(false);
    expect(await first?.calls.renew(callId, 30)).toBe(true);
    // Its own job may be sent there once more.
    await first?.calls.take(callId, 30);
  });

  it('has one owner of twenty that take it at the same moment', async () => {
    const callId = await ports.openCall();
    const connections = await database.connect(20);
    const answers = await Promise.all(
      connections.map(async (connection, index) => {
        const [row] = await connection.unsafe<Array<{ answer: { ok: boolean; code?: string } }>>(
          'select public.take_call($1::uuid, 30, $2) as answer',
          [callId, `job-${index}`],
        );
        return row?.answer;
      }),
    );
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer?.code ?? 'ok'))).toEqual(new Set(['ok', 'call_taken']));
  });

  it('may be taken by another once its owner is silent, and is lost to the first then', async () => {
    const [first, second] = jobs();
    const callId = await ports.openCall();
    await first?.calls.take(callId, 30);
    await database.setNow('2026-11-20T15:00:31.000Z');
    await second?.calls.take(callId, 30);
    expect(await first?.calls.renew(callId, 30)).toBe(false);
    expect(await second?.calls.renew(callId, 30)).toBe(true);
  });

  const answered = { outcome: 'answered', disposition: null, endReason: 'agent_ended' } as const;
  const isOver = async (callId: string) =>
    (await countRows(database.sql, 'calls', `id = '${callId}' and ended_at is not null`)) === 1;

  it('is not ended by the job that lost it to another, and is by that other one', async () => {
    const [first, second] = jobs();
    const callId = await ports.openCall();
    await first?.calls.take(callId, 30);
    await database.setNow('2026-11-20T15:00:31.000Z');
    await second?.calls.take(callId, 30);
    await expect(first?.calls.end(callId, answered)).rejects.toMatchObject({ code: 'call_taken' });
    expect(await isOver(callId)).toBe(false);
    expect(await second?.calls.renew(callId, 30)).toBe(true);
    expect(await second?.calls.end(callId, answered)).toMatchObject({
      first: true,
      endReason: 'agent_ended',
    });
    // What stands is told to everybody.
    const late = { ...answered, endReason: 'agent_failed' } as const;
    expect(await first?.calls.end(callId, late)).toMatchObject({ first: false, endReason: 'agent_ended' });
  });

  it('is ended late by its own job, whose lease has lapsed, and by any once nobody owns it', async () => {
    const [first, second] = jobs();
    const own = await ports.openCall();
    await first?.calls.take(own, 30);
    const lost = await ports.openCall();
    await first?.calls.take(lost, 30);
    await database.setNow('2026-11-20T15:05:00.000Z');
    expect(await first?.calls.end(own, answered)).toMatchObject({ first: true });
    expect(await second?.calls.end(lost, answered)).toMatchObject({ first: true });
  });

  it('is ended at once by an ending that its dead job kept, before its lease lapses', async () => {
    const [first] = jobs();
    const callId = await ports.openCall();
    await first?.calls.take(callId, 30);
    const folder = await mkdtemp(path.join(tmpdir(), 'parley-owners-'));
    const logger = createLogger({ level: 'silent', component: 'test' });
    await createKeptEndings(folder, 'first').keep(callId, answered);
    const deliver = () =>
      deliverEndings({
        folder,
        callsOf: (owner) => createCalls(ports.db, owner),
        clock: { ...systemClock, now: () => Date.now() + 10_000 },
        logger,
      });
    expect(await deliver()).toBe(1);
    expect(await isOver(callId)).toBe(true);

    const other = await ports.openCall();
    await createCalls(ports.db, 'second').take(other, 30);
    await createKeptEndings(folder, 'first').keep(other, answered);
    expect(await deliver()).toBe(0);
    expect(await isOver(other)).toBe(false);
    // The sweeper ends what nobody runs, whoever owned it.
    await database.setNow('2026-11-20T15:00:31.000Z');
    expect(await sweepAll(ports.db)).toContain(other);
    await rm(folder, { recursive: true });
  });

  it('that is dialed keeps being canceled by the dialer, which is no job', async () => {
    const [first] = jobs();
    const { callId } = await claimOne();
    await first?.calls.take(callId, 30);
    await database.sql.query(
      `update public.dialers set state = 'paused', reason = 'by hand' where organization_id = $1::uuid`,
      [organizationId],
    );
    expect(await first?.dialing.begin(callId, 30)).toEqual({ ok: false, code: 'paused' });
    expect(await isOver(callId)).toBe(true);
  });

  it('is dialed by its owner alone', async () => {
    const [first, second] = jobs();
    const { callId, requestId } = await claimOne();
    await first?.calls.take(callId, 30);
    expect(await second?.dialing.begin(callId, 30)).toEqual({ ok: false, code: 'call_taken' });
    expect(await ports.requestRow(requestId)).toMatchObject({ status: 'dialing', dials: 0 });
    expect(await first?.dialing.begin(callId, 30)).toMatchObject({ ok: true });
    expect(await ports.requestRow(requestId)).toMatchObject({ dials: 1 });
  });

  it('can be read before anybody is dialed, and refused with everything that asked for it', async () => {
    const input = { menu: 'no list' };
    const { callId, requestId } = await claimOne();
    // As one that was asked for before its scenario wanted a list.
    await database.sql.query('update public.call_requests set input = $2::text::jsonb where id = $1::uuid', [
      requestId,
      JSON.stringify(input),
    ]);
    expect(await ports.dialing.errand(callId)).toEqual({ scenario: 'order', input });
    await ports.dialing.refuse(callId, 'unreadable_input');
    expect(await ports.requestRow(requestId)).toMatchObject({
      status: 'blocked',
      status_reason: 'unreadable_input',
      dials: 0,
      attempts: 0,
    });
    expect(await ports.dialing.begin(callId, 30)).toEqual({ ok: false, code: 'call_ended' });
  });

  it('is not refused any more once somebody is being dialed', async () => {
    const { callId, requestId } = await claimOne();
    await ports.dialing.begin(callId, 30);
    await ports.dialing.refuse(callId, 'unreadable_input');
    expect(await ports.requestRow(requestId)).toMatchObject({ status: 'dialing' });
  });
});
