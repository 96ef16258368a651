import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganization, countRows, portsOf } from '../../support/database-fixtures.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

const monday = '2026-11-23';

type Verdict = {
  ok: boolean;
  code?: string;
  alternatives?: unknown[];
  appointment?: { appointment_id: string };
};

// Each connection below is a session of its own on a real server: statements wait for each other's locks and commits.
describe('races on Postgres', { timeout: 30_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof portsOf>;
  let organizationId: string;
  let connections: postgres.Sql[];

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.setNow('2026-11-20T15:00:00.000Z');
    ports = portsOf(database);
    connections = await database.connect(50);
  }, 30_000);
  afterAll(() => database.close());

  async function callsOf(count: number, resources = 1): Promise<string[]> {
    organizationId = await addOrganization(database.sql, { resources });
    return Promise.all(
      Array.from({ length: count }, (_, index) =>
        ports.callOf(`+120255501${String(index).padStart(2, '0')}`, { organizationId }),
      ),
    );
  }

  async function ask(connection: postgres.Sql | undefined, statement: string, parameters: string[]) {
    if (!connection) throw new Error('no connection');
    const [row] = await connection.unsafe<Array<{ answer: Verdict }>>(
      `select ${statement} as answer`,
      parameters,
    );
    if (!row) throw new Error('no answer');
    return row.answer;
  }
  const book = (
    connection: postgres.Sql | undefined,
    callId: string,
    at: string,
    day = monday,
    tool: string = randomUUID(),
  ) => ask(connection, 'public.book_appointment($1, $2, $3, $4)', [callId, tool, day, at]);
  const booked = () =>
    countRows(database.sql, 'appointments', `organization_id = '${organizationId}' and status = 'booked'`);

  it.each([2, 50])(
    'lets one of %i simultaneous bookings of a slot win and offers the others something',
    async (count) => {
      const calls = await callsOf(count);
      const answers = await Promise.all(
        calls.map((callId, index) => book(connections[index], callId, '10:00')),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      const refused = answers.filter((answer) => !answer.ok);
      expect(refused).toHaveLength(count - 1);
      for (const answer of refused) {
        expect(answer).toMatchObject({ code: 'taken' });
        expect(answer.alternatives).toHaveLength(3);
      }
      expect(await booked()).toBe(1);
    },
  );

  it('gives two resources to two of fifty', async () => {
    const calls = await callsOf(50, 2);
    const answers = await Promise.all(
      calls.map((callId, index) => book(connections[index], callId, '10:00')),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
    expect(await booked()).toBe(2);
  });

  it('books once for ten copies of a tool call and gives all of them the same answer', async () => {
    const [callId = ''] = await callsOf(1);
    const tool = randomUUID();
    const answers = await Promise.all(
      connections.slice(0, 10).map((connection) => book(connection, callId, '10:00', monday, tool)),
    );
    expect(answers[0]).toMatchObject({ ok: true });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await booked()).toBe(1);
  });

  it('never deadlocks when fifty calls hold, book and swap places at once', async () => {
    const calls = await callsOf(50);
    const times = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'];
    const days = [monday, '2026-11-24'];
    const own = await Promise.all(
      calls
        .slice(0, 16)
        .map((callId, index) =>
          book(connections[index], callId, times[index % 8] ?? '', days[index < 8 ? 0 : 1]),
        ),
    );
    expect(own.every((answer) => answer.ok)).toBe(true);
    // The calendar is full on both days: every move needs a place that another move frees, or is told so.
    const answers = await Promise.all(
      calls.map((callId, index) => {
        const day = days[index < 8 ? 1 : 0] ?? '';
        const at = times[(index + 1) % 8] ?? '';
        if (index < 16)
          return ask(connections[index], 'public.modify_appointment($1, $2, $3, $4, $5)', [
            callId,
            randomUUID(),
            own[index]?.appointment?.appointment_id ?? '',
            day,
            at,
          ]);
        return ask(connections[index], 'public.hold_slot($1, $2, $3, $4)', [
          callId,
          randomUUID(),
          '2026-11-25',
          at,
        ]);
      }),
    );
    expect(answers.filter((answer) => !answer.ok).every((answer) => answer.code === 'taken')).toBe(true);
    expect(await booked()).toBe(16);
    expect(answers.slice(16).filter((answer) => answer.ok)).toHaveLength(8);
  });

  it('ends a call once when fifty try, and all read the same ending', async () => {
    const [callId = ''] = await callsOf(1);
    const endings = await Promise.all(
      connections.map((connection, index) =>
        ask(connection, 'public.end_call($1, $2, $3, $4)', [
          callId,
          index % 2 ? 'answered' : 'failed',
          'informed',
          index % 2 ? 'agent_ended' : 'agent_failed',
        ]),
      ),
    );
    const readings = endings.map((ending) => ({ ...ending, first: undefined }));
    expect(endings.filter((ending) => (ending as { first?: boolean }).first)).toHaveLength(1);
    for (const reading of readings) expect(reading).toEqual(readings[0]);
  });

  it('lets a call end only before or after a booking, never inside it', async () => {
    const [callId = ''] = await callsOf(1);
    const [booker, ender] = connections;
    if (!booker || !ender) throw new Error('no connection');
    let ended: Promise<unknown> | undefined;
    const [row] = await ender`select pg_backend_pid() as pid`;
    const enderPid = Number(row?.pid);
    await booker.begin(async (transaction) => {
      await transaction.unsafe('select public.book_appointment($1, $2, $3, $4)', [
        callId,
        'once',
        monday,
        '10:00',
      ]);
      ended = ask(ender, 'public.end_call($1, $2, $3, $4)', [callId, 'answered', 'booked', 'agent_ended']);
      // The other session is seen waiting for this one's lock before this one commits.
      await waitUntilBlocked(database, enderPid);
    });
    await ended;
    expect(await booked()).toBe(1);
    expect(await book(booker, callId, '11:00')).toMatchObject({ ok: false, code: 'call_ended' });
  });

  it('leaves no half row when the session dies inside a booking', async () => {
    const [callId = ''] = await callsOf(1);
    const [victim] = await database.connect(1);
    if (!victim) throw new Error('no connection');
    await expect(
      victim.begin(async (transaction) => {
        await transaction.unsafe('select public.book_appointment($1, $2, $3, $4)', [
          callId,
          'lost',
          monday,
          '10:00',
        ]);
        await transaction`select pg_terminate_backend(pg_backend_pid())`;
      }),
    ).rejects.toThrow();
    expect(await booked()).toBe(0);
    expect(await countRows(database.sql, 'tool_calls', `tool_call_id = 'lost'`)).toBe(0);
    expect(await book(connections[0], callId, '10:00', monday, 'lost')).toMatchObject({ ok: true });
  });

  it('creates one person for fifty identifications of a number, and one call for a room', async () => {
    const calls = await callsOf(50);
    await database.sql.query("update public.organizations set caller_check = 'none' where id = $1::uuid", [
      organizationId,
    ]);
    await Promise.all(
      calls.map((callId, index) =>
        ask(connections[index], 'public.identify_user($1, $2, $3)', [callId, 'again', '+12025550177']),
      ),
    );
    expect(
      await countRows(
        database.sql,
        'users',
        `organization_id = '${organizationId}' and phone = '+12025550177'`,
      ),
    ).toBe(1);
    const opened = await Promise.all(
      connections.map((connection) =>
        ask(
          connection,
          "public.create_call($1, 'appointment', 'inbound', 'web', 'one-room', null, null, false, 60) -> 'call' -> 'id'",
          [organizationId],
        ),
      ),
    );
    expect(new Set(opened.map(String)).size).toBe(1);
  });

  it('sweeps each lost call once, however many sweepers run', async () => {
    const calls = await callsOf(20);
    await database.setNow('2026-11-20T16:00:00.000Z');
    const swept = await Promise.all(
      connections.slice(0, 10).map(async (connection) => {
        const own: string[] = [];
        for (;;) {
          const batch = (await ask(connection, 'public.sweep_calls($1)', ['5'])) as unknown as Array<{
            id: string;
          }>;
          if (batch.length === 0) return own;
          own.push(...batch.map(({ id }) => id));
        }
      }),
    );
    await database.setNow('2026-11-20T15:00:00.000Z');
    const ids = swept.flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(calls.length);
  });

  it('claims each unsummarized call for one runner', async () => {
    const calls = await callsOf(10);
    for (const callId of calls)
      await ports.calls.end(callId, { outcome: 'failed', disposition: null, endReason: 'agent_lost' });
    const claimed = await Promise.all(
      connections
        .slice(0, 10)
        .map((connection) => ask(connection, 'public.claim_unsummarized_calls($1, $2)', ['50', '60'])),
    );
    const ids = claimed.flatMap((batch) =>
      (batch as unknown as Array<{ call: { id: string } }>).map(({ call }) => call.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(calls.every((id) => ids.includes(id))).toBe(true);
  });
});

/** Asks Postgres itself, so no time is guessed; the test's own limit ends a wait that never comes. */
async function waitUntilBlocked(database: PostgresTestDatabase, pid: number): Promise<void> {
  const isBlocked = async () => {
    const [row] = await database.sql.query<{ blocked: boolean }>(
      'select cardinality(pg_blocking_pids($1::int)) > 0 as blocked',
      [pid],
    );
    return row?.blocked;
  };
  while (!(await isBlocked()));
}
