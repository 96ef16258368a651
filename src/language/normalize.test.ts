import { expect, it } from 'vitest';
import { normalize, wordsOf } from './normalize.ts';

it('gives the same text for Arabic and Persian letters, digits and punctuation', () => {
  expect(normalize('سه‌شنبه ساعت ۱۰ يكشنبه، ٢؟')).toBe('سه شنبه ساعت 10 یکشنبه, 2?');
});

it('keeps clock times and the plus sign but no other punctuation as words', () => {
  expect(wordsOf('It’s +1 (202) 555-0100, at 10:30: okay?')).toEqual([
    "it's",
    '+',
    '1',
    '202',
    '555',
    '0100',
    'at',
    '10:30',
    'okay',
  ]);
});
