import { dispose, RoomEvent } from '@livekit/rtc-node';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Child, nodeLaunch, startChild } from '../../src/embedded/child.ts';
import { untilReadyLine } from '../../src/embedded/ready.ts';
import { ringIn } from '../support/live/ring-in.ts';
import { type LiveStack, startLiveStack } from '../support/live/stack.ts';
import { startOwnLivekit } from '../support/page/own-livekit.ts';

/** livekit-server is killed in mid-call and started again. It has no memory: its rooms are gone. */

let livekit: Awaited<ReturnType<typeof startOwnLivekit>>;
let stack: LiveStack;
let runner: Child;

beforeEach(async () => {
  livekit = await startOwnLivekit();
  stack = await startLiveStack({ livekit });
  runner = startChild(nodeLaunch('runner.ts', [], stack.settings), (text) => stack.log.push(text));
  await untilReadyLine(runner, 60_000);
});
afterEach(async () => {
  await runner?.stop(2000);
  await stack?.stop();
  await livekit?.stop();
});
afterAll(() => dispose());

async function call() {
  const { person, room } = await ringIn(stack, { 'sip.phoneNumber': '+12025550145' });
  await person.nextSound(0, 60_000);
  const out = new Promise<number>((resolve) => {
    person.room.on(RoomEvent.Disconnected, () => resolve(performance.now()));
  });
  const row = async () => {
    const [found] = await stack.database.sql.query<{ end_reason: string | null; outcome: string | null }>(
      'select outcome, end_reason from public.calls where room_name = $1',
      [room],
    );
    return found;
  };
  return { person, out, row };
}

async function kill(): Promise<void> {
  process.kill(livekit.child.pid, 'SIGKILL');
  await livekit.child.exited;
}

test('after a restart the agent is there again and asks to repeat what was lost', async () => {
  const { person, row } = await call();
  await kill();
  livekit = await startOwnLivekit(livekit.port);
  await vi.waitFor(
    () => expect(person.agentSaid.join(' '), stack.log.join('\n')).toContain('technical problem'),
    { timeout: 15_000, interval: 50 },
  );
  expect(await row()).toEqual({ outcome: null, end_reason: null });
  await person.leave();
});

test('while it stays away the call ends; whoever is connected with the room again is hung up', async () => {
  const { out, row } = await call();
  await kill();
  const killedAt = performance.now();
  await vi.waitFor(async () => expect((await row())?.end_reason).not.toBeNull(), {
    timeout: 12_000,
    interval: 50,
  });
  expect(await row()).toEqual({ outcome: 'failed', end_reason: 'agent_failed' });
  await new Promise((resolve) => setTimeout(resolve, killedAt + 20_000 - performance.now()));
  livekit = await startOwnLivekit(livekit.port);
  const backAt = performance.now();
  expect((await out) - backAt, stack.log.join('\n')).toBeLessThan(20_000);
});
