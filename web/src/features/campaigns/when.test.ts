import { expect, test } from 'vitest';
import { clockOf, spanOf, thereOf, untilOf } from './when.ts';

const at = (start: string, time_zone: string) => ({ start, end: '', time_zone });
/** ICU writes thin spaces around what belongs together. */
const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

test('a slot is shown in the zone of the person, from when until when', () => {
  const slot = { start: '2027-03-15T17:00:00Z', end: '2027-03-15T17:30:00Z' };
  expect(plain(spanOf(slot, 'America/Los_Angeles'))).toBe('Mon, Mar 15, 10:00 – 10:30 AM PDT');
  expect(plain(clockOf(slot.start, 'Asia/Tehran'))).toBe('Mon, Mar 15, 8:30 PM GMT+3:30');
});

test('what the clocks of the provider show stands beside it, with the day where it is another one', () => {
  const here = 'America/Los_Angeles';
  expect(plain(thereOf(at('2027-03-15T17:00:00Z', 'America/New_York'), here))).toBe('1:00 PM EDT there');
  expect(plain(thereOf(at('2027-03-16T05:00:00Z', 'America/New_York'), here))).toBe(
    'Tue, Mar 16, 1:00 AM EDT there',
  );
});

test('one zone under two names is the same time', () => {
  expect(thereOf(at('2027-03-15T17:00:00Z', 'America/Tijuana'), 'America/Los_Angeles')).toBe(
    'the same time there',
  );
});

test('two zones that differ only by their clocks’ change are told apart on the days between', () => {
  // Phoenix has no summer time: in January it is an hour ahead of Los Angeles, in July it has the same time under its own name.
  const phoenix = (start: string) => plain(thereOf(at(start, 'America/Phoenix'), 'America/Los_Angeles'));
  expect(phoenix('2027-01-15T18:00:00Z')).toBe('11:00 AM MST there');
  expect(phoenix('2027-07-15T18:00:00Z')).toBe('11:00 AM MST there');
});

test('until when a slot is kept has its day only where that is not today', () => {
  const now = Date.parse('2027-03-15T16:00:00Z');
  const here = 'America/Los_Angeles';
  expect(plain(untilOf('2027-03-15T17:15:00Z', here, now))).toBe('10:15 AM PDT');
  expect(plain(untilOf('2027-03-16T17:15:00Z', here, now))).toBe('Tue, Mar 16, 10:15 AM PDT');
});
