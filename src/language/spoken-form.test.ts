import { expect, test } from 'vitest';
import { splitSentences } from './sentences.ts';
import { spokenForm } from './spoken-form.ts';

/** As a model's text is spoken, sentence by sentence. */
function spoken(text: string, language = 'en-US'): string {
  const splitter = splitSentences(language);
  const toSpoken = spokenForm(language);
  return [...splitter.push(text), ...splitter.flush()].map(toSpoken).join('').replace(/\s+/g, ' ').trim();
}

test.each([
  ['Tuesday at 10 a.m. is free. Shall I book it?', 'Tuesday at 10 a.m. is free. Shall I book it?'],
  ['**Tuesday** is *free*, `10:00`.', 'Tuesday is free, 10:00.'],
  ['## Free times\n\n- Tuesday at ten\n- Friday at two\n', 'Free times Tuesday at ten Friday at two'],
  ['1. Tuesday at ten.\n2. Friday at two.', 'Tuesday at ten. Friday at two.'],
  ['How many of you? 3.', 'How many of you? 3.'],
  ['| Day | Time |\n|---|---|\n| Tuesday | 10:00 |\n', 'Day, Time. Tuesday, 10:00.'],
  ['See [our page](https://example.com/a/b?c=1).', 'See our page.'],
  ['See https://www.example.com/terms/2026?x=1. It is all there.', 'See example dot com. It is all there.'],
  ['Write to front.desk@example.com.', 'Write to front dot desk at example dot com.'],
  ['Great! 🎉👩🏽‍⚕️ See you then 👍🏽.', 'Great! See you then.'],
  ['... …', ''],
  ['👍', ''],
  ['---', ''],
])('%s', (written, said) => {
  expect(spoken(written)).toBe(said);
});

test('Persian keeps the joiners it is written with, and its addresses are dictated in Persian', () => {
  expect(spoken('**می‌توانم** سه‌شنبه ثبت کنم؟ 👍', 'fa-IR')).toBe('می‌توانم سه‌شنبه ثبت کنم؟');
  expect(spoken('به info@example.com بنویسید.', 'fa-IR')).toBe('به info ات example نقطه com بنویسید.');
});

test('a text without a stop is cut where a speaker would draw breath', () => {
  const splitter = splitSentences('en-US');
  const text = 'we have a table at ten and another at eleven, '.repeat(20);
  const parts = splitter.push(text);
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.every((part) => part.length <= 300 && part.endsWith(', '))).toBe(true);
  expect([...parts, ...splitter.flush()].join('')).toBe(text);
});
