import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrganization, countRows, databases, keyIn, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

// A Friday, ten in the morning in New York.
const now = '2026-11-20T15:00:00.000Z';
const monday = '2026-11-23';

describe.each(databases)('booking on %s', { timeout: 30_000 }, (_name, create) => {
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

  /** Each test has a calendar of its own. */
  async function setUp(fixture: Parameters<typeof addOrganization>[1] = {}) {
    organizationId = await addOrganization(database.sql, fixture);
    ada = await ports.callOf('+12025550101', { organizationId });
    bob = await ports.callOf('+12025550102', { organizationId });
  }
  const book = (callId: string, time: string, date = monday) =>
    ports.appointments.book(keyIn(callId), { date, time, notes: null });
  const hold = (callId: string, time: string, date = monday) =>
    ports.appointments.hold(keyIn(callId), { date, time });
  const rows = (where = 'true') =>
    countRows(database.sql, 'appointments', `organization_id = '${organizationId}' and ${where}`);

  it('books a free slot and tells its local time', async () => {
    await setUp();
    expect(await book(ada, '10:00')).toMatchObject({
      ok: true,
      appointment: {
        date: monday,
        time: '10:00',
        starts_at: '2026-11-23T15:00:00.000Z',
        ends_at: '2026-11-23T15:30:00.000Z',
        status: 'booked',
        resource: 'Room 1',
      },
    });
  });

  it('refuses the second booking of a slot, offers what is near, and writes nothing', async () => {
    await setUp();
    await book(ada, '10:00');
    const refused = await book(bob, '10:00');
    expect(refused).toMatchObject({ ok: false, code: 'taken' });
    if (!refused.ok)
      expect(refused.alternatives.map((slot) => slot.time).sort()).toEqual(['09:00', '11:00', '12:00']);
    expect(await rows()).toBe(1);
    expect(
      await countRows(database.sql, 'tool_calls', `call_id = '${bob}' and tool = 'book_appointment'`),
    ).toBe(0);
  });

  it('gives a retried tool call the same answer and books once', async () => {
    await setUp();
    const key = keyIn(ada);
    const wish = { date: monday, time: '10:00', notes: 'first visit' };
    const first = await ports.appointments.book(key, wish);
    expect(await ports.appointments.book(key, wish)).toEqual(first);
    expect(await rows()).toBe(1);
  });

  it('refuses a tool call id that was used for something else', async () => {
    await setUp();
    const key = keyIn(ada);
    await ports.appointments.book(key, { date: monday, time: '10:00', notes: null });
    await expect(ports.appointments.hold(key, { date: monday, time: '11:00' })).rejects.toThrow('hold_slot');
  });

  it('takes the first free resource by id', async () => {
    await setUp({ resources: 2 });
    const [first, second] = [await book(ada, '10:00'), await book(bob, '10:00')];
    const names = await database.sql.query<{ name: string }>(
      'select name from public.resources where organization_id = $1::uuid order by id',
      [organizationId],
    );
    expect([first, second].map((answer) => answer.ok && answer.appointment.resource)).toEqual(
      names.map((row) => row.name),
    );
    const carol = await ports.callOf('+12025550104', { organizationId });
    expect(await book(carol, '10:00')).toMatchObject({ ok: false, code: 'taken' });
  });

  it('keeps the buffer after an appointment free', async () => {
    await setUp({ settings: { step_minutes: 30, buffer_minutes: 15 } });
    await book(ada, '10:00');
    expect(await book(bob, '10:30')).toMatchObject({ ok: false, code: 'taken' });
    expect(await book(bob, '09:30')).toMatchObject({ ok: false, code: 'taken' });
    expect(await book(bob, '11:00')).toMatchObject({ ok: true });
  });

  it.each([
    ['2026-11-20', '09:00', 'past'],
    ['2026-11-19', '10:00', 'past'],
    ['2026-11-20', '11:00', 'too_soon'],
    ['2027-03-01', '10:00', 'too_far'],
    [monday, '08:00', 'closed'],
    [monday, '10:17', 'no_such_time'],
    [monday, '17:00', 'closed'],
    ['2026-02-30', '10:00', 'no_such_time'],
    [monday, '25:00', 'no_such_time'],
    ['tomorrow', '10:00', 'no_such_time'],
  ])('answers a wish for %s %s with %s and something free', async (date, time, code) => {
    await setUp({ settings: { notice_minutes: 120 } });
    const refused = await book(ada, time, date);
    expect(refused).toMatchObject({ ok: false, code });
    if (!refused.ok) expect(refused.alternatives).toHaveLength(3);
    expect(await rows()).toBe(0);
  });

  it('refuses all but free times until the person is identified, and once the call has ended', async () => {
    await setUp();
    const stranger = await ports.openCall({ organizationId });
    const ended = await ports.callOf('+12025550103', { organizationId });
    await ports.calls.end(ended, { outcome: 'answered', disposition: null, endReason: 'person_hung_up' });
    for (const [callId, code] of [
      [stranger, 'not_identified'],
      [ended, 'call_ended'],
    ] as const) {
      const refused = { ok: false, code, alternatives: [] };
      expect(await book(callId, '10:00')).toEqual(refused);
      expect(await hold(callId, '10:00')).toEqual(refused);
      expect(await ports.appointments.retrieve(callId)).toEqual(refused);
      expect(await ports.appointments.cancel(keyIn(callId), randomUUID())).toEqual(refused);
      expect(
        await ports.appointments.modify(keyIn(callId), {
          appointmentId: randomUUID(),
          date: monday,
          time: '10:00',
        }),
      ).toEqual(refused);
    }
    expect(await ports.appointments.slots(ended, { date: monday, partOfDay: null })).toMatchObject({
      code: 'call_ended',
    });
    expect(await rows()).toBe(0);
  });

  describe('a hold', () => {
    it('keeps others out, not its own person, and becomes the appointment', async () => {
      await setUp();
      expect(await hold(ada, '10:00')).toMatchObject({ ok: true, heldUntil: '2026-11-20T15:05:00.000Z' });
      expect(await book(bob, '10:00')).toMatchObject({ ok: false, code: 'taken' });
      expect(await hold(bob, '10:00')).toMatchObject({ ok: false, code: 'taken' });
      expect(await book(ada, '10:00')).toMatchObject({ ok: true });
      expect(await rows()).toBe(1);
    });

    it('is honored when the same person calls again', async () => {
      await setUp();
      await hold(ada, '10:00');
      const again = await ports.callOf('+12025550101', { organizationId });
      expect(await book(again, '10:00')).toMatchObject({ ok: true });
      expect(await rows()).toBe(1);
    });

    it('lets go of the first when the call holds a second', async () => {
      await setUp();
      await hold(ada, '10:00');
      await hold(ada, '11:00');
      expect(await hold(bob, '10:00')).toMatchObject({ ok: true });
      expect(await rows("status = 'held'")).toBe(2);
    });

    it('is kept when the second is refused', async () => {
      await setUp();
      await book(bob, '11:00');
      await hold(ada, '10:00');
      expect(await hold(ada, '11:00')).toMatchObject({ ok: false, code: 'taken' });
      expect(await rows("status = 'held'")).toBe(1);
    });

    it('lapses by itself after five minutes, and not before', async () => {
      await setUp();
      await hold(ada, '10:00');
      await database.setNow('2026-11-20T15:04:59.000Z');
      expect(await book(bob, '10:00')).toMatchObject({ ok: false, code: 'taken' });
      await database.setNow('2026-11-20T15:05:00.000Z');
      expect(await book(bob, '10:00')).toMatchObject({ ok: true });
      expect(await rows("status = 'lapsed'")).toBe(1);
      await database.setNow(now);
    });

    it('outlives its call', async () => {
      await setUp();
      await hold(ada, '10:00');
      await ports.calls.end(ada, { outcome: 'failed', disposition: null, endReason: 'agent_lost' });
      expect(await book(bob, '10:00')).toMatchObject({ ok: false, code: 'taken' });
    });
  });

  describe('changing an appointment', () => {
    async function booked(callId: string, time: string): Promise<string> {
      const answer = await book(callId, time);
      if (!answer.ok) throw new Error(answer.code);
      return answer.appointment.appointment_id;
    }

    it('moves it in one piece and frees the old slot', async () => {
      await setUp();
      const id = await booked(ada, '10:00');
      const change = { appointmentId: id, date: '2026-11-24', time: '11:00' };
      expect(await ports.appointments.modify(keyIn(ada), change)).toMatchObject({
        ok: true,
        appointment: { appointment_id: id, date: '2026-11-24', time: '11:00', status: 'booked' },
      });
      expect(await book(bob, '10:00')).toMatchObject({ ok: true });
      expect(await rows()).toBe(2);
    });

    it('keeps the old slot when the new one is gone', async () => {
      await setUp();
      const id = await booked(ada, '10:00');
      await book(bob, '11:00');
      const change = { appointmentId: id, date: monday, time: '11:00' };
      expect(await ports.appointments.modify(keyIn(ada), change)).toMatchObject({ ok: false, code: 'taken' });
      expect(await ports.appointments.retrieve(ada)).toMatchObject({
        appointments: [{ appointment_id: id, time: '10:00' }],
      });
    });

    it('may overlap its own old place', async () => {
      await setUp({ settings: { step_minutes: 15 } });
      const id = await booked(ada, '10:00');
      const change = { appointmentId: id, date: monday, time: '10:15' };
      expect(await ports.appointments.modify(keyIn(ada), change)).toMatchObject({ ok: true });
    });

    it("treats somebody else's id, and what is no id, as unknown", async () => {
      await setUp();
      const id = await booked(ada, '10:00');
      for (const appointmentId of [id, randomUUID(), 'the one on Monday', '']) {
        const unknown = { ok: false, code: 'unknown_appointment', alternatives: [] };
        expect(await ports.appointments.cancel(keyIn(bob), appointmentId)).toEqual(unknown);
        const change = { appointmentId, date: monday, time: '11:00' };
        expect(await ports.appointments.modify(keyIn(bob), change)).toEqual(unknown);
      }
      expect(await ports.appointments.retrieve(bob)).toEqual({ ok: true, appointments: [] });
      expect(await rows("status = 'booked'")).toBe(1);
    });

    it('cancels once, and frees the slot', async () => {
      await setUp();
      const id = await booked(ada, '10:00');
      const key = keyIn(ada);
      const canceled = await ports.appointments.cancel(key, id);
      expect(canceled).toMatchObject({ ok: true, appointment: { status: 'canceled' } });
      expect(await ports.appointments.cancel(key, id)).toEqual(canceled);
      expect(await ports.appointments.cancel(keyIn(ada), id)).toMatchObject({ code: 'already_canceled' });
      expect(await book(bob, '10:00')).toMatchObject({ ok: true });
    });

    it('refuses to change what has begun', async () => {
      await setUp();
      const id = await booked(ada, '10:00');
      await database.setNow('2026-11-23T15:00:00.000Z');
      expect(await ports.appointments.cancel(keyIn(ada), id)).toMatchObject({ ok: false, code: 'past' });
      await database.setNow(now);
    });
  });

  it('learns when the person likes to come, and offers that first', async () => {
    await setUp();
    for (const [date, time] of [
      ['2026-11-23', '15:00'],
      ['2026-11-24', '15:00'],
      ['2026-11-25', '15:00'],
      ['2026-12-02', '14:00'],
    ] as const)
      await book(ada, time, date);
    expect(await ports.calls.preferences(ada)).toEqual({
      time_of_day: 'afternoon',
      weekdays: [3, 3, 2],
      last_appointment: '2026-12-02T19:00:00.000Z',
    });
    await book(bob, '11:00', '2026-11-24');
    const refused = await book(ada, '11:00', '2026-11-24');
    // Nearer in the morning there are 9, 10, and 12; she comes in the afternoon.
    if (!refused.ok)
      expect(refused.alternatives.map((slot) => slot.time)).toEqual(['12:00', '13:00', '14:00']);
    const signedIn = { organizationId, channel: 'web', fromPhone: '+12025550101' } as const;
    const again = await ports.openCall(signedIn);
    expect(await ports.users.identify(keyIn(again), { phone: '+12025550101', name: 'Ada' })).toMatchObject({
      user: { returning: false, name: 'Ada', preferences: { time_of_day: 'afternoon' } },
    });
    await database.setNow('2026-11-20T16:00:00.000Z');
    const later = await ports.openCall(signedIn);
    expect(await ports.users.identify(keyIn(later), { phone: '+12025550101', name: null })).toMatchObject({
      user: { returning: true, name: 'Ada' },
    });
    await database.setNow(now);
  });
});
