import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { modelThatAnswers } from '../support/live/model-script.ts';
import { startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

/** What a call costs, to a micro-dollar, beside a sum made by hand from the first price table. */

const perAudioSecond = 0.0043 / 60;
/** "Hello, this is Parley, the automated assistant of Demo Clinic. How can I help you?" */
const greetingCharacters = 82;

let stack: LiveStack;

beforeAll(async () => {
  stack = await startLiveStack();
});
beforeEach(() => {
  stack.cartesia.generations.length = 0;
  stack.openai.requests.length = 0;
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

test('a call is billed for what each provider was given: seconds, tokens by kind, characters', async () => {
  stack.openai.handler = modelThatAnswers([
    // 36 characters.
    [
      /parking/,
      {
        content: 'Do you mean the one behind the house',
        usage: { prompt: 1200, cached: 1024, completion: 9 },
      },
    ],
    // 25 characters.
    [
      /garden/,
      { content: 'You say it closes at six?', usage: { prompt: 1300, cached: 1152, completion: 7 } },
    ],
  ]);
  const heardBefore = stack.deepgram.audioSeconds;
  const call = await startRoomCall(stack);
  await call.person.untilQuiet(700);
  await call.say('tell me please whether there is any parking near you');
  await call.untilSaid(/behind the house/);
  await call.type('when does the garden close');
  await call.untilSaid(/closes at six/);
  await call.person.leave();
  await call.ended();

  const heard = stack.deepgram.audioSeconds - heardBefore;
  expect(heard).toBeGreaterThan(2);
  expect(stack.openai.requests).toHaveLength(2);
  const cost = await costOf(call.id);
  expect(quantities(cost)).toMatchObject({
    'deepgram audio_second': expect.closeTo(heard, 6),
    // 1200 - 1024 + 1300 - 1152
    'openai prompt_token': 324,
    'openai cached_prompt_token': 2176,
    'openai completion_token': 16,
    'cartesia character': greetingCharacters + 36 + 25,
  });
  // 324 × $0.0015/1000 + 2176 × $0.00075/1000 + 16 × $0.002/1000 + 143 × $0.00001
  const byHand = 0.000486 + 0.001632 + 0.000032 + 0.00143 + heard * perAudioSecond;
  expect(micro(cost.total)).toBe(micro(byHand));
});

test('an interrupted call is billed for what was sent to the voice, heard or not', async () => {
  // 156 characters in three sentences.
  const answer =
    'We have a car park behind the house. Please take the entrance on the left, drive past the garden, and ' +
    'leave your car there. It is free for all our visitors.';
  stack.openai.handler = modelThatAnswers([
    [/parking/, { content: answer, usage: { prompt: 1000, completion: 40 } }],
    // 20 characters.
    [/sunday/, { content: 'Are Sundays the same', usage: { prompt: 1100, cached: 1000, completion: 6 } }],
  ]);
  const heardBefore = stack.deepgram.audioSeconds;
  const call = await startRoomCall(stack);
  await call.person.untilQuiet(700);
  await call.type('is there parking');
  await call.person.nextSound(performance.now());
  // Past the moment in which LiveKit learns the echo.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await call.say('and what about the street on a sunday at noon');
  await call.untilSaid(/Are Sundays the same/);
  await call.person.leave();
  await call.ended();

  const turns = await call.turns();
  const cut = turns.find(({ interrupted }) => interrupted);
  expect(cut, JSON.stringify(turns)).toBeDefined();
  expect(cut?.heard?.length).toBeLessThan(answer.length / 2);
  const heard = stack.deepgram.audioSeconds - heardBefore;
  const texts = stack.cartesia.generations.map(({ texts }) => texts.join(''));
  expect(answer).toHaveLength(156);
  expect(texts.join('')).toContain(answer);
  // The reply to an interruption may be prepared before the turn is over and once more after it: both are billed.
  const asked = stack.openai.requests.length - 1;
  const spoken = texts.filter((text) => text.startsWith('Are Sundays')).length;
  const cost = await costOf(call.id);
  expect(quantities(cost)).toMatchObject({
    'openai prompt_token': 1000 + asked * 100,
    'openai cached_prompt_token': asked * 1000,
    'openai completion_token': 40 + asked * 6,
    'cartesia character': greetingCharacters + 156 + spoken * 20,
  });
  // Asked once: 1100 × $0.0015/1000 + 1000 × $0.00075/1000 + 46 × $0.002/1000 + 258 × $0.00001
  const once = 0.00165 + 0.00075 + 0.000092 + 0.00258 + heard * perAudioSecond;
  const again = (asked - 1) * (0.00015 + 0.00075 + 0.000012) + (spoken - 1) * 0.0002;
  expect(micro(cost.total)).toBe(micro(once + again));
});

const costOf = (id: string) =>
  createCalls(createDatabase(stack.database.url, stack.database.keys.secret)).cost(id);

const quantities = ({ items }: Awaited<ReturnType<typeof costOf>>) =>
  Object.fromEntries(items.map(({ provider, unit, quantity }) => [`${provider} ${unit}`, quantity]));

const micro = (dollars: number) => Math.round(dollars * 1_000_000);
