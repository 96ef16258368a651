import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallRequest } from '../../../src/dialing/requests.ts';
import { createDialer } from '../../../src/services/supabase/supabase-dialer.ts';
import { addOrganization } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

/** Friday, three in the morning in New York and nine in Berlin. */
const night = '2026-11-20T08:00:00.000Z';
const morning = '2026-11-20T13:00:00.000Z';

describe('a request that waits', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let organizationId: string;
  let lineId: string;
  let connections: postgres.Sql[];

  beforeAll(async () => {
    database = await createTestDatabase();
    ports = dialingPorts(database);
    connections = await database.connect(8);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(night);
    await database.sql.query(`update public.dialers set state = 'paused', reason = 'another test'`, []);
    organizationId = await addOrganization(database.sql);
    lineId = await ports.addLine(organizationId);
    await set('simulated_people_sleep = true');
  });

  const set = (columns: string) =>
    database.sql.query(`update public.dialers set ${columns} where organization_id = $1::uuid`, [
      organizationId,
    ]);
  const list = async (agentName: string | null = null) => {
    const dialer = createDialer(ports.db, { simulated: true, agentName });
    return (await dialer.requests(organizationId, { status: 'waiting', limit: 20, after: null })).requests;
  };
  const waitsFor = async (agentName: string | null = null) => (await list(agentName))[0]?.waits_for;
  const ask = (request: Partial<CallRequest> = {}) => ports.ask(organizationId, fictional(1), request);

  describe('says why it is not dialed', () => {
    it('outside the hours of the person, and until when', async () => {
      await ask();
      expect(await waitsFor()).toEqual({ code: 'hours', until: morning });
      // A claim has put it where its hours begin.
      expect(await ports.claim()).toEqual([]);
      expect(await waitsFor()).toEqual({ code: 'hours', until: morning });
      await database.setNow(morning);
      expect(await waitsFor()).toBeNull();
    });

    it('outside the hours of the organization, whatever they are where the person is', async () => {
      await set("call_from = '10:00', call_until = '12:00', call_days = '{1}'");
      await ask({ timeZones: ['Europe/Berlin'] });
      expect(await waitsFor()).toEqual({ code: 'hours', until: '2026-11-23T15:00:00.000Z' });
    });

    it('because there is no hour in which both may talk', async () => {
      await set("call_from = '22:00', call_until = '24:00'");
      await ask();
      expect(await waitsFor()).toEqual({ code: 'no_common_hours', until: null });
    });

    it('because its own time has not come, also when it is tried again later', async () => {
      await database.setNow(morning);
      await ask({ dueAt: '2026-11-20T18:00:00.000Z' });
      expect(await waitsFor()).toEqual({ code: 'time', until: '2026-11-20T18:00:00.000Z' });
      await ports.ask(organizationId, fictional(2), { priority: 1 });
      const [call] = await ports.claim(1);
      if (call) await ports.finish(call, 'busy');
      expect((await list()).map(({ waits_for, last_outcome }) => [waits_for?.until, last_outcome])).toEqual([
        ['2026-11-20T13:05:00.000Z', 'busy'],
        ['2026-11-20T18:00:00.000Z', null],
      ]);
    });

    it('because the dialer is paused, or does not call this number, or talks to the person', async () => {
      await database.setNow(morning);
      await ask();
      await set("state = 'paused', reason = 'stock-taking'");
      expect(await waitsFor()).toEqual({ code: 'dialer', until: null });
      await set("state = 'running', reason = null");
      await database.sql.query(
        `insert into public.do_not_call (organization_id, phone, reason) values ($1::uuid, $2, 'said so')`,
        [organizationId, fictional(1)],
      );
      expect(await waitsFor()).toEqual({ code: 'do_not_call', until: null });
      await database.sql.query('delete from public.do_not_call', []);
      expect(await ports.claim(1)).toHaveLength(1);
      await ask();
      expect(await waitsFor()).toEqual({ code: 'on_the_phone', until: null });
    });

    it('because no agent and no line is free, and when a line may call again', async () => {
      await database.setNow(morning);
      await ask();
      expect(await waitsFor('nobody')).toEqual({ code: 'agent', until: null });
      await database.sql.query(
        `insert into public.line_hours (organization_id, line_id, direction, weekday, opens, closes)
         values ($1::uuid, $2::uuid, 'outbound', 6, '09:00', '17:00')`,
        [organizationId, lineId],
      );
      expect(await waitsFor()).toEqual({ code: 'line', until: '2026-11-21T14:00:00.000Z' });
      await database.sql.query('delete from public.line_hours', []);
      await database.sql.query('update public.lines set enabled = false where id = $1::uuid', [lineId]);
      expect(await waitsFor()).toEqual({ code: 'line', until: null });
    });
  });

  it('is listed page by page, those that are due at the same instant included', async () => {
    for (let index = 0; index < 7; index += 1)
      await ports.ask(organizationId, fictional(index), { dueAt: '2026-11-20T15:00:00.000Z' });
    const dialer = createDialer(ports.db);
    const seen: string[] = [];
    let after = null;
    do {
      const page = await dialer.requests(organizationId, { status: 'waiting', limit: 3, after });
      seen.push(...page.requests.map(({ request_id }) => request_id));
      after = page.next;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  describe('that expires', () => {
    const inTwoMinutes = '2026-11-20T08:02:00.000Z';

    it('has ended by then, while nobody may be called and the dialer stands still', async () => {
      await set("state = 'paused', reason = 'night'");
      const id = await ask({ expiresAt: inTwoMinutes });
      const other = await ports.ask(organizationId, fictional(2), { expiresAt: morning });
      await database.setNow('2026-11-20T08:01:59.000Z');
      expect(await ports.dialing.expire(100)).toBe(0);
      await database.setNow(inTwoMinutes);
      expect(await ports.dialing.expire(100)).toBe(1);
      expect([await ports.requestRow(id), await ports.requestRow(other)]).toMatchObject([
        { status: 'expired', dials: 0 },
        { status: 'waiting' },
      ]);
    });

    it('tells the panel that it did', async () => {
      await ask({ source: 'panel', input: { contact_id: 'c1' }, expiresAt: inTwoMinutes });
      await database.setNow(inTwoMinutes);
      await ports.dialing.expire(100);
      const owed = await database.sql.query(
        'select contact_id, result from public.panel_results where organization_id = $1::uuid',
        [organizationId],
      );
      expect(owed).toEqual([{ contact_id: 'c1', result: 'failed:expired' }]);
    });

    it('ends once, with eight runners at it and a dialer that claims', async () => {
      for (let index = 0; index < 40; index += 1)
        await ports.ask(organizationId, fictional(index), {
          expiresAt: inTwoMinutes,
          timeZones: ['Europe/Berlin'],
        });
      await database.setNow(inTwoMinutes);
      const [expired, claimed] = await Promise.all([
        Promise.all(
          connections.map(async (connection) => {
            const [row] = await connection.unsafe<Array<{ answer: { expired: number } }>>(
              'select public.expire_requests(100) as answer',
            );
            return row?.answer.expired ?? 0;
          }),
        ),
        ports.claim(10),
      ]);
      expect(claimed).toEqual([]);
      // Those that a claim met first have expired there.
      expect(expired.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(40);
      const standing = await list();
      expect(standing).toEqual([]);
    });
  });
});
