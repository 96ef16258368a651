import { describe, expect, it } from 'vitest';
import { isCutShort, sentenceEnds, spokenUpTo } from './spoken-text.ts';

const text = 'Dr. Rivera is free at 10 a.m. on Tuesday. Shall I book it? She is.';

/** A third of a second a word. */
const words = (said: string) =>
  said.split(' ').map((word, index) => ({ text: `${word} `, endSeconds: (index + 1) / 3 }));

describe('how far a voice has come', () => {
  it('is after the last word that fits into the audio', () => {
    const rest = text.slice(spokenUpTo(text, words(text), 2));
    expect(rest).toBe(' a.m. on Tuesday. Shall I book it? She is.');
  });

  it('does not lose its place when the voice writes a word its own way', () => {
    const said = words(text).map((word) => (word.text === '10 ' ? { ...word, text: 'ten ' } : word));
    expect(text.slice(spokenUpTo(text, said, 8 / 3)).trim()).toBe('Tuesday. Shall I book it? She is.');
  });

  it('is the beginning of the sentence that the length leads to, without word times', () => {
    expect(text.slice(spokenUpTo(text, [], 1))).toBe(text);
    expect(text.slice(spokenUpTo(text, [], 45 / 15))).toBe('Shall I book it? She is.');
  });

  it('is told for Persian as well', () => {
    const persian = 'نوبت شما ثبت شد. کار دیگری هست؟ خدانگهدار.';
    expect(persian.slice(spokenUpTo(persian, [], 20 / 15))).toBe('کار دیگری هست؟ خدانگهدار.');
    expect(persian.slice(spokenUpTo(persian, words(persian), 2 / 3)).trim()).toBe(
      'ثبت شد. کار دیگری هست؟ خدانگهدار.',
    );
  });
});

describe('a sentence', () => {
  it('does not end after a title or an hour', () => {
    const parts = [0, ...sentenceEnds(text)].map((start, index, all) => text.slice(start, all[index + 1]));
    expect(parts).toEqual(['Dr. Rivera is free at 10 a.m. on Tuesday. ', 'Shall I book it? ', 'She is.']);
  });

  it('ends only once something follows, so that "10." may become "10.30"', () => {
    expect(sentenceEnds('It costs 10.')).toEqual([]);
  });
});

describe('audio that is said to be complete', () => {
  it('was cut short if nobody could have said the text in that time', () => {
    expect(isCutShort(text, [], 1)).toBe(true);
    expect(isCutShort(text, [], 4.5)).toBe(false);
  });

  it('was cut short if words lie after its end', () => {
    expect(isCutShort(text, words(text), 3)).toBe(true);
    expect(isCutShort(text, words(text), 15 / 3)).toBe(false);
  });

  it('is whole if there was nothing to say', () => {
    expect(isCutShort(' ', [], 0)).toBe(false);
  });
});
