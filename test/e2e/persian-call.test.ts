import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { appointmentTexts } from '../../src/scenarios/appointment/words/texts.ts';
import { comingTuesday } from '../support/live/day.ts';
import { callTool, modelThatAnswers } from '../support/live/model-script.ts';
import { startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

const persian = { ...textsFor('fa-IR'), ...appointmentTexts('fa-IR') };
const slot = { date: comingTuesday(), time: '11:00' };
let stack: LiveStack;

beforeAll(async () => {
  stack = await startLiveStack();
  await stack.database.sql.query(`update public.agents set language = 'fa-IR'`, []);
  const wish = { appointment_date: slot.date, appointment_time: slot.time };
  stack.openai.handler = modelThatAnswers([
    [/شماره/, callTool('identify_user', { contact_number: '۲۰۲ ۵۵۵ ۰۱۷۵', name: 'رضا' })],
    [/یازده/, callTool('hold_slot', wish)],
    [/^بله/, callTool('book_appointment', wish)],
  ]);
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

test('a booking is spoken in Persian from the recognizer to the voice, and its text arrives unharmed', async () => {
  const call = await startRoomCall(stack);
  // The fake makes the words of it; the sound only has to last as long as they would.
  const spoken: Array<[words: string, sound: string, answer: string]> = [
    ['شماره من ۲۰۲ ۵۵۵ ۰۱۷۵ است', 'my number is two oh two five five five oh one seven five', 'متشکرم رضا.'],
    ['سه‌شنبه ساعت یازده', 'on tuesday at eleven', persian.readBack(slot)],
    ['بله', 'yes please', persian.booked(slot)],
  ];
  for (const [words, sound, answer] of spoken) {
    await call.person.untilQuiet(700);
    await call.say(words, sound);
    await call.untilSaid(answer);
  }
  await call.person.untilQuiet(700);
  await call.person.leave();
  await call.ended();

  const turns = await call.turns();
  const [greeting, ...dialog] = turns.map(({ text }) => text);
  expect(greeting).toMatch(/^سلام/);
  expect(dialog).toEqual(spoken.flatMap(([words, , answer]) => [words, answer]));
  expect(await call.appointments()).toMatchObject([
    { status: 'booked', phone: '+12025550175', local_start: `${slot.date} ${slot.time}` },
  ]);
  expect(stack.deepgram.arrivals[0]?.path).toMatch(/[?&]language=fa(&|$)/);
  const sentToVoice = stack.cartesia.generations.map(({ texts }) => texts.join('').trim());
  expect(sentToVoice).toEqual([greeting, ...spoken.map(([, , answer]) => answer)]);
  for (const { request } of stack.cartesia.generations) expect(request).toMatchObject({ language: 'fa' });
});
