import { expect, test } from 'vitest';
import { injections } from '../../test/support/injections.ts';
import { asData, quoted } from './quoted.ts';

test.each(injections)('one line between marks that it cannot end: %j', (text) => {
  const line = quoted(text);
  expect(line).toMatch(/^«[^«»\p{Cc}\u2028\u2029\u202a-\u202e]*»$/u);
  expect(line.length).toBeLessThanOrEqual(1_002);
});

test('leaves what people write as it is, joiners of Persian included', () => {
  expect(quoted('Zoë O’Brien-Łukasz, 2nd floor')).toBe('«Zoë O’Brien-Łukasz, 2nd floor»');
  expect(quoted('می‌خواهم')).toBe('«می‌خواهم»');
});

test('reaches every text in a value', () => {
  expect(asData({ a: ['x\ny'], b: { c: 'z\u0000' }, d: 1, e: null })).toEqual({
    a: ['x y'],
    b: { c: 'z' },
    d: 1,
    e: null,
  });
});
