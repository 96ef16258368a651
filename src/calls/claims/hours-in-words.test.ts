import { expect, test } from 'vitest';
import { hoursInWords } from './hours-in-words.ts';
import { isTaught } from './taught.ts';

const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:00' }));

test.each([
  'we are open monday to friday from nine to five',
  'we are open on weekdays from 9 to 5',
  'we are open from 9 in the morning to 5 in the afternoon',
])('hours of the rows may be told in any words: %s', (said) => {
  expect(isTaught(said, hoursInWords(week))).toBe('supported');
});

test.each(['we are open on sundays too, from ten to four', 'we are open until 6 in the evening'])(
  'other hours are not known: %s',
  (said) => {
    expect(isTaught(said, hoursInWords(week))).not.toBe('supported');
    expect(isTaught(said, hoursInWords([]))).not.toBe('supported');
  },
);
