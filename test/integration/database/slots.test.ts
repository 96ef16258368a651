import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addOrganization,
  databases,
  demoOrganizationId,
  keyIn,
  portsOf,
} from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

describe.each(databases)('slots on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;

  beforeAll(async () => {
    database = await create();
    ports = portsOf(database);
  }, 30_000);
  afterAll(() => database.close());

  async function slots(
    organizationId: string,
    date: string,
    partOfDay: 'morning' | 'afternoon' | 'evening' | null = null,
  ) {
    const callId = await ports.callOf('+12025550110', { organizationId });
    return ports.appointments.slots(callId, { date, partOfDay });
  }
  const timesOf = (answer: Awaited<ReturnType<typeof slots>>) =>
    answer.ok ? answer.slots.map((slot) => slot.time) : answer.code;

  it("offers the demo clinic's 9, 10, 11, 14, 15 and 16 o'clock from Monday to Friday", async () => {
    await database.setNow('2026-11-20T15:00:00.000Z');
    expect(timesOf(await slots(demoOrganizationId, '2026-11-23'))).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '14:00',
      '15:00',
      '16:00',
    ]);
    expect(timesOf(await slots(demoOrganizationId, '2026-11-27', 'morning'))).toEqual([
      '09:00',
      '10:00',
      '11:00',
    ]);
    expect(timesOf(await slots(demoOrganizationId, '2026-11-27', 'afternoon'))).toEqual([
      '14:00',
      '15:00',
      '16:00',
    ]);
    // Ten o'clock has just begun.
    expect(timesOf(await slots(demoOrganizationId, '2026-11-20', 'morning'))).toEqual(['11:00']);
  });

  it.each([
    ['2026-11-22', null, 'closed'],
    ['2026-11-21', null, 'closed'],
    ['2026-11-23', 'evening', 'closed'],
    ['2026-11-19', null, 'past'],
    ['2027-06-01', null, 'too_far'],
    ['2026-02-30', null, 'no_such_time'],
  ] as const)('has none on %s (%s) and says %s, with the next ones', async (date, partOfDay, code) => {
    await database.setNow('2026-11-20T15:00:00.000Z');
    const refused = await slots(demoOrganizationId, date, partOfDay);
    expect(refused).toMatchObject({ ok: false, code });
    if (!refused.ok) expect(refused.alternatives).toHaveLength(3);
  });

  it('honors closed days, shortened days, special hours and extra openings', async () => {
    await database.setNow('2026-11-20T15:00:00.000Z');
    const organizationId = await addOrganization(database.sql, { opens: '09:00', closes: '12:00' });
    for (const [day, isOpen, opens, closes] of [
      ['2026-11-23', false, null, null],
      ['2026-11-24', false, '09:45', '10:15'],
      ['2026-11-25', false, null, null],
      ['2026-11-25', true, '13:00', '15:00'],
      ['2026-11-26', true, '18:00', '19:30'],
    ])
      await database.sql.query(
        `insert into public.opening_exceptions (organization_id, day, is_open, opens, closes)
         values ($1::uuid, $2::text::date, $3::boolean, $4::text::time, $5::text::time)`,
        [organizationId, day, isOpen, opens, closes],
      );
    expect(timesOf(await slots(organizationId, '2026-11-23'))).toBe('closed');
    expect(timesOf(await slots(organizationId, '2026-11-24'))).toEqual(['09:00', '11:00']);
    expect(timesOf(await slots(organizationId, '2026-11-25'))).toEqual(['13:00', '14:00']);
    expect(timesOf(await slots(organizationId, '2026-11-26'))).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '18:00',
      '19:00',
    ]);
    const callId = await ports.callOf('+12025550111', { organizationId });
    const book = (date: string, time: string) =>
      ports.appointments.book(keyIn(callId), { date, time, notes: null });
    expect(await book('2026-11-23', '10:00')).toMatchObject({ code: 'closed' });
    expect(await book('2026-11-25', '09:00')).toMatchObject({ code: 'closed' });
    expect(await book('2026-11-26', '19:00')).toMatchObject({ ok: true });
  });

  it('gives a resource hours of its own', async () => {
    await database.setNow('2026-11-20T15:00:00.000Z');
    const organizationId = await addOrganization(database.sql, { opens: '09:00', closes: '10:00' });
    await database.sql.query(
      `insert into public.opening_hours (organization_id, resource_id, weekday, opens, closes)
       select organization_id, id, 1, '20:00', '21:00' from public.resources where organization_id = $1::uuid`,
      [organizationId],
    );
    expect(timesOf(await slots(organizationId, '2026-11-23'))).toEqual(['09:00', '20:00']);
  });

  // On 2026-03-08 New York's clocks go from 02:00 to 03:00, on 2026-11-01 from 02:00 back to 01:00.
  describe('on the days when the clocks change', () => {
    const night = { opens: '00:00', closes: '06:00' };

    it('leaves out the hour that a spring day skips, and keeps local time on both sides', async () => {
      await database.setNow('2026-03-06T15:00:00.000Z');
      const organizationId = await addOrganization(database.sql, night);
      const answer = await slots(organizationId, '2026-03-08');
      expect(timesOf(answer)).toEqual(['00:00', '01:00', '03:00', '04:00', '05:00']);
      if (answer.ok)
        expect(answer.slots.slice(1, 3).map((slot) => slot.startsAt)).toEqual([
          '2026-03-08T06:00:00.000Z',
          '2026-03-08T07:00:00.000Z',
        ]);
      const callId = await ports.callOf('+12025550112', { organizationId });
      const wish = { date: '2026-03-08', time: '02:00', notes: null };
      expect(await ports.appointments.book(keyIn(callId), wish)).toMatchObject({
        ok: false,
        code: 'no_such_time',
      });
      expect(await ports.appointments.hold(keyIn(callId), { ...wish, time: '02:30' })).toMatchObject({
        code: 'no_such_time',
      });
    });

    it('means the second one of an hour that an autumn day has twice', async () => {
      await database.setNow('2026-10-30T15:00:00.000Z');
      const organizationId = await addOrganization(database.sql, night);
      const answer = await slots(organizationId, '2026-11-01');
      expect(timesOf(answer)).toEqual(['00:00', '01:00', '02:00', '03:00', '04:00', '05:00']);
      if (answer.ok)
        expect(answer.slots.slice(0, 3).map((slot) => slot.startsAt)).toEqual([
          '2026-11-01T04:00:00.000Z',
          '2026-11-01T06:00:00.000Z',
          '2026-11-01T07:00:00.000Z',
        ]);
      const callId = await ports.callOf('+12025550113', { organizationId });
      const wish = { date: '2026-11-01', time: '01:00', notes: null };
      expect(await ports.appointments.book(keyIn(callId), wish)).toMatchObject({
        appointment: { date: '2026-11-01', time: '01:00', starts_at: '2026-11-01T06:00:00.000Z' },
      });
    });

    it('keeps nine at nine the day after', async () => {
      await database.setNow('2026-03-06T15:00:00.000Z');
      const [before, after] = [
        await slots(demoOrganizationId, '2026-03-06'),
        await slots(demoOrganizationId, '2026-03-09'),
      ];
      if (before.ok && after.ok) {
        expect(before.slots.at(-1)).toMatchObject({ time: '16:00', startsAt: '2026-03-06T21:00:00.000Z' });
        expect(after.slots.at(-1)).toMatchObject({ time: '16:00', startsAt: '2026-03-09T20:00:00.000Z' });
      } else expect.unreachable();
    });
  });

  it.each(['Asia/Tehran', 'Asia/Kathmandu', 'Pacific/Auckland', 'Pacific/Kiritimati', 'America/St_Johns'])(
    "computes a day in %s by that place's clock",
    async (timeZone) => {
      await database.setNow('2026-11-20T15:00:00.000Z');
      const organizationId = await addOrganization(database.sql, {
        timeZone,
        opens: '09:00',
        closes: '11:00',
      });
      const answer = await slots(organizationId, '2026-11-25');
      expect(timesOf(answer)).toEqual(['09:00', '10:00']);
      if (answer.ok)
        expect(
          new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
            new Date(answer.slots[0]?.startsAt ?? ''),
          ),
        ).toBe('25/11/2026, 09:00');
    },
  );
});
