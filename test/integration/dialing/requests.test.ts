import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/calls/call/call.ts';
import type { CallRequest } from '../../../src/dialing/requests.ts';
import { callRequest } from '../../support/call-request.ts';
import { addOrganization, countRows, sweepAll } from '../../support/database-fixtures.ts';
import { dialingPorts, fictional } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

/** Ten in the morning of a Friday in New York. */
const start = '2026-11-20T15:00:00.000Z';

describe('a call request', { timeout: 60_000 }, () => {
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
    await ports.addLine(organizationId);
  });

  const claimOne = async () => {
    const [call] = await ports.claim();
    if (!call) throw new Error('nothing was claimed');
    return call;
  };
  /** Hours count for simulated people too. */
  const letPeopleSleep = () =>
    database.sql.query(
      'update public.dialers set simulated_people_sleep = true where organization_id = $1::uuid',
      [organizationId],
    );

  it('is made once, however many ask for the same thing at once', async () => {
    const asked = await Promise.all(
      connections.map((connection) =>
        connection.unsafe<Array<{ answer: { request_id: string; created: boolean } }>>(
          `select public.request_call($1::uuid, $2::text::jsonb) as answer`,
          [
            organizationId,
            JSON.stringify({
              scenario: 'order',
              phone: fictional(1),
              source: 'customer',
              source_key: 'order:CUST000001:1',
              time_zones: ['America/New_York'],
            }),
          ],
        ),
      ),
    );
    const answers = asked.map((rows) => rows[0]?.answer);
    expect(new Set(answers.map((answer) => answer?.request_id)).size).toBe(1);
    expect(answers.filter((answer) => answer?.created)).toHaveLength(1);
  });

  it('is dialed once for each attempt: of twenty that begin, one gets to dial', async () => {
    const id = await ports.ask(organizationId, fictional(2));
    const call = await claimOne();
    const begun = await Promise.all(
      connections.map((connection) =>
        connection.unsafe<Array<{ answer: { ok: boolean; code?: string } }>>(
          'select public.begin_dial($1::uuid, 60) as answer',
          [call.callId],
        ),
      ),
    );
    const answers = begun.map((rows) => rows[0]?.answer);
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(new Set(answers.filter((answer) => !answer?.ok).map((answer) => answer?.code))).toEqual(
      new Set(['already_dialed']),
    );
    expect(await ports.requestRow(id)).toMatchObject({ dials: 1, status: 'dialing' });
    await expect(
      database.sql.query('update public.calls set dialed_at = now() where id = $1::uuid', [call.callId]),
    ).rejects.toThrow('already_dialed');
  });

  it('is never dialed more often than was asked for', async () => {
    const id = await ports.ask(organizationId, fictional(3), { maxAttempts: 2 });
    await ports.finish(await claimOne(), 'busy');
    await database.setNow('2026-11-20T15:05:01.000Z');
    await ports.finish(await claimOne(), 'busy');
    expect(await ports.requestRow(id)).toMatchObject({ status: 'exhausted', dials: 2, last_outcome: 'busy' });
    await expect(
      database.sql.query('update public.call_requests set dials = 3 where id = $1::uuid', [id]),
    ).rejects.toThrow('call_requests_dials_bounded');
  });

  const retries: Array<[outcome: Outcome, status: string, seconds: number | null]> = [
    ['answered', 'completed', null],
    ['busy', 'waiting', 300],
    ['no_answer', 'waiting', 900],
    ['declined', 'waiting', 14_400],
    ['voicemail', 'waiting', 14_400],
    ['unreachable', 'exhausted', null],
    ['canceled', 'waiting', 60],
    ['failed', 'waiting', 120],
  ];
  it.each(retries)('that ended as %s is %s', async (outcome, status, seconds) => {
    const id = await ports.ask(organizationId, fictional(4));
    const call = await claimOne();
    if (outcome === 'voicemail') {
      await ports.dialing.begin(call.callId, 60);
      await ports.dialing.answered(call.callId, null, 'voicemail');
      await ports.calls.end(call.callId, { outcome, disposition: null, endReason: 'voicemail' });
    } else await ports.finish(call, outcome);
    const row = await ports.requestRow(id);
    expect(row).toMatchObject({ status, last_outcome: outcome });
    if (seconds !== null) expect(row.due_at).toBe(new Date(Date.parse(start) + seconds * 1000).toISOString());
  });

  it('follows the organization’s own rule where there is one', async () => {
    await database.sql.query(
      `insert into public.retry_rules (organization_id, scenario, outcome, delay_seconds) values ($1::uuid, 'order', 'busy', null)`,
      [organizationId],
    );
    const id = await ports.ask(organizationId, fictional(5));
    await ports.finish(await claimOne(), 'busy');
    expect(await ports.requestRow(id)).toMatchObject({ status: 'exhausted' });
  });

  it('keeps its attempt when the runner died before it dialed', async () => {
    const id = await ports.ask(organizationId, fictional(6), { maxAttempts: 1 });
    const lost = await claimOne();
    await database.setNow('2026-11-20T15:02:00.000Z');
    await sweepAll(ports.db);
    expect(await ports.requestRow(id)).toMatchObject({ status: 'waiting', dials: 0, attempts: 0 });
    await database.setNow('2026-11-20T15:03:00.000Z');
    const next = await claimOne();
    expect(next).toMatchObject({ requestId: id, attempt: 1 });
    expect(await ports.dialing.begin(lost.callId, 60)).toEqual({ ok: false, code: 'call_ended' });
    await ports.finish(next, 'answered');
    expect(await ports.requestRow(id)).toMatchObject({ status: 'completed', dials: 1 });
  });

  /** A call that rang, and whose job then died: with what it has committed until then. */
  async function lostCall(phone: string, committed: string[], answeredBy: 'human' | 'voicemail' | null) {
    const id = await ports.ask(organizationId, phone, { maxAttempts: 3 });
    const { callId } = await claimOne();
    await ports.dialing.begin(callId, 60);
    await ports.dialing.answered(callId, null, answeredBy);
    for (const statement of committed) await database.sql.query(statement, [organizationId, callId]);
    await database.setNow('2026-11-20T15:02:00.000Z');
    return { id, callId };
  }
  const personSpoke = `insert into public.turns (organization_id, call_id, turn_index, role, text, interrupted, started_at)
    values ($1::uuid, $2::uuid, 1, 'person', 'Yes, two kebabs.', false, app.now())`;
  const agentSpoke = personSpoke.replace("'person'", "'agent'");
  const didTool = (tool: string) =>
    `insert into public.tool_calls (organization_id, call_id, tool_call_id, tool, answer)
     values ($1::uuid, $2::uuid, 'call-1', '${tool}', '{"ok": true}')`;

  it.each<[string, string[], 'human' | 'voicemail' | null, string]>([
    ['somebody was talked with', [personSpoke], 'human', 'completed'],
    ['somebody was talked with, and who it was had not been kept', [personSpoke], null, 'completed'],
    ['something was done', [didTool('capture_order')], 'human', 'completed'],
    ['only a hold was made, which lapses', [didTool('hold_slot')], 'human', 'waiting'],
    ['only the agent spoke', [agentSpoke], 'human', 'waiting'],
    ['a machine spoke', [personSpoke], 'voicemail', 'waiting'],
    ['nobody said a word', [], null, 'waiting'],
  ])(
    'whose call lost its ending is decided by what was committed: %s',
    async (_what, committed, by, status) => {
      const { id } = await lostCall(fictional(30), committed, by);
      await ports.db.rpc('sweep_calls', { batch_size: 100 });
      expect(await ports.requestRow(id)).toMatchObject({ status, last_outcome: 'failed', dials: 1 });
    },
  );

  it('whose call did what it was made for is not made again because a provider failed afterwards', async () => {
    const { id, callId } = await lostCall(fictional(31), [didTool('capture_order')], 'human');
    await ports.calls.end(callId, { outcome: 'failed', disposition: null, endReason: 'provider_failed' });
    expect(await ports.requestRow(id)).toMatchObject({ status: 'completed' });
    const other = await lostCall(fictional(32), [personSpoke], 'human');
    await ports.calls.end(other.callId, {
      outcome: 'failed',
      disposition: null,
      endReason: 'provider_failed',
    });
    expect(await ports.requestRow(other.id)).toMatchObject({ status: 'waiting' });
  });

  it('is settled once when a kept ending and the sweeper come at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      await database.setNow(start);
      // The sweeper may be first every time, and a dialer pauses itself after so many failures.
      await database.sql.query('update public.dialers set consecutive_failures = 0', []);
      const { id, callId } = await lostCall(fictional(40 + round), [personSpoke], 'human');
      const [one, other] = connections as [postgres.Sql, postgres.Sql];
      await Promise.all([
        one.unsafe(`select public.end_call($1::uuid, 'answered', null, 'agent_ended')`, [callId]),
        other.unsafe('select public.sweep_calls(100)'),
      ]);
      expect(await ports.requestRow(id)).toMatchObject({ status: 'completed', dials: 1 });
      expect(await ports.claim()).toEqual([]);
    }
  });

  it('was answered although the database heard of it only from the ending', async () => {
    const id = await ports.ask(organizationId, fictional(33));
    const { callId } = await claimOne();
    await ports.dialing.begin(callId, 60);
    const ending = { outcome: 'answered', disposition: 'order_confirmed', endReason: 'agent_ended' } as const;
    expect(await ports.calls.end(callId, ending)).toEqual({ ...ending, first: true });
    expect(await ports.requestRow(id)).toMatchObject({ status: 'completed' });
  });

  it('waits while somebody talks with the same person', async () => {
    await ports.ask(organizationId, fictional(7));
    await ports.ask(organizationId, fictional(7));
    expect(await ports.claim()).toHaveLength(1);
    expect(await ports.claim()).toEqual([]);
  });

  it('is called in order of urgency, then of the time it was due', async () => {
    const late = await ports.ask(organizationId, fictional(8), {
      priority: 5,
      dueAt: '2026-11-20T10:00:00Z',
    });
    const soon = await ports.ask(organizationId, fictional(9), {
      priority: 3,
      dueAt: '2026-11-20T14:00:00Z',
    });
    const sooner = await ports.ask(organizationId, fictional(10), {
      priority: 3,
      dueAt: '2026-11-20T13:00:00Z',
    });
    await ports.ask(organizationId, fictional(11), { priority: 1, dueAt: '2026-11-20T16:00:00Z' });
    expect((await ports.claim()).map(({ requestId }) => requestId)).toEqual([sooner, soon, late]);
  });

  it('is not made for somebody who refused calls, and what waits for them is blocked', async () => {
    const waiting = await ports.ask(organizationId, fictional(12));
    await ports.db.rpc('refuse_calls', {
      organization_id: organizationId,
      phone: fictional(12),
      reason: 'said so',
      call_id: null,
    });
    expect(await ports.requestRow(waiting)).toMatchObject({
      status: 'blocked',
      status_reason: 'do_not_call',
    });
    await expect(ports.ask(organizationId, fictional(12))).rejects.toThrow('do_not_call');
    expect(await ports.claim()).toEqual([]);
  });

  it('is not dialed when the person refused between the claim and the dial', async () => {
    const id = await ports.ask(organizationId, fictional(13));
    const call = await claimOne();
    await database.sql.query(
      `insert into public.do_not_call (organization_id, phone, reason) values ($1::uuid, $2, 'by hand')`,
      [organizationId, fictional(13)],
    );
    expect(await ports.dialing.begin(call.callId, 60)).toEqual({ ok: false, code: 'do_not_call' });
    expect(await ports.requestRow(id)).toMatchObject({ status: 'blocked', dials: 0 });
  });

  it('expires', async () => {
    const id = await ports.ask(organizationId, fictional(14), { expiresAt: '2026-11-20T15:01:00Z' });
    await database.setNow('2026-11-20T15:01:00.000Z');
    expect(await ports.claim()).toEqual([]);
    expect(await ports.requestRow(id)).toMatchObject({ status: 'expired' });
  });

  const nights: Array<[what: string, now: string, zones: string[], opens: string]> = [
    ['the night of the person', '2026-11-20T10:00:00Z', ['America/New_York'], '2026-11-20T13:00:00.000Z'],
    ['the evening of the person', '2026-11-21T02:00:00Z', ['America/New_York'], '2026-11-21T13:00:00.000Z'],
    [
      'any zone they may be in',
      '2026-11-20T13:30:00Z',
      ['America/New_York', 'America/Los_Angeles'],
      '2026-11-20T16:00:00.000Z',
    ],
    [
      'the day that clocks go forward',
      '2026-03-08T07:30:00Z',
      ['America/New_York'],
      '2026-03-08T12:00:00.000Z',
    ],
    ['the day that clocks go back', '2026-11-01T06:30:00Z', ['America/New_York'], '2026-11-01T13:00:00.000Z'],
  ];
  it.each(nights)('waits out %s', async (_what, now, zones, opens) => {
    await letPeopleSleep();
    await database.setNow(now);
    const id = await ports.ask(organizationId, fictional(15), { timeZones: zones });
    expect(await ports.claim()).toEqual([]);
    expect((await ports.requestRow(id)).due_at).toBe(opens);
    await database.setNow(opens);
    const call = await claimOne();
    expect(await ports.dialing.begin(call.callId, 60)).toMatchObject({ ok: true });
    const [evidence] = await database.sql.query<{
      local_times: Record<string, string>;
      allowed_from: string;
    }>('select local_times, allowed_from::text from public.call_attempts where call_id = $1::uuid', [
      call.callId,
    ]);
    expect(Object.keys(evidence?.local_times ?? {})).toEqual(expect.arrayContaining(zones));
    expect(evidence?.allowed_from).toBe('08:00:00');
  });

  it('is not dialed when the night fell after the claim', async () => {
    await letPeopleSleep();
    await database.setNow('2026-11-21T01:59:59Z');
    const id = await ports.ask(organizationId, fictional(16));
    const call = await claimOne();
    await database.setNow('2026-11-21T02:00:00Z');
    expect(await ports.dialing.begin(call.callId, 60)).toEqual({ ok: false, code: 'outside_hours' });
    expect(await ports.requestRow(id)).toMatchObject({ status: 'waiting', dials: 0 });
  });

  it('keeps to the organization’s own days and hours', async () => {
    await letPeopleSleep();
    await database.sql.query(
      `update public.dialers set call_from = '09:00', call_until = '17:00', call_days = '{1,2,3,4,5}' where organization_id = $1::uuid`,
      [organizationId],
    );
    await database.setNow('2026-11-20T23:00:00Z');
    const id = await ports.ask(organizationId, fictional(17));
    expect(await ports.claim()).toEqual([]);
    expect((await ports.requestRow(id)).due_at).toBe('2026-11-23T14:00:00.000Z');
  });

  it('is blocked where the zones that are given have no common hour any more', async () => {
    await letPeopleSleep();
    const zones = ['Pacific/Kiritimati', 'Pacific/Honolulu', 'Europe/Paris', 'Asia/Tokyo'];
    const id = await ports.ask(organizationId, fictional(18), { timeZones: zones });
    await database.sql.query(
      `update public.call_requests set earliest = '09:00', latest = '12:00' where id = $1::uuid`,
      [id],
    );
    expect(await ports.claim()).toEqual([]);
    expect(await ports.requestRow(id)).toMatchObject({ status: 'blocked', status_reason: 'no_common_hours' });
  });

  it.each<[string, Partial<CallRequest>, { code: string; field: string }]>([
    [
      'a window in which its person may not be called',
      { earliest: '02:00', latest: '03:00' },
      { code: 'out_of_window', field: 'earliest' },
    ],
    [
      'hours that zones do not share',
      { timeZones: ['Asia/Tokyo', 'Pacific/Honolulu'], latest: '10:00' },
      { code: 'out_of_window', field: 'latest' },
    ],
    [
      'an end that has passed',
      { expiresAt: '2026-11-20T14:59:59.000Z' },
      { code: 'out_of_window', field: 'expires_at' },
    ],
    [
      'an end before its beginning',
      { dueAt: '2026-11-20T18:00:00.000Z', expiresAt: '2026-11-20T17:00:00.000Z' },
      { code: 'out_of_window', field: 'expires_at' },
    ],
    [
      'keys that no telephone has',
      { input: { menu_digits: '1,2' } },
      { code: 'unreadable_input', field: 'input.menu_digits' },
    ],
    [
      'a list that is none',
      { input: { menu: 'no list' } },
      { code: 'unreadable_input', field: 'input.menu' },
    ],
    [
      'one bad thing deep inside',
      { input: { hours: [{ kind: 'opening', weekday: 8, opens: '09:00', closes: '10:00' }] } },
      { code: 'unreadable_input', field: 'input.hours.0.weekday' },
    ],
    [
      'something that is missing inside',
      { input: { hours: [{ kind: 'opening', opens: '09:00', closes: '10:00' }] } },
      { code: 'unreadable_input', field: 'input.hours.0.weekday' },
    ],
    [
      'a day that is none',
      { input: { expected_arrival_time: '2026-02-30T10:00:00Z' } },
      { code: 'unreadable_input', field: 'input.expected_arrival_time' },
    ],
    [
      'a scenario that nobody knows',
      { scenario: 'never_heard_of' },
      { code: 'unknown_scenario', field: 'scenario' },
    ],
  ])('refuses %s when it is asked for, and names the field', async (_what, request, refusal) => {
    await database.setNow('2026-11-20T15:00:00.000Z');
    const asked = await ports.requests.add(organizationId, callRequest({ phone: fictional(19), ...request }));
    expect(asked).toEqual({ ok: false, ...refusal });
    expect(await ports.claim()).toEqual([]);
  });

  it('takes what fits, and what its scenario drops', async () => {
    const input = {
      menu: ['tea'],
      hours: [{ kind: 'opening', weekday: 7, opens: '09:00', closes: '24:00' }],
      expected_arrival_time: '2028-02-29T10:00:00.5+03:30',
      menu_digits: null,
      something_else: { at: 'all' },
    };
    expect(
      await ports.requests.add(organizationId, callRequest({ phone: fictional(19), input })),
    ).toMatchObject({
      ok: true,
    });
  });

  it('refuses a zone that does not exist when it is asked for', async () => {
    await expect(
      ports.ask(organizationId, fictional(19), { timeZones: ['Mars/Olympus'] }),
    ).rejects.toMatchObject({ cause: { message: 'unknown_time_zone' } });
    expect(await countRows(database.sql, 'call_requests', `organization_id = '${organizationId}'`)).toBe(0);
  });
});
