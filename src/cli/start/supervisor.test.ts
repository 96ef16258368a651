import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { untilReadyLine } from '../../embedded/ready.ts';
import { type Part, type Supervised, type SupervisorEvents, supervise } from './supervisor.ts';

/** Programs of one line each, so that they start and end in milliseconds. */

let running: Supervised | undefined;
afterEach(() => running?.stop());

/** @param script what it does at its first start, its second and so on; the last is repeated */
function partOf(scripts: string[], options: Partial<Part> = {}) {
  const started: string[] = [];
  const part: Part = {
    name: 'part',
    launch: () => {
      const script = scripts[Math.min(started.length, scripts.length - 1)] ?? '';
      started.push(script);
      return { command: '/bin/sh', args: ['-c', script], env: {} };
    },
    ready: async (child) => void (await untilReadyLine(child, 5_000)),
    stopGraceMs: 1_000,
    log: { file: '', write: () => {}, tail: () => [] },
    ...options,
  };
  return { part, started };
}

function watch() {
  const delays: number[] = [];
  const givenUp = Promise.withResolvers<string>();
  const events: SupervisorEvents = {
    onRestart: (_part, _exit, delayMs) => delays.push(delayMs),
    onGivenUp: (_part, reason) => givenUp.resolve(reason),
  };
  return { events, delays, givenUp: givenUp.promise };
}

const isReady = `echo '{"ready":true}'`;
const lives = `${isReady}; exec sleep 60`;

test('a part that others wait for is started again at once, however often it dies once it was ready', async () => {
  const { part, started } = partOf([lives], { isWaitedFor: true });
  const { events, delays } = watch();
  const ready = part.ready;
  let times = 0;
  part.ready = async (child) => {
    await ready(child);
    times += 1;
  };
  running = supervise(part, events);
  for (let time = 1; time <= 10; time += 1) {
    await expect.poll(() => times, { timeout: 5_000, interval: 10 }).toBe(time);
    // The supervisor hears of it in the same turn of the loop.
    await sleep(0);
    process.kill(running.pid() as number, 'SIGKILL');
    await expect.poll(() => delays.length, { timeout: 5_000, interval: 10 }).toBe(time);
  }
  expect(new Set(delays)).toEqual(new Set([100]));
  expect(started.length).toBeGreaterThanOrEqual(10);
});

test('a part that others wait for is given up when it cannot start any more', async () => {
  const { part } = partOf([`${isReady}; sleep 0.2; exit 1`, 'exit 3'], { isWaitedFor: true });
  const { events, delays, givenUp } = watch();
  running = supervise(part, events);
  expect(await givenUp).toBe('part ended (exit code 3)');
  expect(delays).toEqual([100, 200, 400, 800]);
});

test.each([true, false])(
  'a part that was never ready is given up at once (waited for: %s)',
  async (isWaitedFor) => {
    const { part } = partOf(['exit 2'], { isWaitedFor });
    const { events, delays, givenUp } = watch();
    running = supervise(part, events);
    await expect(running.ready).rejects.toThrow('exit code 2');
    expect(await givenUp).toBe('part ended (exit code 2)');
    expect(delays).toEqual([]);
  },
);

test('a part that nobody waits for is given more time from end to end', async () => {
  const { part } = partOf([lives]);
  const { events, delays } = watch();
  running = supervise(part, events);
  await running.ready;
  process.kill(running.pid() as number, 'SIGKILL');
  await expect.poll(() => delays, { timeout: 5_000 }).toEqual([1000]);
});

test('each start asks anew how the part is started', async () => {
  const { part, started } = partOf([`${isReady}; sleep 0.2; exit 0`, lives], { isWaitedFor: true });
  const { events } = watch();
  running = supervise(part, events);
  await expect.poll(() => started, { timeout: 5_000 }).toEqual([`${isReady}; sleep 0.2; exit 0`, lives]);
});
