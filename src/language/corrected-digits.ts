import type { Part, Piece } from './phone-pieces.ts';
import type { Segment } from './words/segment.ts';

/** Enough for every number that was ever read out; bounds the work on a long ramble. */
const maxReadings = 48;

/** The digits that are left when every correction is carried out, as every reading of them, likeliest first. */
export function correctedDigits(parts: Part[]): string[] {
  return parts.reduce<string[]>((numbers, part) => correct(numbers, part), ['']);
}

/** Every way to read what was said in one go. */
export function combine(segments: Segment[]): string[] {
  return segments.reduce<string[]>(
    (said, segment) =>
      segment.flatMap((reading) => said.map((before) => before + reading)).slice(0, maxReadings),
    [''],
  );
}

function correct(numbers: string[], part: Part): string[] {
  const before = part.isRestart ? [''] : numbers;
  const right = own(part.pieces.filter(({ isWrong }) => !isWrong));
  const wrong = part.pieces.filter(({ isWrong }) => isWrong);
  const denied = digitsOf(wrong).filter((digits) => digits !== '');
  const isMeant = wrong.some(({ isDoubtful }) => isDoubtful) && !isIn(before, denied);
  const corrected = corrections({ numbers: before, pieces: right, wrong: isMeant ? [] : denied });
  return isMeant ? corrections({ numbers: corrected, pieces: wrong, wrong: [] }) : corrected;
}

function isIn(numbers: string[], wrong: string[]): boolean {
  return numbers.some((number) => wrong.some((digits) => number.includes(digits)));
}

/** The speaker's own number where they say which it is; somebody else's only where there is no other. */
function own(pieces: Piece[]): Piece[] {
  const ranks: Piece['owner'][] = ['mine', null, 'other'];
  const best = ranks.find((owner) => pieces.some((piece) => piece.owner === owner));
  return pieces.filter((piece) => piece.owner === best || (piece.place === 'start' && piece.owner === null));
}

function digitsOf(pieces: Piece[]): string[] {
  return combine(pieces.flatMap(({ segments }) => segments));
}

function corrections({
  numbers,
  pieces,
  wrong,
}: {
  numbers: string[];
  pieces: Piece[];
  wrong: string[];
}): string[] {
  if (pieces.length === 0) return numbers.map((number) => (wrong.includes(number) ? '' : number));
  const place = pieces.length === 1 ? (pieces[0]?.place ?? null) : null;
  const corrected = numbers.flatMap((number) =>
    digitsOf(pieces).flatMap((digits) =>
      number === '' ? [digits] : correctedNumbers({ number, digits, wrong, place }),
    ),
  );
  return [...new Set(corrected)].slice(0, maxReadings);
}

interface Correction {
  number: string;
  digits: string;
  /** What the digits stand for, where that was said. */
  wrong: string[];
  place: Piece['place'];
}

/** What the number may be after "no, 42", likeliest first. */
function correctedNumbers({ number, digits, wrong, place }: Correction): string[] {
  const replaced = wrong.flatMap((part) => replaceLast(number, part, digits));
  if (replaced.length > 0) return replaced;
  if (digits.length >= number.length) return [digits, ...atAnyEnd(number, digits)];
  // Of a number that is not whole they are no correction, but what is missing.
  if (place === 'end') return [atEnd(number, digits, digits.length), number + digits];
  if (place === 'start') return [...atStart(number, digits), digits + number];
  // "202 555 0124, no, 202": somebody begins anew, and what differs less is what is meant.
  if (number.startsWith(digits)) return [digits];
  const head = number.slice(0, digits.length);
  const tail = number.slice(-digits.length);
  if (distance(head, digits) < distance(tail, digits)) return [digits, ...atStart(number, digits)];
  return atAnyEnd(number, digits);
}

/** The digits in place of as many at the end, or of another group: "202 555 01, no, 0142". */
function atAnyEnd(number: string, digits: string): string[] {
  const most = Math.min(digits.length, number.length - 1);
  const lengths = Array.from({ length: most + 1 }, (_, index) => most - index);
  const overlaps = lengths.filter((length) => length > 0 && digits.startsWith(number.slice(-length)));
  return [...overlaps, ...lengths].map((length) => atEnd(number, digits, length));
}

function replaceLast(number: string, part: string, digits: string): string[] {
  const at = number.lastIndexOf(part);
  return at === -1 ? [] : [number.slice(0, at) + digits + number.slice(at + part.length)];
}

function atEnd(number: string, digits: string, length: number): string {
  return number.slice(0, number.length - length) + digits;
}

/** Behind the country's code, where one was said. */
function atStart(number: string, digits: string): string[] {
  const offsets = number.startsWith('+') ? [2, 3, 4] : [0, 1];
  return offsets.map((offset) => number.slice(0, offset) + digits + number.slice(offset + digits.length));
}

function distance(one: string, other: string): number {
  return [...other].filter((digit, index) => digit !== one[index]).length;
}
