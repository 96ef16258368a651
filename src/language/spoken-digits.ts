import { afterCorrection } from './corrections.ts';
import { wordsOf } from './normalize.ts';
import { knownLanguage } from './tags.ts';
import { digitSegments as englishSegments } from './words/digits-en.ts';
import { digitSegments as persianSegments } from './words/digits-fa.ts';
import type { Segment } from './words/segment.ts';

/** Enough for every number that was ever read out; bounds the work on a long ramble. */
const maxReadings = 48;

const extension = /\b(?:extension|ext)\b.*$|داخلی.*$/u;
/**
 * The digits in a spoken or typed text with a leading `+` where one was said, as every reading of it, likeliest first.
 * Words that are no digits are passed over. After a correction the digits that follow it come first.
 */
export function spokenDigits(text: string, language: string): string[] {
  const spoken = wordsOf(text).join(' ').replace(extension, '');
  const whole = readings(spoken, language);
  const corrected = afterCorrection(spoken);
  if (corrected === null) return whole;
  return [...readings(corrected, language), ...whole].filter((digits) => digits !== '');
}

function readings(text: string, language: string): string[] {
  const words = text.split(' ').filter((word) => word !== '');
  const segments = knownLanguage(language) === 'fa' ? persianSegments(words) : englishSegments(words);
  const all = combine(segments)
    .map(keepLeadingPlus)
    .filter((digits) => digits !== '');
  return [...new Set(all)];
}

function combine(segments: Segment[]): string[] {
  return segments.reduce<string[]>(
    (said, segment) =>
      segment.flatMap((reading) => said.map((before) => before + reading)).slice(0, maxReadings),
    [''],
  );
}

function keepLeadingPlus(digits: string): string {
  const start = digits.lastIndexOf('+');
  return start <= 0 ? digits : digits.slice(start);
}
