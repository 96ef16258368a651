import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addOrganization, sweepAll } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

const start = '2026-11-20T15:00:00.000Z';

describe('a line', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let organizationId: string;
  let connections: postgres.Sql[];

  beforeAll(async () => {
    database = await createTestDatabase();
    ports = dialingPorts(database);
    connections = await database.connect(20);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(start);
    // Claims are made for everybody: what other tests left is not called any more.
    await database.sql.query(`update public.dialers set state = 'paused', reason = 'another test'`, []);
    organizationId = await addOrganization(database.sql);
  });

  const askMany = async (count: number) => {
    for (let index = 0; index < count; index += 1) await ports.ask(organizationId, fictional(index));
  };
  const concurrentOf = async (lineId: string) =>
    (await ports.dialer.status(organizationId)).lines.find((line) => line.lineId === lineId);
  const inbound = (called: string, caller: string | null = '+12025550190') =>
    connections[0]?.unsafe<Array<{ answer: { admission: string; call: { id: string } } }>>(
      `select public.open_inbound($1, $2, $3, 'sip', $4::uuid, true, 60) as answer`,
      [called, caller, randomUUID(), organizationId],
    );

  it('never carries more calls at once than it may, with twenty runners claiming at once', async () => {
    const line = await ports.addLine(organizationId, { maxConcurrent: 7 });
    await askMany(40);
    const claimed = await Promise.all(
      connections.map((connection) =>
        connection.unsafe<Array<{ calls: unknown[] }>>(
          `select public.claim_calls('runner', 10, 60, true) as calls`,
        ),
      ),
    );
    expect(claimed.flatMap((rows) => rows[0]?.calls ?? [])).toHaveLength(7);
    expect(await concurrentOf(line)).toMatchObject({ concurrent: 7 });
    expect(await ports.claim()).toEqual([]);
  });

  it('is refused by the ledger itself, whoever writes the leg', async () => {
    const line = await ports.addLine(organizationId, { maxConcurrent: 1 });
    const legs = await Promise.allSettled(
      connections.map(async (connection) => {
        const callId = await ports.openCall({ organizationId });
        return connection.unsafe(
          `insert into public.legs (organization_id, call_id, line_id, kind, direction)
           values ($1::uuid, $2::uuid, $3::uuid, 'person', 'outbound')`,
          [organizationId, callId, line],
        );
      }),
    );
    expect(legs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = legs.flatMap((leg) => (leg.status === 'rejected' ? [leg.reason.message] : []));
    expect(new Set(reasons)).toEqual(new Set(['line_full']));
  });

  it('never starts more calls in any minute than it may', async () => {
    const line = await ports.addLine(organizationId, { maxPerMinute: 3 });
    await askMany(10);
    const first = await ports.claim();
    expect(first).toHaveLength(3);
    for (const call of first) await ports.finish(call, 'busy');
    await database.setNow('2026-11-20T15:00:59.000Z');
    expect(await ports.claim()).toEqual([]);
    await database.setNow('2026-11-20T15:01:00.500Z');
    expect(await ports.claim()).toHaveLength(3);
    expect(await concurrentOf(line)).toMatchObject({ lastMinute: 3, today: 6 });
  });

  it('never starts more calls in a local day than it may', async () => {
    await ports.addLine(organizationId, { maxPerDay: 2 });
    await askMany(5);
    // Eleven in the evening in New York.
    await database.setNow('2026-11-21T04:00:00.000Z');
    for (const call of await ports.claim()) await ports.finish(call, 'unreachable');
    expect(await ports.claim()).toEqual([]);
    await database.setNow('2026-11-21T05:00:01.000Z');
    expect(await ports.claim()).toHaveLength(2);
  });

  it('keeps headroom for people who call us', async () => {
    const line = await ports.addLine(organizationId, {
      maxConcurrent: 3,
      headroom: 1,
      phone: '+13125559001',
    });
    await askMany(5);
    expect(await ports.claim()).toHaveLength(2);
    const [answer] = (await inbound('+13125559001')) ?? [];
    expect(answer?.answer.admission).toBe('welcome');
    expect(await concurrentOf(line)).toMatchObject({ concurrent: 3 });
    const [refused] = (await inbound('+13125559001')) ?? [];
    expect(refused?.answer.admission).toBe('all_busy');
  });

  it('keeps the headroom for operators too, so that a busy campaign can hand over', async () => {
    await ports.addLine(organizationId, { maxConcurrent: 2, headroom: 1 });
    await database.sql.query(
      'insert into public.operators (organization_id, name, phone, position) values ($1::uuid, $2, $3, 1)',
      [organizationId, 'Operator', fictional(90)],
    );
    await askMany(3);
    const [call, ...others] = await ports.claim();
    expect(others).toEqual([]);
    const [row] = await database.sql.query<{ answer: { ok: boolean } }>(
      'select public.next_operator($1::uuid) as answer',
      [call?.callId],
    );
    expect(row?.answer.ok).toBe(true);
    expect(await ports.claim()).toEqual([]);
  });

  it('is chosen where it carries least, and ties are stable', async () => {
    const lines = [await ports.addLine(organizationId), await ports.addLine(organizationId)].toSorted();
    await askMany(4);
    const chosen: string[] = [];
    for (const call of await ports.claim(4)) {
      const [row] = await database.sql.query<{ line_id: string }>(
        'select line_id from public.calls where id = $1::uuid',
        [call.callId],
      );
      chosen.push(row?.line_id ?? '');
    }
    expect(chosen).toEqual([lines[0], lines[1], lines[0], lines[1]]);
  });

  it('is another one after the network failed, where there is another', async () => {
    await ports.addLine(organizationId);
    await ports.addLine(organizationId);
    await ports.ask(organizationId, fictional(1));
    const lineOf = async (callId: string) =>
      (
        await database.sql.query<{ line_id: string }>(
          'select line_id from public.calls where id = $1::uuid',
          [callId],
        )
      )[0]?.line_id;
    const [first] = await ports.claim();
    if (!first) throw new Error('nothing claimed');
    await ports.finish(first, 'failed');
    await database.setNow('2026-11-20T15:05:00.000Z');
    const [second] = await ports.claim();
    expect(await lineOf(second?.callId ?? '')).not.toBe(await lineOf(first.callId));
  });

  it('calls only within its hours, and answers only within its hours', async () => {
    const line = await ports.addLine(organizationId, { phone: '+13125559002' });
    await database.sql.query(
      `insert into public.line_hours (organization_id, line_id, direction, weekday, opens, closes)
       select $1::uuid, $2::uuid, direction, 5, '11:00', '12:00' from unnest(array['inbound', 'outbound']) as direction`,
      [organizationId, line],
    );
    await askMany(1);
    // Ten o'clock on a Friday in New York.
    expect(await ports.claim()).toEqual([]);
    expect((await inbound('+13125559002'))?.[0]?.answer.admission).toBe('out_of_hours');
    await database.setNow('2026-11-20T16:00:00.000Z');
    expect(await ports.claim()).toHaveLength(1);
    expect((await inbound('+13125559002'))?.[0]?.answer.admission).toBe('welcome');
  });

  it('is given back only once its room is gone, also when the job died', async () => {
    const line = await ports.addLine(organizationId, { maxConcurrent: 1 });
    await askMany(2);
    const [call] = await ports.claim();
    if (!call) throw new Error('nothing claimed');
    await ports.dialing.begin(call.callId, 60);
    await database.setNow('2026-11-20T15:02:00.000Z');
    await sweepAll(ports.db);
    expect(await ports.claim()).toEqual([]);
    await database.setNow('2026-11-20T15:03:00.000Z');
    const held = await ports.dialing.unreleased(100, 10);
    expect(held).toContainEqual({ callId: call.callId, roomName: call.roomName });
    await ports.dialing.release(call.callId);
    expect(await concurrentOf(line)).toMatchObject({ concurrent: 0 });
    expect(await ports.claim()).toHaveLength(1);
  });

  it('leaves a row for an unknown number and for a caller who is refused', async () => {
    const lineId = await ports.addLine(organizationId, { phone: '+13125559003' });
    // A line without a trunk is one for simulated calls: whoever rings is no stranger to it.
    expect((await inbound('+13125559999'))?.[0]?.answer.admission).toBe('welcome');
    await database.sql.query(
      `with trunk as (
         insert into public.trunks (organization_id, name, address)
         values ($1::uuid, 'provider', 'sip.example.com') returning id)
       update public.lines set trunk_id = trunk.id from trunk where lines.id = $2::uuid`,
      [organizationId, lineId],
    );
    await database.sql.query(
      `insert into public.blocked_callers (organization_id, phone, reason) values ($1::uuid, $2, 'spam')`,
      [organizationId, '+12025550177'],
    );
    const unknown = (await inbound('+13125559999'))?.[0]?.answer;
    const refused = (await inbound('+13125559003', '+12025550177'))?.[0]?.answer;
    expect(unknown?.admission).toBe('unknown_number');
    expect(refused?.admission).toBe('refused_caller');
    for (const { call } of [unknown, refused].filter((answer) => answer !== undefined)) {
      const ending = { outcome: 'declined', disposition: null, endReason: 'refused_caller' } as const;
      expect(await ports.calls.end(call.id, ending)).toMatchObject({ first: true });
    }
  });
});
