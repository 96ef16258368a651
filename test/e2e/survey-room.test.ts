import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { surveyTexts } from '../scenarios/survey/words/texts.ts';
import { callTool, modelThatAnswers } from '../support/live/model-script.ts';
import { startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';
import { addSurvey, surveyOf, surveySettings } from '../support/survey.ts';

/** A scenario outside `src/`, spoken in Persian with the worker and the providers' plugins as they run in production. */

const persian = surveyTexts('fa-IR');
const answers = { rating: 4, would_come_again: true, improvement: 'زمان انتظار' };
let stack: LiveStack;

beforeAll(async () => {
  stack = await startLiveStack({
    prepare: async (sql) => {
      await addSurvey(sql);
      await sql.query(`update public.agents set language = 'fa-IR'`, []);
    },
    environment: async () => surveySettings,
  });
  stack.openai.handler = modelThatAnswers([
    [/چهار/, { content: persian.askAgain }],
    [/انتظار/, callTool('record_answers', answers)],
    [/خداحافظ/, callTool('end_conversation')],
    [/بله/, { content: persian.askBetter }],
  ]);
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

test('its questions are spoken and heard in Persian, and the answers are its own row', async () => {
  const call = await startRoomCall(stack, { scenario: 'survey' });
  // The fake makes the words of it; the sound only has to last as long as they would.
  const spoken: Array<[words: string, sound: string, answer: string]> = [
    ['چهار از پنج', 'four out of five', persian.askAgain],
    ['بله می‌آیم', 'yes i would', persian.askBetter],
    ['زمان انتظار', 'the waiting time', persian.noted],
    ['خداحافظ', 'goodbye', textsFor('fa-IR').goodbye],
  ];
  for (const [words, sound, answer] of spoken) {
    await call.person.untilQuiet(700);
    await call.say(words, sound);
    await call.untilSaid(answer);
  }
  expect(await call.ended(), stack.log.join('\n')).toMatchObject({
    outcome: 'answered',
    disposition: 'answered_survey',
    end_reason: 'agent_ended',
  });
  expect(await surveyOf(stack.database.sql, call.id)).toEqual([answers]);
  const [opening, ...dialog] = (await call.turns()).map(({ text }) => text);
  expect(opening).toContain(persian.askRating);
  expect(dialog).toEqual(spoken.flatMap(([words, , answer]) => [words, answer]));
});
