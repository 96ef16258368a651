import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganization } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';
import { addCustomers, connectionsNeeded, settle } from '../../support/settling.ts';

/** Long enough for forty deadlocks where orders cross; ten minutes of it are `bench/settling`. */
const forMs = 15_000;

describe('four sweepers, two runners and thirty jobs over the calls of three organizations', () => {
  let database: PostgresTestDatabase;
  const organizations: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    const [owner] = await database.connect(1);
    for (let index = 0; index < 3; index += 1) {
      const id = await addOrganization(database.sql);
      organizations.push(id);
      if (owner) await addCustomers(owner, id);
    }
    await database.sql.exec('select public.fill_simulated_lines()');
    // Nearly every call fails here, and a dialer that paused itself would rest.
    await database.sql.exec('update public.dialers set fail_alert_threshold = 1000');
  }, 120_000);
  afterAll(() => database?.close());

  it('end them without a deadlock, each once', { timeout: 120_000 }, async () => {
    const settled = await settle(await database.connect(connectionsNeeded), organizations, forMs);

    expect(settled.deadlocks).toBe(0);
    expect(settled.faults).toEqual([]);
    // They did meet: both kinds had their share.
    expect(settled.ended).toBeGreaterThan(50);
    expect(settled.swept).toBeGreaterThan(20);
    const contradictions = await database.sql.query<{ problem: string }>(
      `select found ->> 'problem' as problem from jsonb_array_elements(public.audit_calls()) as found
       where found ->> 'problem' in ('request_still_dialing', 'ended_twice')`,
      [],
    );
    expect(contradictions).toEqual([]);
  });

  it('a sweeper ends one call of each organization at a time, and comes again until there is none', async () => {
    const [sql] = await database.connect(1);
    if (!sql) throw new Error('no connection');
    await database.sql.exec(`update public.calls set ended_at = app.now(), outcome = 'failed', end_reason = 'agent_lost'
      where ended_at is null`);
    for (const organization of organizations)
      for (let call = 0; call < 3; call += 1)
        await sql`select public.create_call(${organization}, 'appointment', 'inbound', 'web', null, null, null, false, 0)`;
    await database.sql.exec(`update public.calls set lease_expires_at = app.now() - interval '1 second'`);
    const sweep = async () => {
      const [row] = await sql<
        Array<{ calls: Array<{ id: string }> }>
      >`select public.sweep_calls(20) as calls`;
      return row?.calls.length;
    };
    expect([await sweep(), await sweep(), await sweep(), await sweep()]).toEqual([3, 3, 3, 0]);
  });
});
