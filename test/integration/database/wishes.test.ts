import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Slot, SlotsWish } from '../../../src/scenarios/appointment/store/appointments.ts';
import { addOrganization, databases, keyIn, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

// A Friday, ten in the morning in New York.
const now = '2026-11-20T15:00:00.000Z';
const monday = '2026-11-23';
const tuesday = '2026-11-24';
const friday = '2026-11-27';

describe.each(databases)('wishes on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;
  let organizationId: string;
  let ada: string;
  let bob: string;

  beforeAll(async () => {
    database = await create();
    await database.setNow(now);
    ports = portsOf(database);
  }, 30_000);
  afterAll(() => database.close());

  async function setUp(fixture: Parameters<typeof addOrganization>[1] = {}) {
    organizationId = await addOrganization(database.sql, fixture);
    ada = await ports.callOf('+12025550101', { organizationId });
    bob = await ports.callOf('+12025550102', { organizationId });
  }
  const book = (callId: string, date: string, time: string, resource: string | null = null) =>
    ports.appointments.book(keyIn(callId), { date, time, notes: null, resource });
  async function booked(callId: string, date: string, time: string, resource: string | null = null) {
    const answer = await book(callId, date, time, resource);
    if (!answer.ok) throw new Error(answer.code);
    return answer.appointment;
  }
  const fetch = (wish: Partial<SlotsWish>, callId = ada) =>
    ports.appointments.slots(callId, { date: null, partOfDay: null, ...wish });
  const momentsOf = (slots: Slot[]) => slots.map(({ date, time }) => `${date} ${time}`);
  async function free(wish: Partial<SlotsWish>) {
    const answer = await fetch(wish);
    return answer.ok ? momentsOf(answer.slots) : answer.code;
  }
  async function alternatives(answer: Promise<{ ok: boolean; alternatives?: Slot[] }>) {
    return momentsOf((await answer).alternatives ?? []);
  }

  describe('what is offered instead', () => {
    it('goes forward from the wish first, then to what is just before it on that day', async () => {
      await setUp();
      await booked(bob, monday, '11:00');
      expect(await alternatives(book(ada, monday, '11:00'))).toEqual([
        `${monday} 12:00`,
        `${monday} 10:00`,
        `${monday} 13:00`,
      ]);
    });

    it('goes on to the next day, not back to the day before', async () => {
      await setUp({ opens: '09:00', closes: '10:00' });
      await booked(bob, tuesday, '09:00');
      expect(await alternatives(book(ada, tuesday, '09:00'))).toEqual([
        '2026-11-25 09:00',
        '2026-11-26 09:00',
        '2026-11-27 09:00',
      ]);
    });

    it('goes back only where there is nothing ahead', async () => {
      await setUp({ opens: '09:00', closes: '11:00', settings: { horizon_days: 3 } });
      expect(await alternatives(book(ada, monday, '12:00'))).toEqual([
        `${monday} 10:00`,
        `${monday} 09:00`,
        '2026-11-22 10:00',
      ]);
    });

    it('is never before an appointment that is moved to later, nor after one that is moved to earlier', async () => {
      await setUp();
      const own = await booked(ada, friday, '14:00');
      await booked(bob, friday, '15:00');
      const move = (date: string, time: string) =>
        ports.appointments.modify(keyIn(ada), { appointmentId: own.appointment_id, date, time });
      expect(await alternatives(move(friday, '15:00'))).toEqual([
        `${friday} 16:00`,
        '2026-11-28 09:00',
        '2026-11-28 10:00',
      ]);
      await booked(bob, friday, '13:00');
      expect(await alternatives(move(friday, '13:00'))).toEqual([
        `${friday} 12:00`,
        `${friday} 11:00`,
        `${friday} 10:00`,
      ]);
    });
  });

  describe('free times', () => {
    it('are told to somebody who has not been identified', async () => {
      await setUp();
      const stranger = await ports.openCall({ organizationId });
      expect(await fetch({ date: monday }, stranger)).toMatchObject({ ok: true });
    });

    it('of several days come by time, a few of each', async () => {
      await setUp();
      expect(await free({ date: monday, untilDate: tuesday })).toEqual([
        ...['09:00', '10:00', '11:00', '12:00'].map((time) => `${monday} ${time}`),
        ...['09:00', '10:00', '11:00', '12:00'].map((time) => `${tuesday} ${time}`),
      ]);
    });

    it('are the soonest where no day is wanted', async () => {
      await setUp();
      const soonest = await free({});
      expect(soonest).toHaveLength(12);
      expect(soonest[0]).toBe('2026-11-20 11:00');
    });

    it.each([
      [{ earliest: '14:00', before: '16:00' }, ['14:00', '15:00']],
      [{ before: '10:00' }, ['09:00']],
      [{ earliest: '13:00' }, ['13:00', '14:00', '15:00', '16:00']],
      [{ partOfDay: 'morning', earliest: '10:00' }, ['10:00', '11:00']],
    ] as const)('keep to the clock times that suit: %j', async (wish, times) => {
      await setUp();
      expect(await free({ date: monday, ...wish })).toEqual(times.map((time) => `${monday} ${time}`));
    });

    it('leave out days and weekdays that do not suit, also from what is offered instead', async () => {
      await setUp({ opens: '09:00', closes: '10:00' });
      expect(await free({ date: monday, untilDate: friday, notOn: ['2', '2026-11-26'] })).toEqual([
        '2026-11-23 09:00',
        '2026-11-25 09:00',
        '2026-11-27 09:00',
      ]);
      await booked(bob, monday, '09:00');
      expect(await alternatives(fetch({ date: monday, notOn: ['2'] }))).toEqual([
        '2026-11-25 09:00',
        '2026-11-26 09:00',
        '2026-11-27 09:00',
      ]);
    });

    it('are those of the person who was asked for, however the name was said', async () => {
      await setUp({ resources: 2 });
      await database.sql.query(
        "update public.resources set name = 'Dr. Rivera' where organization_id = $1::uuid and name = 'Room 1'",
        [organizationId],
      );
      await booked(bob, monday, '09:00', 'doctor rivera');
      const hers = await fetch({ date: monday, before: '11:00', resource: 'Rivera' });
      expect(hers).toMatchObject({ slots: [{ time: '10:00', resource: 'Dr. Rivera' }] });
      expect(await fetch({ date: monday, before: '11:00' })).toMatchObject({
        slots: [{ time: '09:00', resource: 'Room 2' }, { time: '10:00' }],
      });
      expect(await fetch({ date: monday, resource: 'Dr. Nobody' })).toMatchObject({
        ok: false,
        code: 'unknown_resource',
      });
      expect(await book(ada, monday, '10:00', 'Dr. Nobody')).toMatchObject({ code: 'unknown_resource' });
    });

    it.each([
      ['2026-11-25', monday, 'no_such_time'],
      ['2026-11-10', '2026-11-12', 'past'],
      ['2026-02-30', null, 'no_such_time'],
    ] as const)('from %s to %s are refused as %s', async (date, untilDate, code) => {
      await setUp();
      expect(await free({ date, untilDate })).toBe(code);
    });
  });

  describe('a slot about midnight', () => {
    const night = { opens: '00:00', closes: '24:00', settings: { step_minutes: 15 } };

    it('begins on one day and ends on the next where both are open', async () => {
      await setUp(night);
      expect(await free({ date: monday, earliest: '23:15' })).toEqual([
        `${monday} 23:15`,
        `${monday} 23:30`,
        `${monday} 23:45`,
      ]);
      expect(await booked(ada, monday, '23:45')).toMatchObject({
        date: monday,
        time: '23:45',
        starts_at: '2026-11-24T04:45:00.000Z',
        ends_at: '2026-11-24T05:15:00.000Z',
      });
      expect(await book(bob, tuesday, '00:00')).toMatchObject({ ok: false, code: 'taken' });
      expect(await book(bob, tuesday, '00:15')).toMatchObject({ ok: true });
    });

    it('ends by midnight where the next day does not open then, or is closed', async () => {
      await setUp({ ...night, opens: '09:00' });
      expect(await free({ date: monday, earliest: '23:15' })).toEqual([`${monday} 23:15`, `${monday} 23:30`]);
      await setUp(night);
      await database.sql.query(
        'insert into public.opening_exceptions (organization_id, day) values ($1::uuid, $2::text::date)',
        [organizationId, tuesday],
      );
      expect(await free({ date: monday, earliest: '23:15' })).toEqual([`${monday} 23:15`, `${monday} 23:30`]);
      expect(await book(ada, monday, '23:45')).toMatchObject({ ok: false });
    });
  });

  describe('moving an appointment', () => {
    const quarters = { settings: { step_minutes: 15 } };
    const hold = (time: string, appointmentId: string | null = null, callId = ada) =>
      ports.appointments.hold(keyIn(callId), { date: monday, time, appointmentId });

    it.each([
      ['10:15', '10:30'],
      ['10:00', '10:15'],
      ['10:30', '10:15'],
    ])('from %s to %s, which it overlaps, is held, said so, and done', async (from, to) => {
      await setUp(quarters);
      const own = await booked(ada, monday, from);
      expect(await hold(to, own.appointment_id)).toMatchObject({
        ok: true,
        slot: { time: to },
        appointment: { appointment_id: own.appointment_id, time: from },
      });
      const move = { appointmentId: own.appointment_id, date: monday, time: to };
      expect(await ports.appointments.modify(keyIn(ada), move)).toMatchObject({
        appointment: { appointment_id: own.appointment_id, time: to },
      });
      expect(await ports.appointments.retrieve(ada)).toMatchObject({ appointments: [{ time: to }] });
    });

    it('keeps others out of both times while the new one is held', async () => {
      await setUp(quarters);
      const own = await booked(ada, monday, '10:15');
      await hold('10:30', own.appointment_id);
      expect(await book(bob, monday, '10:00')).toMatchObject({ ok: false, code: 'taken' });
      expect(await book(bob, monday, '10:45')).toMatchObject({ ok: false, code: 'taken' });
      expect(await book(bob, monday, '11:00')).toMatchObject({ ok: true });
    });

    it("cannot hold a time for somebody else's appointment", async () => {
      await setUp(quarters);
      const own = await booked(ada, monday, '10:15');
      expect(await hold('10:30', own.appointment_id, bob)).toMatchObject({
        ok: false,
        code: 'unknown_appointment',
      });
    });

    it('books nothing beside it out of a hold that was for the move', async () => {
      await setUp(quarters);
      const own = await booked(ada, monday, '10:15');
      await hold('10:30', own.appointment_id);
      expect(await book(ada, monday, '10:30')).toMatchObject({ ok: false, code: 'overlaps_own' });
    });

    it('stays with its resource, unless that is not free or another is wanted', async () => {
      await setUp({ resources: 2 });
      const rooms = await database.sql.query<{ name: string }>(
        'select name from public.resources where organization_id = $1::uuid order by id',
        [organizationId],
      );
      const [first = '', second = ''] = rooms.map(({ name }) => name);
      const own = await booked(ada, monday, '10:00', second);
      const move = (time: string, resource: string | null = null) =>
        ports.appointments.modify(keyIn(ada), {
          appointmentId: own.appointment_id,
          date: monday,
          time,
          resource,
        });
      expect(await move('11:00')).toMatchObject({ appointment: { time: '11:00', resource: second } });
      await booked(bob, monday, '12:00', second);
      expect(await move('12:00', second)).toMatchObject({ ok: false, code: 'taken' });
      expect(await move('12:00')).toMatchObject({ appointment: { resource: first } });
      expect(await move('13:00', second)).toMatchObject({ appointment: { resource: second } });
    });

    it('to later finds what is after it and nothing before, the time that it frees among them', async () => {
      await setUp();
      const own = await booked(ada, friday, '15:00');
      expect(
        await free({ appointmentId: own.appointment_id, direction: 'later', untilDate: '2026-11-28' }),
      ).toEqual([
        `${friday} 16:00`,
        // She comes in the afternoon.
        ...['12:00', '13:00', '14:00', '15:00'].map((time) => `2026-11-28 ${time}`),
      ]);
      expect(
        await free({
          appointmentId: own.appointment_id,
          direction: 'earlier',
          date: friday,
          earliest: '13:00',
        }),
      ).toEqual([`${friday} 13:00`, `${friday} 14:00`]);
      expect(await free({ appointmentId: own.appointment_id, date: friday, earliest: '15:00' })).toEqual([
        `${friday} 15:00`,
        `${friday} 16:00`,
      ]);
      expect(await fetch({ appointmentId: own.appointment_id }, bob)).toMatchObject({
        code: 'unknown_appointment',
      });
    });
  });

  describe('what the person has already', () => {
    it('is told to them when they book or hold it again, and to nobody else', async () => {
      await setUp({ resources: 2 });
      const own = await booked(ada, monday, '10:00');
      const again = { ok: false, code: 'already_yours', alternatives: [], appointment: own };
      expect(await book(ada, monday, '10:00')).toEqual(again);
      expect(await ports.appointments.hold(keyIn(ada), { date: monday, time: '10:00' })).toEqual(again);
      const taken = { ok: false, code: 'taken' };
      await booked(bob, monday, '10:00');
      const carol = await ports.callOf('+12025550103', { organizationId });
      const refused = await book(carol, monday, '10:00');
      expect(refused).toMatchObject(taken);
      expect(refused).not.toHaveProperty('appointment');
    });

    it('is told to be in the way of another time', async () => {
      await setUp({ settings: { step_minutes: 15 } });
      const own = await booked(ada, monday, '10:15');
      expect(await book(ada, monday, '10:30')).toEqual({
        ok: false,
        code: 'overlaps_own',
        alternatives: [],
        appointment: own,
      });
    });
  });

  describe('two tool calls at once', () => {
    it('book one slot once, and the second is told that they have it', async () => {
      await setUp();
      const answers = await Promise.all([book(ada, monday, '10:00'), book(ada, monday, '10:00')]);
      expect(answers.map((answer) => (answer.ok ? 'booked' : answer.code)).sort()).toEqual([
        'already_yours',
        'booked',
      ]);
    });

    it('hold and move the same appointment without losing it', async () => {
      await setUp({ settings: { step_minutes: 15 } });
      const own = await booked(ada, monday, '10:15');
      const change = { appointmentId: own.appointment_id, date: monday, time: '10:30' };
      await Promise.all([
        ports.appointments.hold(keyIn(ada), change),
        ports.appointments.modify(keyIn(ada), change),
      ]);
      expect(await ports.appointments.retrieve(ada)).toMatchObject({
        appointments: [{ appointment_id: own.appointment_id, time: '10:30' }],
      });
    });
  });

  it('refuses a row that would be booked as a part of another visit, or lie over another one', async () => {
    await setUp();
    const own = await booked(ada, monday, '10:00');
    const insert = (status: string, moves: string | null) =>
      database.sql.query(
        `insert into public.appointments
           (organization_id, resource_id, user_id, status, starts_at, ends_at, during, held_until, moves)
         select organization_id, resource_id, user_id, $2::text, starts_at, ends_at, during,
           case when $2::text = 'held' then ends_at end, $3::uuid
         from public.appointments where id = $1::uuid`,
        [own.appointment_id, status, moves],
      );
    await expect(insert('booked', own.appointment_id)).rejects.toThrow('appointments_moves_while_held');
    await expect(insert('held', null)).rejects.toThrow('appointments_no_overlap');
    await expect(insert('held', ada)).rejects.toThrow(/appointments_(?:moves|no_overlap)/);
    await insert('held', own.appointment_id);
  });
});
