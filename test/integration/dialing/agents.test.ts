import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorkers } from '../../../src/services/supabase/workers.ts';
import { addOrganization } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

const start = '2026-11-20T15:00:00.000Z';
const agentName = 'parley';

describe('calls that need an agent in a room', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let workers: ReturnType<typeof createWorkers>;
  let organizationId: string;
  let requestIds: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    ports = dialingPorts(database);
    workers = createWorkers(ports.db);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(start);
    await database.sql.exec(`update public.dialers set state = 'paused', reason = 'another test';
      update public.calls set lease_expires_at = '2020-01-01' where ended_at is null;
      delete from app.agent_workers`);
    organizationId = await addOrganization(database.sql);
    await ports.addLine(organizationId);
    requestIds = [];
    for (let person = 0; person < 4; person += 1)
      requestIds.push(await ports.ask(organizationId, fictional(person)));
  });

  const claim = (batchSize = 10) =>
    ports.dialing.claim({ runnerId: 'test', batchSize, leaseSeconds: 60, simulated: true, agentName });
  const announce = (capacity: number, active = 0, id = 'worker') =>
    workers.announce({ id, agentName, capacity, active }, 10);

  it('are not claimed before a worker has said that LiveKit can send it calls', async () => {
    expect(await claim()).toEqual([]);
    await workers.announce({ id: 'other', agentName: 'another-name', capacity: 9, active: 0 }, 10);
    expect(await claim()).toEqual([]);
    expect(await ports.requestRow(requestIds[0] ?? '')).toMatchObject({ status: 'waiting', attempts: 0 });
    await announce(9);
    expect(await claim()).toHaveLength(4);
    expect(await ports.dialer.status(organizationId)).toMatchObject({ agents: 2, dialing: 4 });
  });

  it('need none where whoever claims carries them out itself', async () => {
    expect(await ports.claim()).toHaveLength(4);
  });

  it('are not claimed for a worker that fell silent, or takes no more', async () => {
    await announce(9);
    await database.setNow('2026-11-20T15:00:10.000Z');
    expect(await claim()).toEqual([]);
    await announce(9);
    await workers.retire('worker');
    expect(await claim()).toEqual([]);
  });

  it('are claimed as many as can be taken: those on their way count, and those that a worker has', async () => {
    await announce(3, 1);
    const claimed = await claim();
    expect(claimed).toHaveLength(2);
    expect(await claim()).toEqual([]);
    // The worker does not know them yet, and a moment later it does.
    for (const { callId } of claimed) await ports.calls.take(callId, 60);
    expect(await claim()).toEqual([]);
    await database.setNow('2026-11-20T15:00:06.000Z');
    await announce(3, 3);
    expect(await claim()).toEqual([]);
    await announce(3, 2);
    expect(await claim()).toHaveLength(1);
  });

  it('are not promised to the same agent by two runners at once', async () => {
    await announce(2);
    const second = await addOrganization(database.sql);
    await ports.addLine(second);
    for (let person = 0; person < 4; person += 1) await ports.ask(second, fictional(50 + person));
    const connections = await database.connect(6);
    const rounds = await Promise.all(
      connections.map((connection) =>
        connection.unsafe<Array<{ calls: unknown[] }>>(
          `select public.claim_calls('${randomUUID()}', 10, 60, true, '${agentName}') as calls`,
        ),
      ),
    );
    expect(rounds.flatMap((rows) => rows[0]?.calls)).toHaveLength(2);
  });

  it('cost no attempt when nobody was dialed, and are due later each time that it happens', async () => {
    const [id = ''] = requestIds;
    await database.sql.query('delete from public.call_requests where id = any($1::uuid[])', [
      requestIds.slice(1),
    ]);
    let now = Date.parse(start);
    for (const seconds of [15, 30, 60, 120, 240, 480, 900, 900]) {
      const [call] = await ports.claim();
      if (!call) throw new Error('nothing was claimed');
      expect(call).toMatchObject({ requestId: id, attempt: 1 });
      await ports.calls.end(call.callId, {
        outcome: 'failed',
        disposition: null,
        endReason: 'never_started',
      });
      await ports.dialing.release(call.callId);
      const due = new Date(now + seconds * 1000).toISOString();
      expect(await ports.requestRow(id)).toMatchObject({
        status: 'waiting',
        attempts: 0,
        dials: 0,
        due_at: due,
      });
      now += seconds * 1000;
      await database.setNow(due);
    }
    const [call] = await ports.claim();
    if (!call) throw new Error('nothing was claimed');
    await ports.finish(call, 'busy');
    expect(await ports.requestRow(id)).toMatchObject({ attempts: 1, dials: 1 });
    const { data } = await ports.db.rpc('audit_calls', {});
    expect(data.filter(({ call_id }: { call_id: string }) => call_id === call.callId)).toEqual([]);
  });
});
