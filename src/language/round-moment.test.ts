import { expect, it } from 'vitest';
import { roundUp } from './round-moment.ts';

it.each([
  ['18:00', '2026-11-23', '18:00'],
  ['18:23', '2026-11-23', '18:25'],
  ['18:59', '2026-11-23', '19:00'],
  ['23:58', '2026-11-24', '00:00'],
])('%s is the next five minutes of the clock: %s %s', (time, date, rounded) => {
  expect(roundUp({ date: '2026-11-23', time })).toEqual({ date, time: rounded });
});
