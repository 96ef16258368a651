import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { comingTuesday } from '../support/live/day.ts';
import { callTool, modelThatAnswers } from '../support/live/model-script.ts';
import { type RoomCall, startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

/** Who may speak when: in a real room, in real time, with voices that can be heard. */

const texts = textsFor('en-US');
const day = comingTuesday();
/** Ten seconds at the pace of the voice's fake; after three the second sentence is being said. */
const longAnswer =
  'We have a car park behind the house. Please take the entrance on the left, drive past the garden, and leave your ' +
  'car wherever you like, since it is free for our visitors.';

const book = (time: string) =>
  callTool('book_appointment', { appointment_date: day, appointment_time: time });

let stack: LiveStack;
/** These two only wait, so they begin with the first test and are looked at in the last. */
let silent: RoomCall;
let longest: RoomCall;
let question: NodeJS.Timeout;

beforeAll(async () => {
  stack = await startLiveStack();
  stack.openai.handler = modelThatAnswers([
    [/^where can I park/, { content: longAnswer }],
    [/^my number is/, callTool('identify_user', { contact_number: '202 555 0161' })],
    [/^book it/, book('15:00')],
    [
      /^enter it/,
      { content: 'Let me enter that for you now, which takes me a short moment.', ...book('11:00') },
    ],
    [/^book four/, book('16:00')],
    [/street on sundays/, { content: 'On Sundays the street is free as well.' }],
    [/bring my papers/, { content: 'Yes, bring your papers with you.' }],
  ]);
  silent = await startRoomCall(stack);
  await stack.database.sql.query('update public.agents set max_call_seconds = 30', []);
  longest = await startRoomCall(stack);
  await stack.database.sql.query('update public.agents set max_call_seconds = 900', []);
  // So that the agent is in mid-sentence when the time is up.
  question = setTimeout(() => void longest.type('where can I park'), 23_000);
});
afterAll(async () => {
  clearTimeout(question);
  await stack?.stop();
  await dispose();
});

test('whoever speaks over the agent stops it within a second, and the transcript tells what was heard', async () => {
  const call = await startRoomCall(stack);
  await askForLongAnswer(call);
  const { startedAt, endedAt } = await call.say('and what about the street on sundays at noon please');
  const { person } = call;
  expect(person.heardBetween(startedAt - 500, startedAt), 'the agent was speaking').toBe(true);
  expect(endedAt - startedAt, 'the interruption is longer than the second').toBeGreaterThan(1_500);
  expect(person.heardBetween(startedAt + 1_000, endedAt), 'the agent spoke on').toBe(false);
  await call.untilSaid(/the street is free as well/);

  const turns = await call.turns();
  const cut = turns.find(({ interrupted }) => interrupted);
  expect(cut, JSON.stringify(turns)).toMatchObject({ role: 'agent', text: longAnswer });
  const { heard, text } = cut as { heard: string; text: string };
  expect(text.startsWith(heard), heard).toBe(true);
  expect(heard.length).toBeGreaterThan(40);
  expect(heard.length).toBeLessThan(text.length * 0.7);
  expect(turns).toContainEqual(
    expect.objectContaining({ role: 'person', text: expect.stringContaining('sundays') }),
  );
  await call.person.leave();
});

test.each([
  ['silently', 'book it', '15:00', '3 in the afternoon'],
  ['while the agent says that it is at it', 'enter it', '11:00', '11 in the morning'],
])(
  'a booking that is committed %s is not interrupted, and what is said meanwhile is answered',
  async (_how, wish, time, spoken) => {
    const call = await startRoomCall(stack);
    await call.type('my number is 202 555 0161');
    await call.untilTool('identify_user');
    await call.untilSaid(/Thank you|Welcome back/);
    await call.person.untilQuiet(700);

    const held = stack.gate.hold('book_appointment', 'before');
    await call.type(wish);
    await held.reached;
    await call.say('and should I also bring my papers with me');
    await call.untilSaid(texts.oneMoment);
    expect(await call.appointments()).toEqual([]);
    held.release();
    await call.untilTool('book_appointment');
    await call.untilSaid(new RegExp(`booked for .* at ${spoken}`));
    await call.untilSaid(/Yes, bring your papers with you/);

    expect(await call.appointments()).toMatchObject([{ status: 'booked', local_start: `${day} ${time}` }]);
    const turns = await call.turns();
    expect(turns, JSON.stringify(turns)).toContainEqual(
      expect.objectContaining({ role: 'person', text: expect.stringContaining('papers') }),
    );
    await call.person.leave();
  },
);

test('what is said over the confirmation stops it and is answered; the booking stands', async () => {
  const call = await startRoomCall(stack);
  await call.type('my number is 202 555 0161');
  await call.untilTool('identify_user');
  await call.type('book four');
  await call.untilTool('book_appointment');
  await call.person.nextSound(performance.now());
  const { startedAt, endedAt } = await call.say('and should I also bring my papers with me');
  expect(call.person.heardBetween(startedAt + 1_000, endedAt), 'the agent spoke on').toBe(false);
  await call.untilSaid(/Yes, bring your papers with you/);
  expect(await call.appointments()).toMatchObject([{ status: 'booked', local_start: `${day} 16:00` }]);
  await call.person.leave();
});

describe('a call that nobody ends', { timeout: 100_000 }, () => {
  test('asks twice after silence, then says goodbye and ends', async () => {
    const row = await silent.ended(80_000);
    expect(row).toMatchObject({ outcome: 'answered', disposition: 'abandoned', end_reason: 'silence' });
    const said = (await silent.turns()).map(({ text }) => text);
    expect(said.slice(1)).toEqual([texts.areYouThere, texts.stillThere, texts.silenceGoodbye]);
  });

  test('is told of its longest length and ends politely when it is reached', async () => {
    const row = await longest.ended(60_000);
    expect(row).toMatchObject({ outcome: 'answered', disposition: 'abandoned', end_reason: 'too_long' });
    const turns = await longest.turns();
    const said = turns.map(({ text }) => text);
    expect(said).toContain(texts.almostOutOfTime);
    expect(said.at(-1), JSON.stringify(turns)).toBe(texts.outOfTimeGoodbye);
  });
});

async function askForLongAnswer(call: RoomCall): Promise<void> {
  await call.person.untilQuiet(700);
  await call.type('where can I park');
  await call.person.nextSound(performance.now());
  // Into the second sentence, and past the moment in which LiveKit learns the echo.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
}
