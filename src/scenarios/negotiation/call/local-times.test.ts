import { describe, expect, it, test } from 'vitest';
import { keepUntil, readInstant, readSpan } from './local-times.ts';

const zone = 'America/Los_Angeles';

describe('a time as tools are told it', () => {
  it.each([
    ['2027-03-16T10:00', '2027-03-16T17:00:00Z'],
    ['2027-03-16 10:00', '2027-03-16T17:00:00Z'],
    ['2027-03-16T10:00:00', '2027-03-16T17:00:00Z'],
    ['2027-03-16T10:00:00-07:00', '2027-03-16T17:00:00Z'],
    ['2027-03-16T17:00:00.000Z', '2027-03-16T17:00:00Z'],
    ['2027-03-12T10:00', '2027-03-12T18:00:00Z'],
    // The first of the two, where the clocks go back.
    ['2026-11-01T01:30', '2026-11-01T08:30:00Z'],
  ])('%s is %s where the provider is', (text, instant) => {
    expect(readInstant(text, zone)).toBe(instant);
  });

  it.each([
    '',
    'Tuesday at ten',
    '10:00',
    '2027-03-16',
    '2027-02-30T10:00',
    '2027-03-16T25:00',
    // The clocks skip it.
    '2027-03-14T02:30',
  ])('«%s» is none', (text) => {
    expect(readInstant(text, zone)).toBeNull();
  });

  it('has an end after its start', () => {
    expect(readSpan('2027-03-16T10:00', '2027-03-16T10:30', zone)).toEqual({
      start: '2027-03-16T17:00:00Z',
      end: '2027-03-16T17:30:00Z',
    });
    expect(readSpan('2027-03-16T10:30', '2027-03-16T10:00', zone)).toBeNull();
    expect(readSpan('2027-03-16T10:00', '2027-03-16T10:00', zone)).toBeNull();
  });
});

test('a slot is asked to be kept for two hours, to the half hour, and never longer than until it begins', () => {
  const now = Date.parse('2027-03-15T17:10:00Z');
  expect(keepUntil('2027-03-16T17:00:00Z', now)).toBe('2027-03-15T19:30:00Z');
  expect(keepUntil('2027-03-15T18:00:00Z', now)).toBe('2027-03-15T18:00:00Z');
});
