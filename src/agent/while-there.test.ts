import { expect, test, vi } from 'vitest';
import { whileThere } from './while-there.ts';

test('what is done for somebody who stays comes to its result', async () => {
  const { signal } = new AbortController();
  expect(await whileThere({ gone: signal }, Promise.resolve('call'))).toEqual({ result: 'call' });
});

test('what is done for somebody who stays may fail', async () => {
  const { signal } = new AbortController();
  await expect(whileThere({ gone: signal }, Promise.reject(new Error('no voice')))).rejects.toThrow(
    'no voice',
  );
});

test('nobody waits for what is done for somebody who has gone; it is given back when it is there', async () => {
  const leaves = new AbortController();
  const work = Promise.withResolvers<string>();
  const giveBack = vi.fn();
  const waited = whileThere({ gone: leaves.signal }, work.promise, giveBack);
  leaves.abort();
  expect(await waited).toBeNull();
  expect(giveBack).not.toHaveBeenCalled();
  work.resolve('call');
  await vi.waitFor(() => expect(giveBack).toHaveBeenCalledExactlyOnceWith('call'));
});

test('nor for what fails without them, or was begun when they had gone already', async () => {
  expect(await whileThere({ gone: AbortSignal.abort() }, Promise.reject(new Error('no voice')))).toBeNull();
});
