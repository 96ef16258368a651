import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallbackWish, ContactPreferences } from '../../../src/calls/call/contact-preferences.ts';
import { createContactPreferences } from '../../../src/services/supabase/supabase-contact-preferences.ts';
import { addOrganization, keyIn } from '../../support/database-fixtures.ts';
import { dialingPorts } from '../../support/dialing.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';

/** Friday, 10:00 in New York and 16:00 in Berlin. */
const now = '2026-11-27T15:00:00.000Z';
const washington = '+12025550142';
/** Reserved for fiction by Germany's regulator. */
const berlin = '+493023125042';

describe('a promised callback', { timeout: 60_000 }, () => {
  let database: PostgresTestDatabase;
  let ports: ReturnType<typeof dialingPorts>;
  let preferences: ContactPreferences;
  let organizationId: string;
  let connections: postgres.Sql[];

  beforeAll(async () => {
    database = await createTestDatabase();
    ports = dialingPorts(database);
    preferences = createContactPreferences(ports.db);
    connections = await database.connect(10);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.setNow(now);
    organizationId = await addOrganization(database.sql);
    await setHours(`countries = '{US,DE}'`);
  });

  const callFrom = (phone: string) => ports.callOf(phone, { organizationId });
  const wish = (date: string, time: string, timeZone: string | null = null): CallbackWish => ({
    moment: { date, time },
    timeZone,
  });
  const promise = (callId: string, when: CallbackWish, note: string | null = null) =>
    preferences.promiseCallback(keyIn(callId), { when, note });
  const requests = (callId: string) =>
    database.sql.query<{ due_at: Date; time_zones: string[]; note: string | null; phone: string }>(
      `select due_at, time_zones, phone, input ->> 'callback_note' as note from public.call_requests
       where from_call_id = $1::uuid order by created_at`,
      [callId],
    );
  const setHours = (columns: string) =>
    database.sql.query(`update public.dialers set ${columns} where organization_id = $1::uuid`, [
      organizationId,
    ]);

  it('is a request for the time that was wished for, where that is within hours', async () => {
    const call = await callFrom(washington);
    expect(await promise(call, wish('2026-11-28', '20:00'), 'the knee')).toEqual({
      ok: true,
      kept: {
        at: '2026-11-29T01:00:00.000Z',
        moment: { date: '2026-11-28', time: '20:00' },
        timeZone: 'America/New_York',
      },
    });
    expect(await requests(call)).toEqual([
      {
        due_at: new Date('2026-11-29T01:00:00Z'),
        phone: washington,
        time_zones: ['America/New_York'],
        note: 'the knee',
      },
    ]);
  });

  it.each([
    ['at eleven in the evening', '2026-11-28', '23:00', '2026-11-29', '08:00'],
    ['at three in the morning', '2026-11-28', '03:00', '2026-11-28', '08:00'],
    ['at the end of the hours', '2026-11-28', '21:00', '2026-11-29', '08:00'],
    ['just before they begin', '2026-11-28', '07:59', '2026-11-28', '08:00'],
    // The clocks are put forward in the night before.
    ['in the night before a Sunday in March', '2027-03-13', '22:00', '2027-03-14', '08:00'],
  ])(
    'is refused %s with the next time, and promised once that is agreed',
    async (_name, day, time, ...next) => {
      // A promise reaches sixty days ahead.
      if (day > '2027') await database.setNow('2027-03-10T15:00:00.000Z');
      const call = await callFrom(washington);
      const [date = '', at = ''] = next;
      const moment = { date, time: at };
      expect(await promise(call, wish(day, time))).toMatchObject({
        ok: false,
        code: 'outside_hours',
        next: { moment, timeZone: 'America/New_York' },
      });
      expect(await requests(call)).toEqual([]);
      expect(await promise(call, wish(date, at))).toMatchObject({ ok: true, kept: { moment } });
      expect(await requests(call)).toHaveLength(1);
    },
  );

  it('is meant by the clocks where the person’s number is, and within their hours', async () => {
    const call = await callFrom(berlin);
    expect(await promise(call, wish('2026-11-28', '20:00'))).toEqual({
      ok: true,
      kept: {
        at: '2026-11-28T19:00:00.000Z',
        moment: { date: '2026-11-28', time: '20:00' },
        timeZone: 'Europe/Berlin',
      },
    });
    // Half past three in New York, where everybody may be called then.
    expect(await promise(call, wish('2026-11-28', '21:30'))).toMatchObject({
      ok: false,
      next: { at: '2026-11-29T07:00:00.000Z', moment: { date: '2026-11-29', time: '08:00' } },
    });
  });

  it('is as far ahead of the clocks as the season says', async () => {
    // Europe's clocks went back on 25 October, America's go back on 1 November.
    await database.setNow('2026-10-24T12:00:00.000Z');
    const times = [];
    for (const date of ['2026-10-24', '2026-10-26', '2026-11-02']) {
      const promised = await promise(await callFrom(berlin), wish(date, '20:00'));
      times.push(promised.ok && promised.kept.at);
    }
    expect(times).toEqual([
      '2026-10-24T18:00:00.000Z',
      '2026-10-26T19:00:00.000Z',
      '2026-11-02T19:00:00.000Z',
    ]);
  });

  it('is where the person says they will be, whatever their number is', async () => {
    const call = await callFrom(washington);
    expect(await promise(call, wish('2026-11-28', '09:00', 'Europe/Berlin'))).toMatchObject({
      ok: true,
      kept: { at: '2026-11-28T08:00:00.000Z', timeZone: 'Europe/Berlin' },
    });
    expect(await requests(call)).toMatchObject([{ time_zones: ['Europe/Berlin'] }]);
  });

  it('is within the hours of the organization and of its lines too', async () => {
    await setHours("call_from = '09:00', call_until = '18:00', call_days = '{1,2,3,4,5}'");
    const call = await callFrom(berlin);
    // 20:00 in Berlin is 14:00 in New York, but on a Saturday nobody is there.
    expect(await promise(call, wish('2026-11-28', '20:00'))).toMatchObject({
      ok: false,
      next: { at: '2026-11-30T14:00:00.000Z', moment: { date: '2026-11-30', time: '15:00' } },
    });
    const line = await ports.addLine(organizationId);
    await database.sql.query(
      `insert into public.line_hours (organization_id, line_id, direction, weekday, opens, closes)
       values ($1::uuid, $2::uuid, 'outbound', 2, '10:00', '12:00')`,
      [organizationId, line],
    );
    expect(await promise(call, wish('2026-11-30', '15:00'))).toMatchObject({
      ok: false,
      next: { at: '2026-12-01T15:00:00.000Z', moment: { date: '2026-12-01', time: '16:00' } },
    });
    expect(await promise(call, wish('2026-12-01', '16:00'))).toMatchObject({ ok: true });
  });

  it('is the next time that can be kept where it is left to us', async () => {
    await database.setNow('2026-11-28T04:00:00.000Z');
    const call = await callFrom(washington);
    expect(await promise(call, { earliest: '2026-11-28T04:15:00.000Z' })).toMatchObject({
      ok: true,
      kept: { moment: { date: '2026-11-28', time: '08:00' } },
    });
  });

  it.each([
    ['past', wish('2026-11-27', '09:00')],
    ['too_far', wish('2027-03-01', '10:00')],
    ['no_such_time', wish('2027-02-30', '10:00')],
  ] as Array<[string, CallbackWish]>)('is refused with %s', async (code, when) => {
    const call = await callFrom(washington);
    expect(await promise(call, when)).toEqual({ ok: false, code });
  });

  it('is refused for an hour that the clocks skip', async () => {
    await database.setNow('2027-03-10T15:00:00.000Z');
    await setHours("person_earliest = '00:00', person_latest = '24:00'");
    const call = await callFrom(washington);
    expect(await promise(call, wish('2027-03-14', '02:30'))).toEqual({ ok: false, code: 'no_such_time' });
    expect(await promise(call, wish('2027-03-14', '03:30'))).toMatchObject({ ok: true });
  });

  it('is refused where there is no hour at all, and where the number is not called', async () => {
    const call = await callFrom(berlin);
    await setHours("call_from = '20:00', call_until = '24:00'");
    expect(await promise(call, wish('2026-11-28', '10:00'))).toEqual({ ok: false, code: 'no_common_hours' });
    await preferences.refuseCalls({ organizationId, phone: berlin, reason: 'said so', callId: call });
    expect(await promise(call, wish('2026-11-28', '10:00'))).toEqual({ ok: false, code: 'do_not_call' });
  });

  it('replaces what the same call promised before, and keeps its note', async () => {
    const call = await callFrom(washington);
    await promise(call, wish('2026-11-28', '10:00'), 'the knee');
    await promise(call, wish('2026-11-29', '11:00', 'America/Chicago'));
    expect(await requests(call)).toEqual([
      {
        due_at: new Date('2026-11-29T17:00:00Z'),
        phone: washington,
        time_zones: ['America/Chicago'],
        note: 'the knee',
      },
    ]);
  });

  it('is one request when ten tool calls of one call promise at once, each with an answer of its own', async () => {
    const call = await callFrom(washington);
    const answers = await Promise.all(
      connections.map(async (connection, index) => {
        const wished = { day: '2026-11-28', time: `1${index}:00`, time_zones: ['America/New_York'] };
        const [row] = await connection.unsafe<Array<{ answer: { ok: boolean; kept: { time: string } } }>>(
          'select public.promise_callback($1::uuid, $2, $3::text::jsonb) as answer',
          [call, randomUUID(), JSON.stringify(wished)],
        );
        return row?.answer;
      }),
    );
    expect(answers.map((answer) => [answer?.ok, answer?.kept.time])).toEqual(
      connections.map((_, index) => [true, `1${index}:00`]),
    );
    expect(await requests(call)).toHaveLength(1);
  });

  it('is promised once by a tool call that is asked twice', async () => {
    const call = await callFrom(washington);
    const key = keyIn(call);
    const when = wish('2026-11-28', '10:00');
    const first = await preferences.promiseCallback(key, { when, note: null });
    // Half a day later that time has passed; the answer is what was promised then.
    await database.setNow('2026-11-28T20:00:00.000Z');
    expect(await preferences.promiseCallback(key, { when, note: null })).toEqual(first);
  });

  it('leaves one that is being dialed alone, and promises another', async () => {
    await ports.addLine(organizationId);
    const call = await callFrom(washington);
    await promise(call, wish('2026-11-27', '10:01'));
    await database.setNow('2026-11-27T15:02:00.000Z');
    expect((await ports.claim()).map((claimed) => claimed.organizationId)).toContain(organizationId);
    await promise(call, wish('2026-11-28', '10:00'));
    expect(await requests(call)).toHaveLength(2);
  });
});
