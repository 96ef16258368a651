import { describe, expect, it } from 'vitest';
import { findUnstorable, toStorable, whyUnstorable } from './storable.ts';

describe('a text that can be kept', () => {
  it.each(['', 'Ann', 'علی', 'a\nb\tc', '🙂', '\uFEFF'])('is %j', (text) => {
    expect(whyUnstorable(text)).toBeNull();
    expect(toStorable(text)).toBe(text);
  });

  it.each([
    ['a\u0000b', 'NUL', 'ab'],
    ['\ud83d', 'surrogate', '\uFFFD'],
    ['x\ude42y', 'surrogate', 'x\uFFFDy'],
    ['Jos\uFFFD', 'lost a letter', 'Jos\uFFFD'],
  ])('is not %j, and what can be kept of it is', (text, why, kept) => {
    expect(whyUnstorable(text)).toContain(why);
    expect(toStorable(text)).toBe(kept);
  });

  it('is looked for as deep as values go, names of fields included', () => {
    expect(findUnstorable({ a: 1, b: [null, { c: 'x\u0000' }] })).toMatchObject({ path: ['b', '1', 'c'] });
    expect(findUnstorable({ a: { 'x\u0000': 1 } })).toMatchObject({ path: ['a'] });
    expect(findUnstorable([{ a: 'b' }, 1, true, null, undefined])).toBeNull();
  });

  it('is made of whatever a call left behind', () => {
    const turn = { index: 1, text: 'a\u0000', heard: null, tools: [{ note: '\ud800', done: true }] };
    expect(toStorable(turn)).toEqual({
      index: 1,
      text: 'a',
      heard: null,
      tools: [{ note: '\uFFFD', done: true }],
    });
  });
});
