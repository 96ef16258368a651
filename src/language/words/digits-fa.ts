import { hundreds, teens, tens, units } from './numbers-fa.ts';
import { type Reading, type Segment, wordValue } from './segment.ts';

const plusWords = new Set(['+', 'به علاوه', 'بعلاوه', 'مثبت', 'پلاس']);

/** The digits of Persian words: «صفر نهصد و دوازده», «دو تا پنج», «به‌علاوه نود و هشت», «دابل پنج». */
export function digitSegments(spoken: string[]): Segment[] {
  const words = spoken.flatMap(splitJoinedAnd);
  const segments: Segment[] = [];
  for (let at = 0; at < words.length; ) {
    const reading = readAt(words, at);
    if (reading !== null) segments.push(reading.segment);
    at += reading?.length ?? 1;
  }
  return segments;
}

/** @param isInside digits stand before it: «نهصد و دوازده» goes on, «و» alone does not begin */
export function isDigitWord(words: string[], at: number, isInside: boolean): boolean {
  const word = words[at] ?? '';
  if (/^\d+$/.test(word) || plusWords.has(word) || ['دوبل', 'دابل'].includes(word)) return true;
  if (plusWords.has(`${word} ${words[at + 1] ?? ''}`)) return true;
  if (plusWords.has(`${words[at - 1] ?? ''} ${word}`)) return isInside;
  if (word === 'و' || word === 'تا') return isInside && isDigitWord(words, at + 1, false);
  const [number = ''] = splitJoinedAnd(word);
  return [units, teens, tens, hundreds].some((table) => Object.hasOwn(table, number));
}

/** Recognizers glue the «و» to the number before it: «نهصدو دوازده». */
function splitJoinedAnd(word: string): string[] {
  const number = word.slice(0, -1);
  const isJoined = word.endsWith('و') && (Object.hasOwn(hundreds, number) || Object.hasOwn(tens, number));
  return isJoined ? [number, 'و'] : [word];
}

function readAt(words: string[], at: number): Reading | null {
  const word = words[at] ?? '';
  if (plusWords.has(word)) return { segment: ['+'], length: 1 };
  if (plusWords.has(`${word} ${words[at + 1] ?? ''}`)) return { segment: ['+'], length: 2 };
  if (/^\d+$/.test(word)) return repeated(words, at) ?? { segment: [word], length: 1 };
  return repeated(words, at) ?? fromHundreds(words, at) ?? belowHundred(words, at);
}

function repeated(words: string[], at: number): Reading | null {
  const digit = (word: string | undefined) =>
    word !== undefined && /^\d$/.test(word) ? Number(word) : wordValue(word, units);
  if (['دوبل', 'دابل'].includes(words[at] ?? '')) {
    const twice = digit(words[at + 1]);
    return twice === null ? null : { segment: [String(twice).repeat(2)], length: 2 };
  }
  const count = digit(words[at]);
  const repeatedDigit = words[at + 1] === 'تا' ? digit(words[at + 2]) : null;
  if (count === null || repeatedDigit === null) return null;
  return { segment: [String(repeatedDigit).repeat(count)], length: 3 };
}

/** «نهصد و دوازده» is 912; said without the «و» it usually is too. */
function fromHundreds(words: string[], at: number): Reading | null {
  const hundred = wordValue(words[at], hundreds);
  if (hundred === null) return null;
  const and = words[at + 1] === 'و' ? 1 : 0;
  const rest = belowHundred(words, at + 1 + and);
  if (rest === null || rest.segment[0] === '0') return { segment: [String(hundred)], length: 1 };
  const merged = rest.segment
    .filter((digits) => Number(digits) < 100)
    .map((digits) => String(hundred + Number(digits)));
  const apart = and === 1 ? [] : rest.segment.map((digits) => String(hundred) + digits);
  const [first = String(hundred), ...others] = [...merged, ...apart];
  return { segment: [first, ...others], length: 1 + and + rest.length };
}

function belowHundred(words: string[], at: number): Reading | null {
  const small = wordValue(words[at], units) ?? wordValue(words[at], teens);
  if (small !== null) return { segment: [String(small)], length: 1 };
  const ten = wordValue(words[at], tens);
  if (ten === null) return null;
  const and = words[at + 1] === 'و' ? 1 : 0;
  const unit = wordValue(words[at + 1 + and], units);
  if (unit === null || unit === 0) return { segment: [String(ten)], length: 1 };
  if (and === 1) return { segment: [String(ten + unit)], length: 3 };
  return { segment: [String(ten + unit), `${ten}${unit}`], length: 2 };
}
