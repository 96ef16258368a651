import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallEvent } from '../../src/calls/call/events.ts';
import { startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

/** A deployment whose recognizer takes one call at a time. */

let stack: LiveStack;

beforeAll(async () => {
  stack = await startLiveStack({ environment: async () => ({ MAX_PARALLEL_STT: '1' }) });
});
afterAll(async () => {
  await stack?.stop();
  await dispose();
});

test('whoever calls while all are in use is told so, waits, and is greeted as soon as one is free', async () => {
  const first = await startRoomCall(stack);
  const second = startRoomCall(stack);
  const notices = () =>
    stack.database.sql.query<{ code: string; is_other: boolean }>(
      `select event ->> 'code' as code, call_id <> $1::uuid as is_other from public.call_events where type = 'notice'`,
      [first.id],
    );
  await expect.poll(notices, { timeout: 20_000 }).toEqual([{ code: 'ears_busy', is_other: true }]);
  expect(await first.row()).toMatchObject({ ended_at: null });

  await first.person.leave();
  const greeted = await second;
  expect((await first.row()).ended_at).not.toBeNull();
  await greeted.untilSaid(/\w/);
  await greeted.person.leave();
});

test('whoever hangs up while waiting leaves an ended call and takes nobody’s place', async () => {
  const first = await startRoomCall(stack);
  const waiting = await startRoomCall(stack, { untilGreeted: false });
  await waiting.person.untilEvent(
    (event): event is CallEvent => event.type === 'notice' && event.code === 'ears_busy',
  );
  await waiting.person.leave();
  expect(await waiting.ended()).toMatchObject({ outcome: 'canceled', end_reason: 'person_hung_up' });
  expect(await first.row()).toMatchObject({ ended_at: null });
  await first.person.leave();
});
