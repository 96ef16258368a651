import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRoomsOfCalls } from '../../../src/services/supabase/rooms-of-calls.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { databases, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

describe.each(databases)('rooms that need an agent on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;

  beforeAll(async () => {
    database = await create();
    ports = portsOf(database);
  });
  afterAll(() => database.close());

  const found = async (...names: string[]) => [...(await createRoomsOfCalls(ports.db).thatNeedAgents(names))];
  const end = (callId: string, endReason: 'agent_failed' | 'transferred') =>
    ports.calls.end(callId, { outcome: 'answered', disposition: null, endReason });

  it('are those of calls that are answered, and of calls that have ended', async () => {
    await ports.openCall({ channel: 'sip', roomName: 'answered' });
    await end(await ports.openCall({ channel: 'sip', roomName: 'ended' }), 'agent_failed');
    expect((await found('answered', 'ended')).sort()).toEqual(['answered', 'ended']);
  });

  it('are not those where somebody waits for a worker', async () => {
    const callId = await ports.openCall({ channel: 'web', roomName: 'waits' });
    expect(await found('waits')).toEqual([]);
    await createCalls(ports.db, 'a job').take(callId, 30);
    expect(await found('waits')).toEqual(['waits']);
  });

  it('are not those of calls that were handed over', async () => {
    await end(await ports.openCall({ channel: 'sip', roomName: 'handed over' }), 'transferred');
    expect(await found('handed over')).toEqual([]);
  });

  it('are not those of others on the same media server', async () => {
    expect(await found('somebody, else’s (room)')).toEqual([]);
  });
});
