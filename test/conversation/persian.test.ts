import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenRefusal } from '../../src/calls/scenario/refusal-text.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { appointmentTexts } from '../../src/scenarios/appointment/words/texts.ts';
import { openConversation } from '../support/conversation.ts';
import type { ChatRequest } from '../support/fakes/openai.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';

/** Right to left, with digits that are not Latin, from the person's keyboard to the rows. */

const monday = '2026-11-23T13:00:00Z';
const persian = { ...textsFor('fa-IR'), ...appointmentTexts('fa-IR') };
let database: PostgresTestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

const call = (name: string, args: Record<string, unknown> = {}) => ({ toolCalls: [{ name, args }] });
const repeat = ({ messages }: ChatRequest) => {
  const output = String(messages.at(-1)?.content);
  return {
    content: output.startsWith('{') ? (JSON.parse(output) as { say: string }).say : spokenRefusal(output),
  };
};

test('a booking is made in Persian with Persian digits, and kept as it was said', async () => {
  const conversation = await openConversation(database, { now: monday, language: 'fa-IR' });
  const number = '۲۰۲ ۵۵۵ ۰۱۷۱';
  const lines: string[] = [];
  const say = async (text: string, ...model: Parameters<typeof conversation.say>[1][]) => {
    lines.push(text);
    const said = await conversation.say(text, ...model);
    lines.push(said);
    return said;
  };
  const thanks = await say(
    `سلام، من لیلا احمدی هستم. شماره‌ام ${number} است.`,
    call('identify_user', { contact_number: number, name: 'لیلا احمدی' }),
    repeat,
  );
  expect(thanks).toBe('متشکرم لیلا احمدی.');
  const readBack = await say(
    'سه‌شنبه ساعت ۱۰ صبح',
    call('hold_slot', { appointment_date: '2026-11-24', appointment_time: '10:00' }),
    repeat,
  );
  const slot = { date: '2026-11-24', time: '10:00' };
  expect(readBack).toBe(persian.readBack(slot));
  const booked = await say(
    'بله، لطفاً',
    call('book_appointment', { appointment_date: slot.date, appointment_time: slot.time, notes: 'دندان‌درد' }),
    repeat,
  );
  expect(booked).toBe(persian.booked(slot));
  expect(booked).not.toMatch(/[A-Za-z]/);
  await conversation.hangUp();

  expect(await rowsOf(conversation.opened.call.id)).toEqual([
    { status: 'booked', phone: '+12025550171', name: 'لیلا احمدی', notes: 'دندان‌درد' },
  ]);
  expect((await turnsOf(conversation.opened.call.id)).slice(1)).toEqual(lines);
  const summary = conversation.events.findLast(({ type }) => type === 'call_summary');
  expect(summary).toMatchObject({ summary: expect.stringMatching(/[آ-ی]/), appointments: [slot] });
});

test.each([
  ['with the country code', '+۱ ۲۰۲ ۵۵۵ ۰۱۷۲', '+12025550172'],
  ['in Arabic digits', '٢٠٢ ٥٥٥ ٠١٧٣', '+12025550173'],
  ['in words', 'دو صفر دو پنج پنج پنج صفر یک هفت چهار', '+12025550174'],
])('a number that is said %s identifies its owner', async (_case, number, e164) => {
  const conversation = await openConversation(database, { now: monday, language: 'fa-IR' });
  const said = await conversation.say(number, call('identify_user', { contact_number: number }), repeat);
  expect(said).toBe('متشکرم.');
  expect(conversation.live.progress.user?.phone).toBe(e164);
  await conversation.hangUp();
});

test('a number that cannot be is asked for again in Persian', async () => {
  const conversation = await openConversation(database, { now: monday, language: 'fa-IR' });
  const said = await conversation.say('۵۵۵ ۰۱', call('identify_user', { contact_number: '۵۵۵ ۰۱' }), repeat);
  expect(said).toMatch(/چند رقم کم است/);
  expect(conversation.live.progress.user).toBeNull();
  await conversation.hangUp();
});

const rowsOf = (callId: string) =>
  database.sql.query(
    `select status, coalesce(phone, claimed_phone) as phone, name, notes from public.appointments
     join public.users on users.id = appointments.user_id where call_id = $1`,
    [callId],
  );

const turnsOf = async (callId: string) =>
  (
    await database.sql.query<{ text: string }>(
      'select text from public.turns where call_id = $1 order by turn_index',
      [callId],
    )
  ).map(({ text }) => text);
