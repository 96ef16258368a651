import { combine, correctedDigits } from './corrected-digits.ts';
import { normalize } from './normalize.ts';
import { markCues } from './phone-cues.ts';
import { type Part, type Piece, partsOf } from './phone-pieces.ts';
import { knownLanguage } from './tags.ts';

const extension = /\b(?:extension|ext)\b.*$|داخلی.*$/u;

/** No country's code is longer. */
const longestCode = 3;
/** With a prefix for calls abroad and the country's code; ITU-T E.164 itself allows fifteen. */
const mostDigits = 19;
const fewestDigits = 6;
/** A number and once more the same. */
const mostRepeated = 2 * mostDigits;
const mostReadings = 48;
/** A long ramble has no more pieces that are looked at one by one: the last are the likeliest. */
const mostPieces = 8;
/** Fewer digits at the end that were said before are no repetition, but digits too many. */
const leastRepeated = 4;

/**
 * The digits in a spoken or typed text with a leading `+` where one was said, as every reading of it, likeliest first,
 * in sets: the next set counts where no reading of the one before is a number. Words that are no digits are passed over,
 * and so are digits of dates, ages, addresses and the like; what was corrected is.
 */
export function* spokenDigits(text: string, language: string): Generator<string[]> {
  const known = knownLanguage(language);
  const spoken = normalize(text).replace(extension, '');
  const ways = markCues(spoken, known).map((marked) => partsOf(marked, known));
  const said: string[][] = [];
  for (const readings of readingsOf(ways)) {
    said.push(readings);
    yield tidy(readings);
  }
  const whole = said.flat().filter((digits) => digits.length <= mostRepeated);
  yield likely([...new Set(whole)].slice(0, mostReadings).flatMap(onceOnly));
}

/** As it was said, in every way to take its cues; then parts of it. */
function* readingsOf(ways: Part[][]): Generator<string[]> {
  for (const parts of ways) yield correctedDigits(parts);
  for (const parts of ways) yield likely(oneNumberOf(parts));
}

/** Of many guesses those that may be a number at all, so that few have to be looked up. */
function likely(readings: string[]): string[] {
  const all = readings.filter(({ length }) => length >= fewestDigits && length <= mostDigits);
  return [...new Set(all)].slice(0, mostReadings);
}

function tidy(readings: string[]): string[] {
  const all = readings.flatMap(leadingPlus).filter((digits) => digits !== '');
  return [...new Set(all)];
}

/** A plus in the middle begins anew; a country's code may come last: "… and the country code is 1". */
function leadingPlus(digits: string): string[] {
  const start = digits.lastIndexOf('+');
  if (start <= 0) return [digits];
  const code = digits.slice(start);
  return code.length <= longestCode + 1 ? [code + digits.slice(0, start).replace('+', '')] : [code];
}

/** Rows of pieces that may be the number while the rest is something else: the longest first. */
function oneNumberOf(parts: Part[]): string[] {
  const at = parts.findIndex(({ pieces }) => pieces.length > 1);
  const several = parts[at];
  if (several === undefined) return [];
  return rowsOf(several.pieces.slice(-mostPieces)).flatMap((pieces) =>
    correctedDigits(parts.with(at, { ...several, pieces })),
  );
}

function rowsOf(pieces: Piece[]): Piece[][] {
  const rows = pieces.flatMap((_, start) =>
    pieces.slice(start).map((_piece, index) => pieces.slice(start, start + index + 1)),
  );
  const length = (row: Piece[]) => Math.max(...digitsOf(row).map((digits) => digits.length));
  return rows
    .filter((row) => row.every(({ isWrong }) => !isWrong))
    .toSorted((one, other) => length(other) - length(one));
}

function digitsOf(pieces: Piece[]): string[] {
  return combine(pieces.flatMap(({ segments }) => segments));
}

/** Without what was said twice: the whole number, its end, or a beginning that was broken off. */
function onceOnly(digits: string): string[] {
  const once: string[] = [];
  for (let length = digits.length - leastRepeated; length >= digits.length / 2; length -= 1) {
    const number = digits.slice(0, length);
    if (number.endsWith(digits.slice(length))) once.push(number);
  }
  for (let length = Math.floor(digits.length / 2); length > 1; length -= 1) {
    const start = digits.slice(0, length);
    if (digits.startsWith(start, length)) once.push(digits.slice(length));
  }
  return once;
}
