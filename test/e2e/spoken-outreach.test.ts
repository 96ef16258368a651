import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RoomCall, startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

/** The demo academy, whose English prompts are recordings. */
const academy = { organizationId: '00000000-0000-4000-8000-0000000000a1', scenario: 'outreach' };

let stack: LiveStack;

beforeAll(async () => {
  stack = await startLiveStack();
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  await dispose();
});
beforeEach(() => {
  stack.openai.requests.length = 0;
  stack.openai.handler = ({ messages }) => {
    const said = String(messages.at(-1)?.content);
    const understood = /number/.test(said) ? 'number_question' : /yes/.test(said) ? 'yes' : 'no';
    return { toolCalls: [{ name: 'classify_answer', args: { class: understood, confidence: 0.9 } }] };
  };
});

/** Waits for the end of a prompt: its words are transcribed while they are heard. */
async function untilPrompted(call: RoomCall, words: RegExp): Promise<void> {
  await call.untilSaid(words, 40_000);
  await call.person.untilQuiet(600);
}

describe('an outreach call, spoken', () => {
  it('plays the recordings, ends an answer two seconds after it, and follows the script', async () => {
    const call = await startRoomCall(stack, academy);
    // No answer: said over the prompt, as most people do who pick up. From a browser nothing is heard while the agent
    // begins to speak: the echo of that would be taken for the person.
    const begun = await call.person.nextSound(0);
    await call.person.nextSound(begun + 1_200);
    await call.say('hello');
    await untilPrompted(call, /our advisors about it/);
    expect(stack.openai.requests).toHaveLength(0);

    const asked = await call.say('where did you get my number');
    const told = await call.person.nextSound(asked.endedAt + 300);
    expect(told - asked.endedAt).toBeGreaterThan(1_900);
    expect(told - asked.endedAt).toBeLessThan(4_000);
    await untilPrompted(call, /hear about the free lesson/);

    await call.say('no thank you');
    await call.untilSaid(/Goodbye/);
    expect(await call.ended()).toMatchObject({
      outcome: 'answered',
      disposition: 'not_interested',
      end_reason: 'agent_ended',
    });
    const turns = await call.turns();
    expect(turns.map(({ role, text }) => [role, text.split(' ').slice(0, 3).join(' ')])).toEqual([
      // In the order in which they ended.
      ['person', 'hello'],
      ['agent', 'Hello, this is'],
      ['person', 'where did you'],
      ['agent', 'You left your'],
      ['person', 'no thank you'],
      ['agent', 'Thank you for'],
    ]);
    // Recordings cost nothing.
    expect(stack.cartesia.generations).toHaveLength(0);
    await call.person.leave();
  });

  it('takes ten seconds of silence for no interest', async () => {
    const call = await startRoomCall(stack, academy);
    await untilPrompted(call, /our advisors about it/);
    const quietSince = performance.now();
    await call.untilSaid(/Goodbye/);
    expect(performance.now() - quietSince).toBeGreaterThan(8_500);
    expect(await call.ended()).toMatchObject({ disposition: 'not_interested' });
    expect(stack.openai.requests).toHaveLength(0);
    await call.person.leave();
  });

  it('takes what is typed for an answer, plays hold audio, and takes a hang-up meanwhile for one', async () => {
    const call = await startRoomCall(stack, academy);
    await untilPrompted(call, /our advisors about it/);
    await call.type('yes please');
    await call.untilSaid(/connecting you/);
    // The prompt is over by then: this is hold audio.
    await call.person.nextSound(performance.now() + 4_000);
    await call.person.leave();
    expect(await call.ended()).toMatchObject({ disposition: 'hangup', end_reason: 'person_hung_up' });
  });

  it('is a hangup when the person leaves in the middle', async () => {
    const call = await startRoomCall(stack, academy);
    await call.person.leave();
    expect(await call.ended()).toMatchObject({ disposition: 'hangup', end_reason: 'person_hung_up' });
  });
});
