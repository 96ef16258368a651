import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallEvent } from '../../src/calls/call/events.ts';
import { textsFor } from '../../src/calls/texts/texts.ts';
import { apologyAudio } from '../../src/services/speech/recorded-sentences.ts';
import type { Fault } from '../support/fakes/fake-server.ts';
import { modelThatAnswers } from '../support/live/model-script.ts';
import { type RoomCall, startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

/**
 * Providers that fail in the middle of a call, in a real room. The person always hears something, the call goes on as
 * long as anything works, and ends as failed when nothing does.
 */

const texts = textsFor('en-US');
const failed = { outcome: 'failed', disposition: null, end_reason: 'provider_failed' };

let stack: LiveStack;

beforeAll(async () => {
  stack = await startLiveStack();
});
beforeEach(() => {
  stack.openai.handler = modelThatAnswers([
    [/opening hours/, { content: 'We are open from Monday to Friday, in the morning and in the afternoon.' }],
    [/parking/, { content: 'We have a car park behind the house.' }],
  ]);
  for (const fake of [stack.deepgram, stack.openai, stack.cartesia]) fake.always(null);
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

describe('the call goes on', () => {
  test('when the recognizer is cut off in mid-speech: every word is heard, once', async () => {
    const call = await startRoomCall(stack);
    await call.person.untilQuiet(700);
    const speaking = call.say('could you tell me about your opening hours this week please');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    stack.deepgram.cutNow();
    await speaking;
    await call.untilSaid(/open from Monday to Friday/);
    expect(personTurns(await call.turns())).toEqual([
      'could you tell me about your opening hours this week please',
    ]);
    expect(notices(call)).toContain('ears_retrying');
    await call.person.leave();
  });

  test('when the voice is cut off in mid-sentence: the rest is heard as well', async () => {
    stack.cartesia.next({ kind: 'cut', afterMs: 1_500 });
    const call = await startRoomCall(stack);
    const startedAt = performance.now();
    await call.untilSaid(/How can I help you\?/);
    await call.person.untilQuiet(700);
    // At 15 characters a second, less the gap that the ear does not notice.
    expect(performance.now() - startedAt).toBeGreaterThan(4_000);
    const [greeting] = await call.turns();
    expect(greeting).toMatchObject({
      interrupted: false,
      text: expect.stringMatching(/^Hello.*help you\?$/),
    });
    expect(notices(call)).toContain('voice_retrying');
    await call.person.leave();
  });

  test('when the voice stays away: another one speaks', async () => {
    stack.cartesia.always({ kind: 'refuse', status: 503 });
    const call = await startRoomCall(stack);
    await call.untilSaid(/How can I help you\?/);
    await call.type('is there parking');
    await call.untilSaid(/car park behind the house/);
    await call.person.nextSound(performance.now() - 1_000);
    expect(notices(call)).toContain('voice_fallback');
    await call.person.leave();
    expect(await call.ended()).toMatchObject({ outcome: 'answered', end_reason: 'person_hung_up' });
  });

  test('when the model fails before its first word, in any way: the question is answered all the same', async () => {
    const call = await startRoomCall(stack);
    const ways: Array<[fault: Fault, withinMs: number]> = [
      [{ kind: 'refuse', status: 500 }, 5_000],
      [{ kind: 'refuse', status: 429 }, 5_000],
      [{ kind: 'hang', afterMs: 0 }, 10_000],
      [{ kind: 'cut', afterMs: 0 }, 5_000],
    ];
    for (const [index, [fault, withinMs]] of ways.entries()) {
      stack.openai.next(fault);
      await call.type(`question ${index}`);
      await call.untilSaid(new RegExp(`I heard: question ${index}`), withinMs);
    }
    expect(call.person.agentSaid.join(' ')).not.toContain(texts.technicalTrouble);
    expect(notices(call)).toEqual(ways.map(() => 'model_retrying'));
    await call.person.leave();
  });
});

describe('only when nothing works the call ends as failed', () => {
  test('a model that stays away is apologized for twice, aloud; the third time the agent takes its leave', async () => {
    const call = await startRoomCall(stack);
    stack.openai.always({ kind: 'refuse', status: 500 });
    for (const times of [1, 2]) {
      await call.type('is there parking');
      await expect.poll(() => countOf(call, texts.technicalTrouble), { timeout: 15_000 }).toBe(times);
      await call.person.untilQuiet(500);
    }
    const askedAt = performance.now();
    await call.type('is there parking');
    await call.person.nextSound(askedAt);
    expect(await call.ended()).toMatchObject(failed);
    expect((await call.turns()).at(-1)?.text).toBe(texts.technicalGoodbye);
  });

  test('a recognizer that refuses for good is told aloud before the line is cut', async () => {
    stack.deepgram.always({ kind: 'refuse', status: 401 });
    const call = await startRoomCall(stack);
    expect(await call.ended()).toMatchObject(failed);
    await call.untilSaid(texts.technicalGoodbye);
  });

  test('where no other voice speaks the language, the recorded line is heard to its end', async () => {
    await stack.database.sql.query(`update public.agents set language = 'fa-IR'`, []);
    stack.cartesia.always({ kind: 'refuse', status: 503 });
    const call = await startRoomCall(stack);
    const heardFrom = performance.now();
    expect(await call.ended()).toMatchObject(failed);
    const lastsMs = performance.now() - heardFrom;
    // Frames of 20 ms; the first sound is some way into the recording.
    expect(lastsMs, 'the recorded line lasts longer').toBeGreaterThan(apologyAudio('fa').length * 20 - 500);
    await stack.database.sql.query(`update public.agents set language = 'en-US'`, []);
  });
});

const personTurns = (turns: Awaited<ReturnType<RoomCall['turns']>>) =>
  turns.filter(({ role }) => role === 'person').map(({ text }) => text);

const notices = ({ person }: RoomCall): string[] =>
  person.events.flatMap((event: CallEvent) => (event.type === 'notice' ? [event.code] : []));

const countOf = ({ person }: RoomCall, words: string): number =>
  person.agentSaid.join(' ').split(words).length - 1;
