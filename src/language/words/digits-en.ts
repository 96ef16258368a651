import { plurals, repeats, teens, tens, units } from './numbers-en.ts';
import { type Reading, type Segment, wordValue } from './segment.ts';

/** The digits of English words: "plus one two oh two", "double five", "eight hundred", "twenty two", "three fives". */
export function digitSegments(words: string[]): Segment[] {
  const segments: Segment[] = [];
  for (let at = 0; at < words.length; ) {
    const reading = readAt(words, at);
    if (reading !== null) segments.push(reading.segment);
    at += reading?.length ?? 1;
  }
  return segments;
}

/** @param isInside digits stand before it: "five hundred and twelve" goes on, "and" alone does not begin */
export function isDigitWord(words: string[], at: number, isInside: boolean): boolean {
  const word = words[at] ?? '';
  if (word === 'and') return isInside && /^(?:hundred|thousand)$/.test(words[at - 1] ?? '');
  if (word === 'hundred' || word === 'thousand') return isInside;
  if (word === '+' || word === 'plus' || literal(word) !== null) return true;
  return [units, teens, tens, repeats, plurals].some((table) => Object.hasOwn(table, word));
}

function readAt(words: string[], at: number): Reading | null {
  const word = words[at] ?? '';
  if (word === '+' || word === 'plus') return { segment: ['+'], length: 1 };
  if (word === 'one' && pointing.has(words[at - 1] ?? '')) return null;
  if (word === 'oh' && !startsNumber(words[at + 1])) return { segment: ['0', ''], length: 1 };
  return repeated(words, at) ?? hundreds(words, at) ?? belowHundred(words, at) ?? literal(word);
}

/** "This one", "which one" */
const pointing = new Set(['this', 'that', 'which', 'the', 'another', 'other']);

/** "Oh, it's two oh two": the first is no digit. */
function startsNumber(word: string | undefined): boolean {
  if (word === undefined) return false;
  return /^\d/.test(word) || [units, teens, tens, repeats].some((table) => Object.hasOwn(table, word));
}

function literal(word: string): Reading | null {
  const digits = word.replace(/[:']/g, '');
  return /^\d+$/.test(digits) ? { segment: [digits], length: 1 } : null;
}

function repeated(words: string[], at: number): Reading | null {
  const times = repeats[words[at] ?? ''];
  const digit = digitOf(words[at + 1]);
  if (times !== undefined && digit !== null) return { segment: [digit.repeat(times)], length: 2 };
  const count = units[words[at] ?? ''];
  const plural = plurals[words[at + 1] ?? ''];
  if (count === undefined || plural === undefined) return null;
  return { segment: [String(plural).repeat(count)], length: 2 };
}

function hundreds(words: string[], at: number): Reading | null {
  const count = wordValue(words[at], units) ?? wordValue(words[at], teens) ?? literalValue(words[at]);
  const scale = words[at + 1] === 'hundred' ? 100 : words[at + 1] === 'thousand' ? 1000 : null;
  if (scale === null || count === null) return null;
  const round = count * scale;
  const hasAnd = words[at + 2] === 'and';
  const rest = belowHundred(words, at + 2 + (hasAnd ? 1 : 0));
  if (rest === null) return { segment: [String(round)], length: 2 };
  // "Five hundred and twelve" is 512; without the "and", "eight hundred five five five" starts 800 and goes on.
  const merged = rest.segment
    .filter((digits) => Number(digits) < scale)
    .map((digits) => String(round + Number(digits)));
  const apart = rest.segment.map((digits) => String(round) + digits);
  const [first = String(round), ...others] = hasAnd ? merged : [...apart, ...merged];
  return { segment: [first, ...others], length: 2 + (hasAnd ? 1 : 0) + rest.length };
}

function belowHundred(words: string[], at: number): Reading | null {
  const unit = wordValue(words[at], units) ?? wordValue(words[at], teens);
  if (unit !== null) return { segment: [String(unit)], length: 1 };
  const ten = wordValue(words[at], tens);
  if (ten === null) return null;
  const next = wordValue(words[at + 1], units);
  if (next === null || next === 0) return { segment: [String(ten)], length: 1 };
  return { segment: [String(ten + next), `${ten}${next}`], length: 2 };
}

function digitOf(word: string | undefined): string | null {
  const value = wordValue(word, units);
  if (value !== null) return String(value);
  return word !== undefined && /^\d$/.test(word) ? word : null;
}

function literalValue(word: string | undefined): number | null {
  return word !== undefined && /^\d{1,2}$/.test(word) ? Number(word) : null;
}
