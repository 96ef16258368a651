import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseError } from '../../shared/errors.ts';
import { createLogger } from '../../shared/logger.ts';
import { WriteQueue } from './write-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const away = () => Promise.reject(new DatabaseError('record_turn', { retryable: true }));

function openQueue() {
  const written: string[] = [];
  const queue = new WriteQueue(createLogger({ level: 'silent', component: 'test' }));
  const add = (what: string, write: () => Promise<unknown> = async () => {}) =>
    queue.add(what, async () => {
      await write();
      written.push(what);
    });
  return { queue, add, written };
}

test('writes happen in their order, one at a time', async () => {
  const { queue, add, written } = openQueue();
  const first = Promise.withResolvers<void>();
  add('slow', () => first.promise);
  add('fast');
  await vi.advanceTimersByTimeAsync(100);
  expect(written).toEqual([]);
  first.resolve();
  await queue.drain();
  expect(written).toEqual(['slow', 'fast']);
});

test('a write that fails is repeated, and those behind it wait', async () => {
  const { queue, add, written } = openQueue();
  const answers = [away, away, async () => {}];
  add('turn', () => answers.shift()?.() ?? away());
  add('end_call');
  await vi.advanceTimersByTimeAsync(250);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(500);
  await queue.drain();
  expect(written).toEqual(['turn', 'end_call']);
});

test('a database that is away for 200 s costs no write', async () => {
  const { add, written } = openQueue();
  const backAt = Date.now() + 200_000;
  add('turn', () => (Date.now() < backAt ? away() : Promise.resolve()));
  add('end_call');
  await vi.advanceTimersByTimeAsync(199_000);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(written).toEqual(['turn', 'end_call']);
});

test('a database that stays away for four minutes costs what is owed, all of it in that time', async () => {
  const { queue, add, written } = openQueue();
  for (let index = 0; index < 100; index += 1) add(`turn ${index}`, away);
  await vi.advanceTimersByTimeAsync(245_000);
  await queue.drain();
  add('later');
  await queue.drain();
  expect(written).toEqual(['later']);
});

test('whoever drains it waits no longer than they want', async () => {
  const { queue, add } = openQueue();
  add('turn', away);
  const drained = queue.drain(3_000);
  await vi.advanceTimersByTimeAsync(3_000);
  await drained;
});

test.each([
  ['the database refuses', new DatabaseError('record_turn')],
  ['is broken itself', new TypeError('no such field')],
])('a write that %s is not repeated', async (_why, error) => {
  const { queue, add, written } = openQueue();
  let attempts = 0;
  add('turn', () => {
    attempts += 1;
    return Promise.reject(error);
  });
  add('end_call');
  await queue.drain();
  expect(attempts).toBe(1);
  expect(written).toEqual(['end_call']);
});

test('work that somebody waits for goes before writes that have not begun', async () => {
  const { queue, add, written } = openQueue();
  const booking = Promise.withResolvers<string>();
  const waited = queue.yieldTo(booking.promise);
  add('turn');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual([]);
  booking.resolve('booked');
  expect(await waited).toBe('booked');
  await queue.drain();
  expect(written).toEqual(['turn']);
});

test('work that fails holds nobody up, and its error is that of whoever waits for it', async () => {
  const { queue, add, written } = openQueue();
  const booking = Promise.withResolvers<string>();
  const waited = queue.yieldTo(booking.promise);
  add('turn');
  booking.reject(new Error('refused'));
  await expect(waited).rejects.toThrow('refused');
  await queue.drain();
  expect(written).toEqual(['turn']);
});

test('draining waits for what was added before, and a queue that was drained goes on', async () => {
  const { queue, add, written } = openQueue();
  await queue.drain();
  add('turn');
  await queue.drain();
  add('end_call');
  await queue.drain();
  expect(written).toEqual(['turn', 'end_call']);
});
