import { describe, expect, it } from 'vitest';
import { readRange } from './range.ts';

describe('readRange', () => {
  it.each([
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=900-', { start: 900, end: 999 }],
    ['bytes=900-5000', { start: 900, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=0-', { start: 0, end: 999 }],
  ])('reads %s of 1000 bytes', (header, range) => {
    expect(readRange(header, 1000)).toEqual(range);
  });

  it.each([undefined, '', 'bytes=-', 'bytes=9-1', 'items=0-1', 'bytes=0-1,5-9', 'bytes=a-b'])(
    'answers with the whole to %s',
    (header) => {
      expect(readRange(header, 1000)).toBeNull();
    },
  );

  it.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0'])('has nothing for %s of 1000 bytes', (header) => {
    expect(readRange(header, 1000)).toBe('unsatisfiable');
  });
});
