import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { speak } from '../support/caller.ts';
import { withoutMargins } from '../support/live/room-call.ts';
import { startTelephoneStack, type TelephoneStack } from '../support/live/telephone-stack.ts';
import type { Person } from '../support/person.ts';

/** Calls out that a machine takes: real rooms, real audio; only the dial and the recognizer's words are played. */

let stack: TelephoneStack;

beforeAll(async () => {
  stack = await startTelephoneStack();
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

/** Between sentences, 400 ms at 16 kHz. */
const pause = new Int16Array(6_400);

interface Placed {
  person: Person;
  /** Says it aloud with pauses between the sentences; the recognizer hears these words. */
  say(...sentences: string[]): Promise<void>;
  untilAgentSaid(words: RegExp): Promise<void>;
  row(): Promise<{ outcome: string | null; end_reason: string | null; answered_by: string | null }>;
}

/** A call of ours that has just been taken. */
async function taken(phone: string, input: Record<string, unknown> = {}): Promise<Placed> {
  const callId = await stack.place(phone, input);
  const person = await stack.answered(phone);
  return {
    person,
    async say(...sentences) {
      const spoken = await Promise.all(sentences.map(async (text) => withoutMargins(await speak(text))));
      stack.live.deepgram.say(
        sentences.map((text, index) => ({ text, speechMs: (spoken[index]?.length ?? 0) / 16 })),
      );
      for (const samples of spoken) {
        await person.say(samples);
        await person.say(pause);
      }
    },
    untilAgentSaid: (words) =>
      vi.waitFor(() => expect(person.agentSaid.join(' '), stack.live.log.join('\n')).toMatch(words), {
        timeout: 30_000,
      }),
    async row() {
      const [row] = await stack.query<Awaited<ReturnType<Placed['row']>>>(
        'select outcome, end_reason, answered_by from public.calls where id = $1',
        callId,
      );
      if (!row) throw new Error('The call has no row.');
      return row;
    },
  };
}

const menu = ['For appointments, press one.', 'For the front desk, press two.'];

test('a menu is sent the keys that lead to the person, who is talked to as if they had answered', async () => {
  const { person, say, untilAgentSaid, row } = await taken('+12025550114', { menu_digits: 'w2' });
  const pressed: string[] = [];
  person.room.on('dtmfReceived', (_code, digit) => pressed.push(digit));
  await say(...menu);
  await vi.waitFor(() => expect(pressed).toEqual(['2']), { timeout: 15_000 });
  expect(person.agentSaid).toEqual([]);
  await say('hello this is Ana');
  await untilAgentSaid(/automated assistant of/);
  await person.leave();
  await vi.waitFor(
    async () => expect(await row()).toMatchObject({ outcome: 'answered', answered_by: 'human' }),
    { timeout: 15_000 },
  );
});

test('a menu without a known way is no person: it is hung up on, and hears nothing', async () => {
  const { person, say, row } = await taken('+12025550115');
  await say(...menu);
  await vi.waitFor(
    async () => expect(await row()).toMatchObject({ outcome: 'no_answer', answered_by: 'ivr' }),
    { timeout: 20_000 },
  );
  expect(person.agentSaid).toEqual([]);
});

test('a screening assistant is told who calls and why, and the person who picks up hears it', async () => {
  const { person, say, untilAgentSaid, row } = await taken('+12025550116');
  await say(
    'Hi, the person you are calling is using a screening service.',
    'Please say your name and why you are calling.',
  );
  await untilAgentSaid(/automated assistant of .*appointment/);
  await person.untilQuiet(700);
  const before = person.agentSaid.length;
  await say('hello');
  await vi.waitFor(() => expect(person.agentSaid.length).toBeGreaterThan(before), { timeout: 15_000 });
  await person.leave();
  await vi.waitFor(
    async () => expect(await row()).toMatchObject({ outcome: 'answered', answered_by: 'human' }),
    { timeout: 15_000 },
  );
});
