import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelStep } from '../support/conversation.ts';
import { type Conversation, openConversation } from '../support/conversation.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../support/postgres.ts';
import { callGuest, dinnerTime, type Guest } from '../support/visit-call.ts';

/**
 * What a capable model answers, over the real client: nothing honest is held back, and nothing false is spoken. Where a
 * sentence is held back the model is asked again; a step that is asked for once too often, or left over, fails the test.
 */

const monday = '2026-11-23T13:00:00Z';
let database: PostgresTestDatabase;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.setNow(monday);
});
afterAll(() => database.close());

const tool = (name: string, args: Record<string, unknown> = {}): ModelStep => ({
  toolCalls: [{ name, args }],
});
const at = (date: string, time: string) => ({ appointment_date: date, appointment_time: time });
const book = (date: string, time: string) => tool('book_appointment', at(date, time));

/** A person whom the business has signed in, each with a number of their own. */
async function open(options: Partial<Parameters<typeof openConversation>[1]> = {}): Promise<Conversation> {
  count += 1;
  const number = `+12025550${130 + count}`;
  const conversation = await openConversation(database, {
    now: monday,
    call: { channel: 'web', fromPhone: number },
    ...options,
  });
  await conversation.say('hello', tool('identify_user', { contact_number: number }), {
    content: 'Thank you.',
  });
  return conversation;
}

/** The id under which the last tool that told of appointments named the one at this time. */
const idOf = (conversation: Conversation, time: string): string => {
  const told = JSON.stringify(conversation.tools());
  return new RegExp(`"appointment_id":"([^"]+)"[^{}]*"time":"${time}"`).exec(told)?.[1] ?? '';
};

async function speaks(conversation: Conversation, heard: string, sentence: string, ...before: ModelStep[]) {
  expect(await conversation.say(heard, ...before, { content: sentence })).toBe(sentence);
}

async function holdsBack(conversation: Conversation, lie: string, instead: string) {
  expect(await conversation.say('and?', { content: lie }, { content: instead })).toBe(instead);
}

test('a booking is offered, held, made and told, and its day is not another', async () => {
  const call = await open();
  const search = tool('fetch_slots', { appointment_date: '2026-11-24' });
  await speaks(
    call,
    'tuesday',
    'On Tuesday I have nine, ten or eleven in the morning. Which suits you?',
    search,
  );
  await speaks(
    call,
    'ten',
    "I'm holding Tuesday at ten for you. Shall I book it?",
    tool('hold_slot', at('2026-11-24', '10:00')),
  );
  await holdsBack(call, "You're all set for Tuesday at ten.", 'Shall I go ahead?');
  await speaks(
    call,
    'yes',
    "Great, you're booked for Tuesday, November 24th, at 10 AM.",
    book('2026-11-24', '10:00'),
  );
  await holdsBack(call, 'Your appointment is on Wednesday at ten.', 'It is on Tuesday at ten.');
  await holdsBack(call, "We'll see you on Tuesday, November 25th.", 'See you on Tuesday!');
});

test('two appointments are listed as they are', async () => {
  const call = await open();
  await speaks(call, 'two please', "You're booked for Wednesday at nine.", book('2026-11-25', '09:00'));
  await speaks(call, 'and', 'And for Wednesday at ten as well.', book('2026-11-25', '10:00'));
  const list =
    'You have two appointments on Wednesday, November 25: one at nine and one at ten in the morning.';
  await speaks(call, 'what do I have', list, tool('retrieve_appointments'));
  await holdsBack(call, 'You have three appointments.', 'You have two appointments on Wednesday.');
  await holdsBack(call, 'Your appointments are at nine and eleven.', 'They are at nine and ten.');
});

test('after a move the old time is no longer booked', async () => {
  const call = await open();
  await speaks(call, 'book', "You're booked for Thursday at nine.", book('2026-11-26', '09:00'));
  const move = { appointment_id: idOf(call, '09:00'), new_date: '2026-11-26', new_time: '14:00' };
  await speaks(
    call,
    'later',
    "I've moved it from nine to two in the afternoon.",
    tool('modify_appointment', move),
  );
  await holdsBack(call, "You're booked for Thursday at nine.", "You're booked for Thursday at two.");
  await holdsBack(call, "I've moved it from two to nine.", 'It is at two now.');
});

test('a cancellation cancels only that one', async () => {
  const call = await open();
  await speaks(call, 'one', "You're booked for Friday at nine.", book('2026-11-27', '09:00'));
  await speaks(call, 'another', "You're booked for Friday at eleven.", book('2026-11-27', '11:00'));
  const cancel = tool('cancel_appointment', { appointment_id: idOf(call, '09:00') });
  await speaks(call, 'cancel nine', "I've canceled the one at nine; the one at eleven stays.", cancel);
  await holdsBack(
    call,
    'Both appointments have been canceled.',
    'Only the nine o’clock appointment is canceled.',
  );
});

test('a refusal is no booking, and the earlier success is none of it', async () => {
  const call = await open();
  const night = book('2026-11-24', '03:00');
  await speaks(
    call,
    'at three at night',
    "I'm sorry, we're closed then. Would another time suit you?",
    night,
  );
  await holdsBack(call, 'Done.', 'Which time would you like?');
});

test('nobody promises what nobody keeps', async () => {
  const call = await open();
  await holdsBack(call, 'A colleague will call you back later.', 'Shall I arrange a callback?');
  await holdsBack(call, "I've sent you a text with the details.", 'I cannot send messages.');
  await holdsBack(call, "I'll transfer you now.", 'Would you like to talk to a colleague?');
  await holdsBack(call, "No, I'm a real person.", 'I am an automated assistant.');
  await holdsBack(call, 'The visit costs eighty dollars.', "I can't say what a visit costs.");
  await speaks(call, 'ok', 'If you like, I can arrange for somebody to call you.');
});

test('a doctor whom the clinic does not have treats nobody', async () => {
  const call = await open();
  await speaks(
    call,
    'book',
    "You're booked with Dr. Rivera for Monday at nine.",
    book('2026-11-30', '09:00'),
  );
  await holdsBack(call, "You're booked with Dr. Smith for Monday at nine.", 'It is with Dr. Rivera.');
});

test('a model that fails twice is replaced by how things stand', async () => {
  const call = await open();
  await speaks(call, 'book', "You're booked for Monday at ten.", book('2026-11-30', '10:00'));
  const lie = { content: 'Your appointment is booked for Tuesday at four.' };
  const said = await call.say('when was it', lie, lie);
  expect(said).toContain('Monday, November 30 at 10 in the morning');
  expect(said).not.toMatch(/not done/);
});

const guest = (rest: Partial<Guest> = {}): Guest => {
  count += 1;
  return { mobile: `+12025550${130 + count}`, status: 'new', ...rest };
};

test('an order is a draft until it is placed', async () => {
  await database.setNow(dinnerTime);
  const menu = ['kebab', 'pizza', 'tea'];
  const call = await callGuest(database, { scenario: 'order', guest: guest(), model: 'steps', menu });
  await speaks(call, 'two kebabs', 'So far I have two kebabs. Anything to drink?');
  await speaks(call, 'a tea', "I've added a tea. Shall I place the order?");
  await holdsBack(call, 'Your order is placed.', 'Shall I place the order?');
  await holdsBack(call, 'We also have burgers.', 'We have kebab, pizza and tea.');
  const items = [
    { name: 'kebab', quantity: 2 },
    { name: 'tea', quantity: 1 },
  ];
  const place = tool('capture_order', { items });
  await speaks(call, 'yes', "I've placed your order for two kebabs and one tea. When will you come?", place);
  await holdsBack(call, "I've put you down for seven.", 'What time will you come?');
  await holdsBack(call, 'Your food is ready.', 'When will you come?');
});

test('an arrival is noted when it was', async () => {
  await database.setNow(dinnerTime);
  const expected = {
    status: 'order_confirmed',
    order: '1 x kebab',
    expectedAt: '2026-11-23T22:30:00Z',
  } as const;
  const call = await callGuest(database, { scenario: 'arrival', guest: guest(expected), model: 'steps' });
  await holdsBack(call, "I've told the kitchen that you will be late.", 'When will you be here?');
  await holdsBack(call, "I've noted that you are here.", 'Have you arrived?');
  const noted = tool('confirm_arrival', { arrived: true });
  await speaks(call, 'yes', "Great, I've let the restaurant know that you are here.", noted);
});

const judged = (isBacked: boolean): ModelStep => tool('judge_sentence', { is_backed: isBacked });

test('German, of which no word is ours, gets a second look', async () => {
  await database.setNow(monday);
  const call = await open({ language: 'de-DE', takesSecondLook: true });
  const booked = 'Ihr Termin ist am Montag um elf Uhr gebucht.';
  expect(
    await call.say('Montag um elf', book('2026-11-30', '11:00'), { content: booked }, judged(true)),
  ).toBe(booked);
  const asked = JSON.stringify(call.openai.requests.at(-1)?.messages);
  expect(asked).toContain('2026-11-30 11:00');
  const lie = 'Ihr Termin ist am Dienstag.';
  const question = 'Passt Ihnen Montag?';
  expect(await call.say('wann', { content: lie }, judged(false), { content: question })).toBe(question);
});

test('a Spanish sentence that nobody vouches for in time is not spoken', async () => {
  await database.setNow(monday);
  const call = await open({ language: 'es-ES', takesSecondLook: true });
  const lie = 'Su cita ha sido cancelada.';
  const question = '¿Qué cita desea cancelar?';
  const broken: ModelStep = { content: 'sí' };
  expect(await call.say('cancele', { content: lie }, broken, { content: question })).toBe(question);
});
