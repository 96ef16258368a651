import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenRequest } from '../../../src/calls/call/call.ts';
import { createContactPreferences } from '../../../src/services/supabase/supabase-contact-preferences.ts';
import { createReception } from '../../../src/services/supabase/supabase-reception.ts';
import { addOrganization, countRows, databases, keyIn, portsOf } from '../../support/database-fixtures.ts';
import type { TestDatabase } from '../../support/postgres.ts';

// A Friday, ten in the morning in New York.
const now = '2026-11-20T15:00:00.000Z';
const monday = '2026-11-23';
const tuesday = '2026-11-24';
const ada = '+12025550101';
const eve = '+12025550166';
const ourLine = '+12025550100';

describe.each(databases)('who is speaking, on %s', { timeout: 30_000 }, (_name, create) => {
  let database: TestDatabase;
  let ports: ReturnType<typeof portsOf>;
  let organizationId: string;
  /** Ada's, on Monday at ten. */
  let appointmentId: string;

  beforeAll(async () => {
    database = await create();
    await database.setNow(now);
    ports = portsOf(database);
  }, 30_000);
  afterAll(() => database.close());

  beforeEach(async () => {
    await database.sql.query('delete from public.lines', []);
    organizationId = await addOrganization(database.sql, { resources: 2 });
    const call = await ports.openCall(signedIn(ada));
    await ports.users.identify(keyIn(call), { phone: ada, name: 'Ada Lovelace' });
    const booked = await book(call, '10:00');
    if (!booked.ok) throw new Error(booked.code);
    appointmentId = booked.appointment.appointment_id;
    await database.sql.query("update public.users set created_at = created_at - interval '1 day'", []);
  });

  const signedIn = (phone: string) => ({ organizationId, channel: 'web', fromPhone: phone }) as const;
  const book = (callId: string, time: string, date = monday) =>
    ports.appointments.book(keyIn(callId), { date, time, notes: 'knee' });
  const identify = (callId: string, phone = ada, name: string | null = null) =>
    ports.users.identify(keyIn(callId), { phone, name });
  const verify = (callId: string, said: { name?: string; day?: string }, key = keyIn(callId)) =>
    ports.users.verify(key, { name: said.name ?? null, day: said.day ?? null });
  const cancel = (callId: string, id = appointmentId) => ports.appointments.cancel(keyIn(callId), id);
  const proofsOf = (callId: string) =>
    database.sql.query('select how from public.call_proofs where call_id = $1::uuid', [callId]);
  const sql = (text: string, ...values: unknown[]) =>
    database.sql.query<Record<string, string>>(text, values as string[]);

  const callBack = (callId: string, confirmedPhone: string | null = null) =>
    createContactPreferences(ports.db).promiseCallback(keyIn(callId), {
      when: { earliest: '2026-11-20T20:00:00.000Z' },
      note: null,
      confirmedPhone,
    });

  /** Somebody who calls and says Ada's number. */
  async function stranger(request: Partial<OpenRequest> = {}): Promise<string> {
    const callId = await ports.openCall({ organizationId, channel: 'web', ...request });
    await identify(callId);
    return callId;
  }

  /** A call on a line of the organization. */
  async function ring(caller: string | null, trusts = true): Promise<string> {
    await sql('delete from public.lines');
    await sql('delete from public.trunks');
    await sql(
      `with trunk as (
         insert into public.trunks (organization_id, name, trusts_caller_id) values ($1::uuid, 'carrier', $2::text::boolean)
         returning id)
       insert into public.lines (organization_id, trunk_id, phone, name, inbound_scenario, max_concurrent)
       select $1::uuid, trunk.id, $3, 'front', null, 50 from trunk`,
      organizationId,
      String(trusts),
      ourLine,
    );
    const { opened, admission } = await createReception(ports.db).open(
      { called: ourLine, caller, roomName: `room-${randomUUID()}`, sipCallId: null },
      { organizationId, rehearsal: false, leaseSeconds: 60 },
    );
    expect(admission).not.toBe('unknown_number');
    return opened.call.id;
  }

  const refused = { ok: false, code: 'not_proven' };
  const change = () => ({ appointmentId, date: tuesday, time: '11:00' });

  describe('a stranger with the number of somebody else', () => {
    const ways: Array<[string, () => Promise<string>]> = [
      ['in a browser', () => stranger()],
      ['in a typed call', () => stranger({ channel: 'console' })],
      ['signed in as somebody else', () => stranger(signedIn(eve))],
      ['by telephone from another number', () => ring(eve)],
      ['by telephone with their number withheld', () => ring(null)],
      ['over a trunk that passes on any number', () => ring(ada, false)],
      ['from a number that only the call itself names', () => stranger({ channel: 'sip', fromPhone: ada })],
    ];

    it.each(ways)('%s learns and changes nothing', async (_way, open) => {
      const callId = await open();
      expect(await identify(callId)).toMatchObject({
        ok: true,
        user: {
          phone: ada,
          name: null,
          proof: null,
          returning: false,
          preferences: { time_of_day: null, weekdays: [], last_appointment: null },
        },
      });
      expect(await ports.appointments.retrieve(callId)).toMatchObject(refused);
      expect(await cancel(callId)).toMatchObject(refused);
      expect(await ports.appointments.modify(keyIn(callId), change())).toMatchObject(refused);
      expect(await ports.calls.preferences(callId)).toMatchObject({ weekdays: [], last_appointment: null });
      expect(await proofsOf(callId)).toEqual([]);
      const [untouched] = await sql(
        'select status, notes, name from public.appointments join public.users on users.id = user_id where appointments.id = $1::uuid',
        appointmentId,
      );
      expect(untouched).toEqual({ status: 'booked', notes: 'knee', name: 'Ada Lovelace' });
    });

    it('gets the very answers that somebody without a file gets', async () => {
      const answers = async (phone: string) => {
        const callId = await ports.openCall({ organizationId, channel: 'web' });
        const found = await identify(callId, phone, 'Sam');
        return JSON.stringify([
          found.ok && { ...found.user, userId: '', phone: '' },
          await ports.appointments.slots(callId, { date: monday, partOfDay: null }),
          await ports.appointments.retrieve(callId),
          await cancel(callId, randomUUID()),
          await verify(callId, { name: 'Sam' }),
          await verify(callId, { day: '2026-12-24' }),
          await ports.calls.preferences(callId),
        ]);
      };
      expect(await answers(ada)).toBe(await answers('+12025550177'));
    });

    it('neither sees what the person holds nor takes it over', async () => {
      const owner = await ports.callOf(ada, { organizationId });
      await ports.appointments.hold(keyIn(owner), { date: monday, time: '12:00' });
      const other = await ports.callOf(eve, { organizationId });
      await ports.appointments.hold(keyIn(other), { date: monday, time: '12:00' });
      expect(await book(await stranger(), '12:00')).toMatchObject({ ok: false, code: 'taken' });
      expect(await book(owner, '12:00')).toMatchObject({ ok: true });
    });

    it('books something new, may change just that in the same call, and teaches the file nothing', async () => {
      const callId = await stranger();
      const booked = await book(callId, '15:00', tuesday);
      if (!booked.ok) throw new Error(booked.code);
      expect(await ports.appointments.retrieve(callId)).toMatchObject({
        partial: true,
        appointments: [{ date: tuesday, time: '15:00' }],
      });
      expect(await cancel(callId, booked.appointment.appointment_id)).toMatchObject({ ok: true });
      expect(await cancel(callId)).toMatchObject(refused);
      const [file] = await sql(
        'select weekdays::text, time_of_day from public.users where organization_id = $1::uuid and phone = $2',
        organizationId,
        ada,
      );
      expect(file).toEqual({ weekdays: '{1}', time_of_day: 'morning' });
    });

    it('cannot bring about what they are asked for later: what they booked opens only that', async () => {
      const first = await stranger();
      await identify(first, ada, 'Eve Adams');
      await book(first, '15:00', tuesday);
      for (const said of [{ day: tuesday }, { name: 'Eve Adams' }]) {
        const callId = await stranger();
        expect(await verify(callId, said)).toMatchObject({ ok: true, user: { name: 'Eve Adams' } });
        expect(await ports.appointments.retrieve(callId)).toMatchObject({
          appointments: [{ date: tuesday }],
        });
        expect(await cancel(callId)).toMatchObject({ ok: false, code: 'unknown_appointment' });
      }
    });
  });

  describe('the owner of a number', () => {
    it.each([
      ['whose call a trusted trunk brings', () => ring(ada), 'network'],
      ['whom the business has signed in', () => ports.openCall(signedIn(ada)), 'signed_in'],
    ])('%s is asked nothing', async (_way, open, how) => {
      const callId = await open();
      expect(await identify(callId)).toMatchObject({
        user: { name: 'Ada Lovelace', proof: how, returning: true, preferences: { weekdays: [1] } },
      });
      expect(await proofsOf(callId)).toEqual([{ how }]);
      expect(await ports.appointments.retrieve(callId)).toMatchObject({ appointments: [{ notes: 'knee' }] });
      expect(await cancel(callId)).toMatchObject({ ok: true });
    });

    it('is asked nothing where the organization asks nobody', async () => {
      await sql("update public.organizations set caller_check = 'none' where id = $1::uuid", organizationId);
      const callId = await stranger();
      expect(await proofsOf(callId)).toEqual([{ how: 'none' }]);
      expect(await cancel(callId)).toMatchObject({ ok: true });
    });

    it.each([
      ['the whole name', { name: 'ada  LOVELACE' }],
      ['the family name', { name: 'Mrs. Lovelace' }],
      ['a short form and the family name', { name: 'Ada M. Lovelace' }],
      ['the name in one', { name: 'Adalovelace' }],
      ['the day of the appointment', { day: monday }],
      ['both', { name: 'Lovelace', day: monday }],
    ])('is known by %s', async (_what, said) => {
      const callId = await stranger();
      const booked = await book(callId, '15:00', tuesday);
      expect(booked.ok).toBe(true);
      expect(await verify(callId, said)).toMatchObject({
        ok: true,
        user: { name: 'Ada Lovelace', proof: 'check', returning: true },
      });
      expect(await proofsOf(callId)).toEqual([{ how: 'check' }]);
      expect(await ports.appointments.retrieve(callId)).toMatchObject({
        appointments: [{ date: monday }, { date: tuesday }],
      });
      expect(await cancel(callId)).toMatchObject({ ok: true });
    });

    it('keeps what they held when the check is passed', async () => {
      const callId = await stranger();
      await ports.appointments.hold(keyIn(callId), { date: tuesday, time: '12:00' });
      await verify(callId, { name: 'Lovelace' });
      expect(await countRows(database.sql, 'appointments', `call_id = '${callId}' and status = 'held'`)).toBe(
        1,
      );
    });

    it('sees what was booked with their number by somebody who was not proven', async () => {
      await book(await stranger(), '15:00', tuesday);
      const callId = await ring(ada);
      await identify(callId);
      expect(await ports.appointments.retrieve(callId)).toMatchObject({
        appointments: [{ date: monday }, { date: tuesday }],
      });
    });

    it('keeps their name whatever is said', async () => {
      const callId = await ring(ada);
      expect(await identify(callId, ada, 'Byron')).toMatchObject({ user: { name: 'Ada Lovelace' } });
      await identify(await stranger(), ada, 'Eve');
      const [file] = await sql(
        'select name from public.users where phone = $1 and organization_id = $2::uuid',
        ada,
        organizationId,
      );
      expect(file).toEqual({ name: 'Ada Lovelace' });
    });

    it('is asked for what was said in an earlier call where nothing else is on file', async () => {
      const phone = '+12025550155';
      const first = await ports.openCall({ organizationId, channel: 'web' });
      await identify(first, phone, 'Grace Hopper');
      await book(first, '15:00', tuesday);
      const callId = await ports.openCall({ organizationId, channel: 'web' });
      await identify(callId, phone);
      expect(await ports.appointments.retrieve(callId)).toMatchObject(refused);
      expect(await verify(callId, { day: tuesday })).toMatchObject({
        ok: true,
        user: { name: 'Grace Hopper' },
      });
      expect(await ports.appointments.retrieve(callId)).toMatchObject({
        appointments: [{ date: tuesday }],
      });
    });
  });

  describe('a wrong answer', () => {
    it.each([
      ['another name', { name: 'Grace Hopper' }],
      ['a first name alone, which is too common', { name: 'Ada' }],
      ['a row of guesses', { name: 'Smith Jones Lovelace Miller' }],
      ['the right name with a wrong day', { name: 'Ada Lovelace', day: tuesday }],
      ['another day', { day: tuesday }],
      ['an initial', { name: 'A.' }],
      ['no name at all', { name: '!!' }],
    ])('%s opens nothing', async (_what, said) => {
      const callId = await stranger();
      expect(await verify(callId, said)).toEqual({ ok: false, code: 'not_matched' });
      expect(await ports.appointments.retrieve(callId)).toMatchObject(refused);
    });

    it('may be given twice; then the right one is refused too, in later calls of that day as well', async () => {
      const callId = await stranger();
      expect(await verify(callId, { name: 'Smith' })).toEqual({ ok: false, code: 'not_matched' });
      expect(await verify(callId, { name: 'Jones' })).toEqual({ ok: false, code: 'check_locked' });
      expect(await verify(callId, { name: 'Lovelace' })).toEqual({ ok: false, code: 'check_locked' });
      expect(await verify(await stranger(), { name: 'Lovelace' })).toEqual({
        ok: false,
        code: 'check_locked',
      });
      await database.setNow('2026-11-21T15:00:01.000Z');
      expect(await verify(await stranger(), { name: 'Lovelace' })).toMatchObject({ ok: true });
      await database.setNow(now);
    });

    it('counts over calls', async () => {
      expect(await verify(await stranger(), { name: 'Smith' })).toMatchObject({ code: 'not_matched' });
      expect(await verify(await stranger(), { name: 'Jones' })).toMatchObject({ code: 'check_locked' });
    });

    it('counts once for a tool call that is sent again', async () => {
      const callId = await stranger();
      const key = keyIn(callId);
      for (let sent = 0; sent < 3; sent += 1)
        expect(await verify(callId, { name: 'Smith' }, key)).toEqual({ ok: false, code: 'not_matched' });
      expect(await countRows(database.sql, 'caller_checks', `call_id = '${callId}'`)).toBe(1);
      expect(await verify(callId, { name: 'Lovelace' })).toMatchObject({ ok: true });
    });

    it('counts as two when two are given at once, and eight at once open nothing more', async () => {
      const calls = await Promise.all([stranger(), stranger()]);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          verify(calls[index % 2] ?? '', { name: index === 7 ? 'Lovelace' : `Guess${index}` }),
        ),
      );
      expect(
        answers.filter((answer) => !answer.ok && answer.code === 'not_matched').length,
      ).toBeLessThanOrEqual(1);
      const failed = `organization_id = '${organizationId}' and not passed`;
      expect(await countRows(database.sql, 'caller_checks', failed)).toBeLessThanOrEqual(2);
      expect(await verify(await stranger(), { name: 'Smith' })).toMatchObject({ ok: false });
    });

    it('stops who tries number after number in one call', async () => {
      const callId = await ports.openCall({ organizationId, channel: 'web' });
      const codes = [];
      for (const phone of ['+12025550171', '+12025550172', '+12025550173', '+12025550174', ada]) {
        await identify(callId, phone);
        const answer = await verify(callId, { name: 'Smith' });
        codes.push(!answer.ok && answer.code);
      }
      expect(codes).toEqual(['not_matched', 'not_matched', 'not_matched', 'check_locked', 'check_locked']);
    });

    it('is none before anybody said a number, or anything', async () => {
      const callId = await ports.openCall({ organizationId, channel: 'web' });
      expect(await verify(callId, { name: 'Lovelace' })).toEqual({ ok: false, code: 'not_identified' });
      await identify(callId);
      expect(await verify(callId, {})).toEqual({ ok: false, code: 'nothing_said' });
      expect(await countRows(database.sql, 'caller_checks', `call_id = '${callId}'`)).toBe(0);
    });
  });

  describe('several people in one call', () => {
    it("are separate: the mother's visit after her check, then one's own", async () => {
      const callId = await ring(eve);
      await identify(callId, eve, 'Eve');
      await book(callId, '14:00', tuesday);
      await identify(callId, ada);
      expect(await ports.appointments.retrieve(callId)).toMatchObject(refused);
      await verify(callId, { name: 'Lovelace' });
      expect(await ports.appointments.retrieve(callId)).toMatchObject({ appointments: [{ date: monday }] });
      expect(await ports.appointments.modify(keyIn(callId), change())).toMatchObject({ ok: true });
      await identify(callId, eve);
      expect(await ports.appointments.retrieve(callId)).toMatchObject({ appointments: [{ time: '14:00' }] });
      expect(await cancel(callId)).toMatchObject({ ok: false, code: 'unknown_appointment' });
      await identify(callId, ada);
      expect(await cancel(callId)).toMatchObject({ ok: true });
    });

    it('do not take over what was held for the other', async () => {
      const callId = await ring(eve);
      await identify(callId, eve);
      await ports.appointments.hold(keyIn(callId), { date: tuesday, time: '12:00' });
      await identify(callId, ada);
      expect(await countRows(database.sql, 'appointments', `call_id = '${callId}' and status = 'held'`)).toBe(
        0,
      );
    });
  });

  describe('somebody else who answers our call', () => {
    async function called(): Promise<string> {
      const callId = await ports.openCall({ organizationId, direction: 'outbound', toPhone: ada });
      await sql(
        'update public.calls set user_id = (select id from public.users where phone = $1 and organization_id = $2::uuid) where id = $3::uuid',
        ada,
        organizationId,
        callId,
      );
      return callId;
    }
    const wrongPerson = (callId: string) =>
      ports.users.refuseWrongPerson(keyIn(callId), { message: 'at five' });

    it('is taken for the person, whose number we dialed, until they say otherwise', async () => {
      const callId = await called();
      expect(await proofsOf(callId)).toEqual([{ how: 'called' }]);
      expect(await ports.appointments.retrieve(callId)).toMatchObject({ appointments: [{ date: monday }] });
    });

    it('hears nothing and changes nothing from then on, whatever they know', async () => {
      const callId = await called();
      await ports.appointments.hold(keyIn(callId), { date: tuesday, time: '12:00' });
      expect(await wrongPerson(callId)).toMatchObject({ ok: true });
      const code = { ok: false, code: 'wrong_person' };
      expect(await ports.appointments.retrieve(callId)).toMatchObject(code);
      expect(await cancel(callId)).toMatchObject(code);
      expect(await ports.appointments.modify(keyIn(callId), change())).toMatchObject(code);
      expect(await book(callId, '12:00', tuesday)).toMatchObject(code);
      expect(await identify(callId)).toMatchObject({ user: { name: null, proof: null } });
      expect(await verify(callId, { name: 'Lovelace' })).toMatchObject(code);
      expect(await ports.appointments.retrieve(callId)).toMatchObject(refused);
      expect(await countRows(database.sql, 'appointments', `call_id = '${callId}' and status = 'held'`)).toBe(
        0,
      );
    });

    it('may say when to call again, on the number that was called', async () => {
      const callId = await called();
      await wrongPerson(callId);
      const promised = await callBack(callId);
      expect(promised).toMatchObject({ ok: true });
      const requests = await sql(
        'select phone from public.call_requests where from_call_id = $1::uuid',
        callId,
      );
      expect(requests).toEqual([{ phone: ada }]);
    });
  });

  it('calls back on a number that somebody only says once it was read back to them and confirmed', async () => {
    const callId = await ring(eve);
    await identify(callId, ada);
    expect(await callBack(callId)).toEqual({ ok: false, code: 'number_not_confirmed', phone: ada });
    expect(await callBack(callId, eve)).toMatchObject({ code: 'number_not_confirmed' });
    expect(await callBack(callId, ada)).toMatchObject({ ok: true });
    expect(await sql('select phone from public.call_requests where from_call_id = $1::uuid', callId)).toEqual(
      [{ phone: ada }],
    );
  });

  it('takes off the list of who is called the number that calls or is proven, never one that is merely named', async () => {
    const refuse = (callId: string, phone: string) =>
      createContactPreferences(ports.db).refuseCalls({ organizationId, phone, reason: 'no', callId });
    expect(await refuse(await stranger(), ada)).toEqual({ ok: false, code: 'not_proven' });
    expect(await refuse(await ring(eve), ada)).toEqual({ ok: false, code: 'not_proven' });
    expect(await countRows(database.sql, 'do_not_call', `organization_id = '${organizationId}'`)).toBe(0);
    expect(await refuse(await ring(eve), eve)).toEqual({ ok: true });
    const proven = await stranger();
    await verify(proven, { name: 'Lovelace' });
    expect(await refuse(proven, ada)).toEqual({ ok: true });
  });
});
