import { describe, expect, it } from 'vitest';
import { splitSentences } from './sentences.ts';

function stream(text: string, size: number, language = 'en-US'): string[] {
  const splitter = splitSentences(language);
  const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.flush()];
}

const paragraphs: Array<[string, string, string[]]> = [
  ['en', 'Hello. How are you?', ['Hello. ', 'How are you?']],
  ['en', 'Dr. Rivera is free. Shall I?', ['Dr. Rivera is free. ', 'Shall I?']],
  ['en', 'At 10 a.m. on Tuesday. Fine!', ['At 10 a.m. on Tuesday. ', 'Fine!']],
  ['en', 'At 10 a.m. Shall I book it?', ['At 10 a.m. ', 'Shall I book it?']],
  ['en', 'It costs 10.50 in all. "Good." Bye', ['It costs 10.50 in all. ', '"Good." ', 'Bye']],
  ['en', 'One\nTwo', ['One\n', 'Two']],
  ['en', 'Wait... what?! No.', ['Wait... ', 'what?! ', 'No.']],
  [
    'fa',
    'سلام. نوبت شما رزرو شد. کار دیگری هست؟ بله',
    ['سلام. ', 'نوبت شما رزرو شد. ', 'کار دیگری هست؟ ', 'بله'],
  ],
];

describe('the sentence splitter', () => {
  it.each(paragraphs)('cuts %s «%s» at the ends of its sentences', (language, text, sentences) => {
    expect(stream(text, 1000, language)).toEqual(sentences);
  });

  it.each(paragraphs)('cuts %s «%s» the same however it streams in', (language, text, sentences) => {
    for (const size of [1, 2, 3, 5, 8]) expect(stream(text, size, language)).toEqual(sentences);
  });

  it('gives a sentence as soon as the next one begins', () => {
    const splitter = splitSentences('en');
    expect(splitter.push('You are booked.')).toEqual([]);
    expect(splitter.push(' ')).toEqual(['You are booked. ']);
    expect(splitter.flush()).toEqual([]);
  });
});
