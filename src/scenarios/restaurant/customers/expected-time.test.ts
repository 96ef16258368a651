import { describe, expect, it } from 'vitest';
import { readAgreedTime, readExpectedTime, readTime, writeLocalTime } from './expected-time.ts';

const zone = 'America/New_York';
const now = Date.parse('2026-11-20T15:00:00Z');

describe('a time that somebody writes', () => {
  it.each([
    ['2026-11-21T19:00', '2026-11-22T00:00:00.000Z'],
    ['2026-11-21 19:00', '2026-11-22T00:00:00.000Z'],
    ['2026-11-21T19:00:30', '2026-11-22T00:00:30.000Z'],
    // Summer time.
    ['2027-07-01T19:00', '2027-07-01T23:00:00.000Z'],
  ])('is local to the organization without an offset: %s', (text, instant) => {
    expect(readTime(text, zone)).toEqual({ ok: true, instant });
  });

  it.each([
    ['2026-11-21T19:00Z', '2026-11-21T19:00:00.000Z'],
    ['2026-11-21T19:00:00+03:30', '2026-11-21T15:30:00.000Z'],
  ])('means what its offset says: %s', (text, instant) => {
    expect(readTime(text, zone)).toEqual({ ok: true, instant });
  });

  it('is refused where the clocks skip it, and the later of two where they repeat it', () => {
    expect(readTime('2027-03-14T02:30', zone)).toMatchObject({ ok: false });
    expect(readTime('2026-11-01T01:30', zone)).toEqual({ ok: true, instant: '2026-11-01T06:30:00.000Z' });
  });

  it.each([
    '',
    'tomorrow',
    '19:00',
    '2026-11-21',
    '2026-02-30T19:00',
    '2026-11-21T25:00',
    '2026-11-21T19:00 EST',
  ])('is refused when it is none: "%s"', (text) => expect(readTime(text, zone)).toMatchObject({ ok: false }));

  it('must be to come for somebody who is expected, and may have passed since it was agreed', () => {
    expect(readExpectedTime('2026-11-20T09:00', zone, now)).toMatchObject({
      ok: false,
      message: 'this time has passed',
    });
    expect(readAgreedTime('2026-11-20T09:00', zone, now)).toMatchObject({ ok: true });
    for (const read of [readExpectedTime, readAgreedTime])
      expect(read('2036-11-20T09:00', zone, now)).toMatchObject({ ok: false });
  });

  it('is written as the clocks there show it, with its offset', () => {
    expect(writeLocalTime('2026-11-22T00:00:00.000Z', zone)).toBe('2026-11-21T19:00:00-05:00');
    expect(writeLocalTime('2026-07-01T23:00:00.000Z', zone)).toBe('2026-07-01T19:00:00-04:00');
  });
});
