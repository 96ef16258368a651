import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyRing } from './key-ring.ts';

function ringOf(...keys: string[]) {
  const state = { keys, loads: 0, at: 0 };
  const load = async () => {
    state.loads += 1;
    return new Set(state.keys.map((key) => createHash('sha256').update(key).digest('hex')));
  };
  return { state, ring: createKeyRing({ load, clock: { now: () => state.at } }) };
}

test('asks once for all that are shown meanwhile, and no more than once a second under a flood', async () => {
  const { state, ring } = ringOf('parley_right');
  const shown = Array.from({ length: 500 }, (_, index) => ring.holds(`parley_${index}`));
  expect((await Promise.all(shown)).some(Boolean)).toBe(false);
  expect(await ring.holds('parley_right')).toBe(true);
  expect(state.loads).toBe(1);
  for (let index = 0; index < 500; index += 1) await ring.holds(`parley_${index}`);
  expect(state.loads).toBe(60);
  state.at += 3_000;
  for (let index = 0; index < 500; index += 1) await ring.holds(`parley_${index}`);
  expect(state.loads).toBe(63);
});

test('forgets a key that the database did not take', async () => {
  const { state, ring } = ringOf('parley_old');
  expect(await ring.holds('parley_old')).toBe(true);
  state.keys.pop();
  ring.drop('parley_old');
  expect(await ring.holds('parley_old')).toBe(false);
});

test('knows a key as soon as it was made', async () => {
  const { state, ring } = ringOf();
  expect(await ring.holds('parley_new')).toBe(false);
  state.keys.push('parley_new');
  expect(await ring.holds('parley_new')).toBe(true);
});
