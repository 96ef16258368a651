import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spokenRefusal } from '../../src/calls/scenario/refusal-text.ts';
import type { AppointmentCall } from '../../src/scenarios/appointment/call/appointment-call.ts';
import type { ModelStep } from '../support/conversation.ts';
import { type Conversation, openConversation } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

const monday = '2026-11-23T13:00:00Z';
let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

const call = (name: string, args: Record<string, unknown> = {}): ModelStep => ({
  toolCalls: [{ name, args }],
});
const identify = (number: string) => call('identify_user', { contact_number: number });
const speak = (content: string): ModelStep => ({ content });
/** The model repeats what the tool told it to say. */
const repeat: ModelStep = ({ messages }) => {
  const output = String(messages.at(-1)?.content ?? '');
  return {
    content: output.startsWith('{') ? (JSON.parse(output) as { say: string }).say : spokenRefusal(output),
  };
};

/** Somebody whom the business has signed in is asked nothing. */
const signedIn = (fromPhone: string) => ({ channel: 'web', fromPhone }) as const;

async function identified(number: string, call = {}): Promise<Conversation> {
  const conversation = await openConversation(database, { now: monday, call });
  await conversation.say(`my number is ${number}`, identify(number), speak('Thank you.'));
  return conversation;
}

const appointments = () =>
  database.sql.query<{ status: string; starts_at: Date; user_id: string; id: string }>(
    'select id, status, starts_at, user_id from public.appointments order by starts_at',
    [],
  );

describe('before anybody is identified', () => {
  test.each([
    ['hold_slot', { appointment_date: '2026-11-24', appointment_time: '10:00' }],
    ['book_appointment', { appointment_date: '2026-11-24', appointment_time: '10:00' }],
    ['retrieve_appointments', {}],
    ['cancel_appointment', { appointment_id: '00000000-0000-4000-8000-000000000009' }],
    [
      'modify_appointment',
      { appointment_id: '00000000-0000-4000-8000-000000000009', new_date: '2026-11-24', new_time: '10:00' },
    ],
  ])('%s refuses and says why', async (tool, args) => {
    const conversation = await openConversation(database, { now: monday });
    const said = await conversation.say('please', call(tool, args), repeat);
    expect(said).toMatch(/phone number first/);
    expect(conversation.tools().at(-1)).toMatchObject({
      tool,
      status: 'error',
      data: { code: 'not_identified' },
    });
    await conversation.hangUp();
  });
});

test('a call books, and what it did is there as rows and events', async () => {
  const conversation = await identified('202 555 0111');
  await conversation.say('tuesday please', call('fetch_slots', { appointment_date: '2026-11-24' }), repeat);
  const readBack = await conversation.say(
    'ten sounds good',
    call('hold_slot', { appointment_date: '2026-11-24', appointment_time: '10:00' }),
    repeat,
  );
  expect(readBack).toMatch(/Tuesday, November 24 at 10 in the morning/);
  const confirmed = await conversation.say(
    'yes',
    call('book_appointment', {
      appointment_date: '2026-11-24',
      appointment_time: '10:00',
      notes: 'first visit',
    }),
    repeat,
  );
  expect(confirmed).toMatch(/booked for Tuesday, November 24/);
  expect(conversation.tools().map(({ tool, status }) => `${tool} ${status}`)).toEqual([
    'identify_user started',
    'identify_user success',
    'fetch_slots started',
    'fetch_slots success',
    'hold_slot started',
    'hold_slot success',
    'book_appointment started',
    'book_appointment success',
  ]);
  await conversation.hangUp();

  const rows = await database.sql.query<{
    outcome: string;
    disposition: string;
    end_reason: string;
    summary: string;
  }>(`select outcome, disposition, end_reason, summary from public.calls where id = $1`, [
    conversation.opened.call.id,
  ]);
  expect(rows).toEqual([
    {
      outcome: 'answered',
      disposition: 'booked',
      end_reason: 'person_hung_up',
      summary: expect.stringContaining('Booked'),
    },
  ]);
  const turns = await database.sql.query<{ role: string; text: string }>(
    `select role, text from public.turns where call_id = $1 order by turn_index`,
    [conversation.opened.call.id],
  );
  expect(turns[0]).toMatchObject({ role: 'agent', text: expect.stringMatching(/Hello/) });
  expect(turns.filter(({ role }) => role === 'person')).toHaveLength(4);
  expect(conversation.events.at(-1)).toMatchObject({
    type: 'call_summary',
    appointments: [{ date: '2026-11-24', time: '10:00', status: 'booked', notes: 'first visit' }],
    user_preferences: { time_of_day: 'morning', weekdays: [2] },
  });
});

test('moving an appointment keeps the old slot when the new one is gone', async () => {
  const first = await identified('202 555 0112');
  await first.say(
    'book',
    call('book_appointment', { appointment_date: '2026-11-25', appointment_time: '09:00' }),
    repeat,
  );
  const second = await identified('202 555 0113');
  await second.say(
    'book',
    call('book_appointment', { appointment_date: '2026-11-25', appointment_time: '10:00' }),
    repeat,
  );
  const booked = (second.live.slice as AppointmentCall).commits[0]?.appointment.appointment_id;
  const said = await second.say(
    'move it to nine',
    call('modify_appointment', { appointment_id: booked, new_date: '2026-11-25', new_time: '09:00' }),
    repeat,
  );
  expect(said).toMatch(/already taken\. I could offer/);
  const list = await second.say('what do I have', call('retrieve_appointments'), repeat);
  expect(list).toMatch(/November 25 at 10 in the morning/);
  const moved = await second.say(
    'move it to two',
    call('modify_appointment', { appointment_id: booked, new_date: '2026-11-25', new_time: '14:00' }),
    repeat,
  );
  expect(moved).toMatch(/moved to Wednesday, November 25 at 2 in the afternoon/);
  await first.hangUp();
  await second.hangUp();
});

describe('a wish that cannot be', () => {
  test.each([
    ['a past date', '2026-11-20', '10:00', /passed/],
    ['a Sunday', '2026-11-29', '10:00', /closed/],
    ['the thirtieth of February', '2027-02-30', '10:00', /no such day/],
    ['a time that is none', '2026-11-24', '25:00', /not a time/],
    ['a time between the slots', '2026-11-24', '10:20', /no appointment that starts then/],
    ['a day too far ahead', '2029-11-26', '10:00', /further ahead/],
  ])('%s is answered helpfully and writes nothing', async (_case, date, time, answer) => {
    const conversation = await identified('202 555 0114');
    const before = await appointments();
    const said = await conversation.say(
      'book me',
      call('book_appointment', { appointment_date: date, appointment_time: time }),
      repeat,
    );
    expect(said).toMatch(answer);
    expect(await appointments()).toEqual(before);
    await conversation.hangUp();
  });

  test.each([
    ['too short', '555 01', /digits are missing/],
    ['impossible', '000 000 0000', /no such phone number/],
    ['too long', '202 555 0114 99', /more digits/],
  ])('a number that is %s is asked for again and identifies nobody', async (_case, number, answer) => {
    const conversation = await openConversation(database, { now: monday });
    const said = await conversation.say(`it is ${number}`, identify(number), repeat);
    expect(said).toMatch(answer);
    expect(conversation.live.progress.user).toBeNull();
    await conversation.hangUp();
  });

  test("somebody else's appointment can neither be canceled nor moved", async () => {
    const owner = await identified('202 555 0115');
    await owner.say(
      'book',
      call('book_appointment', { appointment_date: '2026-11-26', appointment_time: '09:00' }),
      repeat,
    );
    const theirs = (owner.live.slice as AppointmentCall).commits[0]?.appointment.appointment_id;
    const stranger = await identified('202 555 0116', signedIn('+12025550116'));
    const before = await appointments();
    const canceled = await stranger.say(
      'cancel it',
      call('cancel_appointment', { appointment_id: theirs }),
      repeat,
    );
    const moved = await stranger.say(
      'move it',
      call('modify_appointment', { appointment_id: theirs, new_date: '2026-11-26', new_time: '10:00' }),
      repeat,
    );
    expect(`${canceled} ${moved}`).toMatch(/cannot find that appointment.*cannot find that appointment/);
    expect(await appointments()).toEqual(before);
    await owner.hangUp();
    await stranger.hangUp();
  });
});
