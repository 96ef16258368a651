import { normalize } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';
import { digitSegments as englishSegments, isDigitWord as isEnglishDigit } from './words/digits-en.ts';
import { isDigitWord as isPersianDigit, digitSegments as persianSegments } from './words/digits-fa.ts';

/** No subscriber has fewer digits; dates, prices and quantities have. */
const leastDigits = 7;

interface Speech {
  segmentsOf: typeof englishSegments;
  isDigit: typeof isEnglishDigit;
  /** May stand between the digits of one number. */
  fillers: ReadonlySet<string>;
  /** Stands where a number was. */
  mark: string;
}

const speech: Record<KnownLanguage, Speech> = {
  en: {
    segmentsOf: englishSegments,
    isDigit: isEnglishDigit,
    fillers: new Set(['and', 'then', 'uh', 'um', 'er', 'dash', 'hyphen', 'minus', 'area', 'code', 'is']),
    mark: '[number]',
  },
  fa: {
    segmentsOf: persianSegments,
    isDigit: isPersianDigit,
    fillers: new Set(['و', 'بعد', 'بعدش', 'خط', 'تیره', 'اوم']),
    mark: '[شماره]',
  },
};

/** "2026-11-24", "24.11.2026", "11/24/26" and "10:30" are no part of a number, however many digits they have. */
const dateOrTime =
  /(?<![\p{L}\p{N}])(?:\d{4}(?<iso>[-/.])\d{1,2}\k<iso>\d{1,2}|\d{1,2}(?<local>[-/.])\d{1,2}\k<local>(?:\d{4}|\d{2})|\d{1,2}:\d{2}(?::\d{2})?)(?!\p{N})/u;
const token = new RegExp(`(?<date>${dateOrTime.source})|[\\p{L}\\p{M}']+|\\p{N}+|\\+`, 'gu');

interface Word {
  text: string;
  start: number;
  end: number;
}

/** The text with "[number]" wherever a telephone number stands in it, in figures or as it is spoken. */
export function withoutPhones(text: string, language: string): string {
  const { mark, ...own } = speech[knownLanguage(language)];
  const words = wordsIn(text);
  let kept = '';
  let from = 0;
  for (let at = 0; at < words.length; ) {
    const length = numberLength(words, at, own);
    const [first, last] = [words[at], words[at + length - 1]];
    if (length > 0 && first && last) {
      kept += text.slice(from, first.start).replace(/\($/, '') + mark;
      from = last.end;
    }
    at += Math.max(1, length);
  }
  return kept + text.slice(from);
}

function wordsIn(text: string): Word[] {
  return [...text.matchAll(token)].map(({ 0: found, index, groups }) => ({
    // A date is a word like any other: no digits.
    text: groups?.['date'] ? 'date' : normalize(found),
    start: index,
    end: index + found.length,
  }));
}

/** How many words from `start` on are one telephone number; none where there is none. */
function numberLength(
  words: Word[],
  start: number,
  { segmentsOf, isDigit, fillers }: Omit<Speech, 'mark'>,
): number {
  const texts = words.map(({ text }) => text);
  let end = start;
  for (let at = start; at < words.length; at += 1) {
    if (isDigit(texts, at, at > start)) end = at + 1;
    else if (at === start || !fillers.has(texts[at] ?? '')) break;
  }
  const digits = segmentsOf(texts.slice(start, end)).map(([likeliest]) => likeliest);
  return digits.join('').replace(/\D/g, '').length >= leastDigits ? end - start : 0;
}
