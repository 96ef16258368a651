import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { modelThatAnswers } from '../support/live/model-script.ts';
import { ringIn } from '../support/live/ring-in.ts';
import { line, startTelephoneStack, type TelephoneStack } from '../support/live/telephone-stack.ts';

/** The edges of a telephone call: what is pressed before it may be, and hanging up before it has begun. */

/** The room closes by itself 20 s after its last person; this is well before that. */
const atOnceMs = 6_000;

let stack: TelephoneStack;

beforeAll(async () => {
  stack = await startTelephoneStack();
  stack.live.openai.handler = modelThatAnswers([
    [
      /^book me in/,
      {
        content:
          'Gladly, I can do that for you right away, and it will take no more than a minute or two of your time. ' +
          'May I have your phone number, please, beginning with the area code?',
      },
    ],
  ]);
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

const endOf = (column: 'id' | 'room_name', value: string) =>
  vi.waitFor(
    async () => {
      const [row] = await stack.query<Record<string, unknown>>(
        `select outcome, end_reason, from_phone, ended_at from public.calls where ${column} = $1`,
        value,
      );
      expect(row?.ended_at, stack.live.log.join('\n')).toEqual(expect.anything());
      return row;
    },
    { timeout: atOnceMs, interval: 50 },
  );

test('a number that is keyed in while it is asked for stops the question and counts from its first digit', async () => {
  const { person } = await ringIn(stack.live, {
    'sip.phoneNumber': '2025550142',
    'sip.trunkPhoneNumber': line,
  });
  await vi.waitFor(() => expect(person.agentSaid.join(' ')).toMatch(/number you are calling from/), {
    timeout: 40_000,
  });
  await person.untilQuiet(500);
  const askedAt = performance.now();
  await person.room.localParticipant?.sendText('book me in', { topic: 'lk.chat' });
  await person.nextSound(askedAt);
  for (const key of '2025550143') await person.room.localParticipant?.publishDtmf(Number(key), key);
  await vi.waitFor(() => expect(person.agentSaid.join(' ')).toContain('+12025550143'), { timeout: 20_000 });
  expect(person.agentSaid.join(' ')).not.toContain('area code');
  await person.leave();
});

test('whoever hangs up while their call is opened has hung up, and their number is kept', async () => {
  const held = stack.live.gate.hold('open_inbound', 'before');
  const { person, room } = await ringIn(stack.live, {
    'sip.phoneNumber': '12025550143',
    'sip.trunkPhoneNumber': line,
  });
  await held.reached;
  await person.leave();
  held.release();
  expect(await endOf('room_name', room)).toMatchObject({
    outcome: 'answered',
    end_reason: 'person_hung_up',
    from_phone: '+12025550143',
  });
});

test('whoever answers and hangs up before we begin has hung up, and is not dialed again', async () => {
  const held = stack.live.gate.hold('answer_call', 'before');
  const callId = await stack.place('+12025550144');
  const person = await stack.answered('+12025550144');
  await held.reached;
  await person.leave();
  held.release();
  expect(await endOf('id', callId)).toMatchObject({ outcome: 'answered', end_reason: 'person_hung_up' });
  const requests = await stack.query(
    'select status from public.call_requests where id = (select request_id from public.calls where id = $1)',
    callId,
  );
  expect(requests).toEqual([{ status: 'completed' }]);
});
