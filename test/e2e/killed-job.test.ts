import { dispose } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Child, nodeLaunch, startChild } from '../../src/embedded/child.ts';
import { untilReadyLine } from '../../src/embedded/ready.ts';
import { createDatabase } from '../../src/services/supabase/client.ts';
import { createCalls } from '../../src/services/supabase/supabase-calls.ts';
import { comingTuesday } from '../support/live/day.ts';
import { callTool, modelThatAnswers } from '../support/live/model-script.ts';
import { processOfPort } from '../support/live/process-of-port.ts';
import { type RoomCall, startRoomCall } from '../support/live/room-call.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';

/**
 * `kill -9` of the job in the middle of a booking. The moment is made certain: the booking is held on its way to the
 * database, or on its way back from it, and whoever waits for the answer is killed.
 */

/** Short, since the tests wait for it to lapse, but longer than a busy machine keeps a job from renewing it. */
const leaseSeconds = 9;
/** The lease lapses, and the runner looks every 3 s. */
const sweptWithinMs = 29_000;
const day = comingTuesday();
const wish = (time: string) => ({ appointment_date: day, appointment_time: time });

let stack: LiveStack;
let runner: Child;

beforeAll(async () => {
  stack = await startLiveStack({
    environment: async () => ({ CALL_LEASE_SECONDS: String(leaseSeconds) }),
  });
  // Who calls is proven elsewhere.
  await stack.database.sql.query("update public.organizations set caller_check = 'none'", []);
  runner = startChild(nodeLaunch('runner.ts', [], stack.settings), (line) => stack.log.push(line));
  await untilReadyLine(runner, 30_000);
  stack.openai.handler = modelThatAnswers([
    [/^my number is/, ({ messages }) => callTool('identify_user', { contact_number: numberIn(messages) })],
    [/^hold (nine|two)$/, ({ messages }) => callTool('hold_slot', wish(timeIn(messages)))],
    [/^book (nine|two)$/, ({ messages }) => callTool('book_appointment', wish(timeIn(messages)))],
    [/^what do I have/, callTool('retrieve_appointments')],
  ]);
});
afterAll(async () => {
  await runner?.stop(2000);
  await stack?.stop();
  await dispose();
});

const lastWords = (messages: Array<{ role: string; content?: unknown }>) =>
  String(messages.findLast(({ role }) => role === 'user')?.content);
const numberIn = (messages: Parameters<typeof lastWords>[0]) => lastWords(messages).replace(/\D/g, '');
const timeIn = (messages: Parameters<typeof lastWords>[0]) =>
  lastWords(messages).endsWith('nine') ? '09:00' : '14:00';

describe.concurrent('a job that is killed in the middle of a booking', { timeout: 100_000 }, () => {
  test('before the database has the request leaves the hold, for this person alone, until it lapses', async () => {
    const call = await startRoomCall(stack);
    await identify(call, '202 555 0151');
    await call.type('hold nine');
    await call.untilSaid(/at 9 in the morning is free/);
    await killWhileBooking(call, 'nine', 'before');

    const held = [{ status: 'held', local_start: `${day} 09:00`, phone: '+12025550151' }];
    expect(await call.appointments()).toEqual(held);
    const stranger = await startRoomCall(stack);
    await identify(stranger, '202 555 0153');
    await stranger.type('book nine');
    expect((await stranger.untilTool('book_appointment', 'error')).data).toMatchObject({ code: 'taken' });
    await stranger.person.leave();
    await expectEndedOnceAsLost(call);
    expect(await call.appointments()).toEqual(held);

    const next = await startRoomCall(stack);
    await identify(next, '202 555 0151');
    await next.type('what do I have');
    await next.untilSaid(/You have no appointments/);
    await next.type('book nine');
    await next.untilSaid(/booked for .* at 9 in the morning/);
    expect(await liveAt(`${day} 09:00`)).toEqual([{ status: 'booked' }]);
    await next.person.leave();
  });

  test('after the commit leaves the booking, and the next call finds it', async () => {
    const call = await startRoomCall(stack);
    await identify(call, '202 555 0152');
    await call.type('hold two');
    await call.untilSaid(/at 2 in the afternoon is free/);
    await killWhileBooking(call, 'two', 'after');

    const booked = [{ status: 'booked', local_start: `${day} 14:00`, phone: '+12025550152' }];
    expect(await call.appointments()).toEqual(booked);
    await expectEndedOnceAsLost(call);
    expect(await call.appointments()).toEqual(booked);

    const next = await startRoomCall(stack);
    await identify(next, '202 555 0152');
    await next.type('what do I have');
    await next.untilSaid(/You have one appointment, .* at 2 in the afternoon/);
    await next.person.leave();
  });
});

async function identify(call: RoomCall, number: string): Promise<void> {
  await call.type(`my number is ${number}`);
  await call.untilTool('identify_user');
}

async function killWhileBooking(call: RoomCall, time: string, when: 'before' | 'after'): Promise<void> {
  const held = stack.gate.hold('book_appointment', when, ({ call_id }) => call_id === call.id);
  await call.type(`book ${time}`);
  const { port, gone } = await held.reached;
  const job = processOfPort(port);
  expect(job).not.toBe(process.pid);
  expect(job).not.toBe(stack.worker.pid);
  process.kill(job, 'SIGKILL');
  await gone;
  expect(await call.row()).toMatchObject({ ended_at: null });
  held.release();
}

function liveAt(localStart: string): Promise<Array<{ status: string }>> {
  return stack.database.sql.query(
    `select status from public.appointments where status in ('held', 'booked')
       and to_char(starts_at at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI') = $1`,
    [localStart],
  );
}

async function expectEndedOnceAsLost(call: RoomCall): Promise<void> {
  const ended = await call.ended(sweptWithinMs);
  expect(ended).toMatchObject({ outcome: 'failed', disposition: null, end_reason: 'agent_lost' });
  const calls = createCalls(createDatabase(stack.database.url, stack.database.keys.secret));
  const late = { outcome: 'answered', disposition: 'booked', endReason: 'agent_ended' } as const;
  expect(await calls.end(call.id, late)).toMatchObject({ first: false, endReason: 'agent_lost' });
  expect(await call.row()).toEqual(ended);
  await call.person.leave();
}
