import { describe, expect, it } from 'vitest';
import { applyCount, type Count, countAt, readCount } from './counts.ts';
import { wordsOf } from './normalize.ts';

const exactly = (count: number): Count => ({ kind: 'exactly', count });
const more = (count: number): Count => ({ kind: 'more', count });
const fewer = (count: number): Count => ({ kind: 'fewer', count });

describe('a count', () => {
  it.each([
    ['3', exactly(3)],
    ['2x', exactly(2)],
    ['a', exactly(1)],
    ['seven', exactly(7)],
    ['fifteen', exactly(15)],
    ['twenty four', exactly(24)],
    ['twenty-four', exactly(24)],
    ['a dozen', exactly(12)],
    ['two dozen', exactly(24)],
    ['half a dozen', exactly(6)],
    ['a half dozen', exactly(6)],
    ['a couple of', exactly(2)],
    ['a pair of', exactly(2)],
    ['three portions of', exactly(3)],
    ['another', more(1)],
    ['another two', more(2)],
    ['another dozen', more(12)],
    ['one more', more(1)],
    ['two more', more(2)],
    ['two extra', more(2)],
    ['one less', fewer(1)],
    ['two fewer', fewer(2)],
  ])('«%s» in English', (text, count) => {
    expect(readCount(text, 'en-US')).toEqual(count);
  });

  it.each([
    ['سه تا', exactly(3)],
    ['۴', exactly(4)],
    ['بیست و چهار', exactly(24)],
    ['یک دوجین', exactly(12)],
    ['نیم دوجین', exactly(6)],
    ['یه جفت', exactly(2)],
    ['یکی دیگه', more(1)],
    ['دو تا دیگر', more(2)],
    ['یکی کمتر', fewer(1)],
  ])('«%s» in Persian', (text, count) => {
    expect(readCount(text, 'fa')).toEqual(count);
  });

  it.each(['kebab', 'no', 'zero', '0', 'oh', 'more', 'dozens of kebabs', ''])('«%s» is none', (text) => {
    expect(readCount(text, 'en')).toBeNull();
  });

  it('is found in a sentence with the words that it takes', () => {
    const words = wordsOf('and half a dozen eggs please');
    expect(countAt(words, 1, 'en')).toEqual({ count: exactly(6), length: 3 });
    expect(countAt(words, 0, 'en')).toBeNull();
  });

  it('changes what there was, and never to less than nothing', () => {
    expect([exactly(3), more(2), fewer(1), fewer(9)].map((count) => applyCount(4, count))).toEqual([
      3, 6, 3, 0,
    ]);
  });
});
