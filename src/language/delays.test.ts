import { expect, test } from 'vitest';
import { parseSpokenDelay } from './delays.ts';

test.each([
  ['in half an hour', 'en', 30],
  ["i'll be there in half an hour", 'en', 30],
  ['in twenty minutes', 'en', 20],
  ['twenty five minutes', 'en', 25],
  ['in an hour', 'en', 60],
  ['in one hour', 'en', 60],
  ['three quarters of an hour', 'en', 45],
  ['in about an hour', 'en', 60],
  ['an hour and a half', 'en', 90],
  ['in two hours', 'en', 120],
  ['in a quarter of an hour', 'en', 15],
  ['in a few minutes', 'en', 5],
  ['in 10 minutes', 'en', 10],
  ['نیم ساعت دیگه', 'fa', 30],
  ['بیست دقیقه دیگه می‌رسم', 'fa', 20],
  ['بیست و پنج دقیقه دیگر', 'fa', 25],
  ['یک ساعت دیگه', 'fa', 60],
  ['یه ساعت دیگه', 'fa', 60],
  ['سه ربع دیگه', 'fa', 45],
  ['دو ساعت دیگر', 'fa', 120],
  ['یه ربع دیگه', 'fa', 15],
  ['یک ساعت و نیم دیگه', 'fa', 90],
])('«%s» is so many minutes from now', (text, language, minutes) => {
  expect(parseSpokenDelay(text, language)).toBe(minutes);
});

test.each([
  ['at eight', 'en'],
  ['ten minutes past eight', 'en'],
  ['half past seven', 'en'],
  ['one moment please', 'en'],
  ['tomorrow', 'en'],
  ['ساعت هشت', 'fa'],
  ['ساعت هشت و نیم', 'fa'],
])('«%s» is no delay', (text, language) => {
  expect(parseSpokenDelay(text, language)).toBeNull();
});
