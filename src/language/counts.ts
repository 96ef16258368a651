import { wordsOf } from './normalize.ts';
import { type KnownLanguage, knownLanguage } from './tags.ts';
import type { CountWords } from './words/count-words.ts';
import { englishCounts } from './words/counts-en.ts';
import { persianCounts } from './words/counts-fa.ts';
import * as english from './words/numbers-en.ts';
import * as persian from './words/numbers-fa.ts';
import { wordValue } from './words/segment.ts';

/** How many of something: so many, or so many more or fewer than there were. */
export interface Count {
  kind: 'exactly' | 'more' | 'fewer';
  count: number;
}

const lexicons: Record<KnownLanguage, { words: CountWords; numbers: typeof english | typeof persian }> = {
  en: { words: englishCounts, numbers: english },
  fa: { words: persianCounts, numbers: persian },
};

/** More than anybody orders of one thing; bounds what is read as one number. */
const mostCounted = 9999;

/** The count in a text that says nothing else: "a dozen", "half a dozen", "two more"; null for anything else. */
export function readCount(text: string, language: string): Count | null {
  const words = wordsOf(text);
  const found = countAt(words, 0, language);
  return found !== null && found.length === words.length ? found.count : null;
}

/** The longest count that begins with the word at `at`, and how many words it takes; null where none does. */
export function countAt(
  words: string[],
  at: number,
  language: string,
): { count: Count; length: number } | null {
  const known = knownLanguage(language);
  const { words: lexicon } = lexicons[known];
  const isAnother = lexicon.another.has(words[at] ?? '');
  const from = isAnother ? at + 1 : at;
  const number = numberAt(words, from, known);
  if (number === null && !isAnother) return null;
  let end = from + (number?.length ?? 0);
  const count = number?.value ?? 1;
  let kind: Count['kind'] = isAnother ? 'more' : 'exactly';
  let look = end;
  while (number !== null && lexicon.measures.has(words[look] ?? '')) look += 1;
  const said = words[look] ?? '';
  if (!isAnother && lexicon.more.has(said)) kind = 'more';
  if (lexicon.fewer.has(said)) kind = 'fewer';
  if (lexicon.more.has(said) || lexicon.fewer.has(said)) look += 1;
  while (lexicon.measures.has(words[look] ?? '')) look += 1;
  if (look > end) end = look;
  return { count: { kind, count }, length: end - at };
}

function numberAt(
  words: string[],
  at: number,
  known: KnownLanguage,
): { value: number; length: number } | null {
  const { words: lexicon } = lexicons[known];
  const { half, one, groups } = lexicon;
  const wordAt = (index: number) => words[index] ?? '';
  const groupAt = (index: number) => wordValue(wordAt(index), groups);
  // "Half a dozen", "a half dozen".
  const halved = one.has(wordAt(at)) && half.has(wordAt(at + 1)) ? at + 1 : at;
  if (half.has(wordAt(halved))) {
    const start = one.has(wordAt(halved + 1)) ? halved + 2 : halved + 1;
    const group = groupAt(start);
    return group !== null && group % 2 === 0 ? { value: group / 2, length: start + 1 - at } : null;
  }
  const plain = plainNumberAt(words, at, known);
  const start = at + (plain?.length ?? (one.has(wordAt(at)) ? 1 : 0));
  const group = groupAt(start);
  if (group !== null) return { value: (plain?.value ?? 1) * group, length: start + 1 - at };
  if (plain !== null) return plain;
  return one.has(wordAt(at)) ? { value: 1, length: 1 } : null;
}

/** "24", "24x", "twenty four", «بیست و چهار»; zero counts nothing. */
function plainNumberAt(
  words: string[],
  at: number,
  known: KnownLanguage,
): { value: number; length: number } | null {
  const { words: lexicon, numbers } = lexicons[known];
  const figure = /^(\d{1,4})x?$/.exec(words[at] ?? '');
  if (figure) return Number(figure[1]) > 0 ? { value: Number(figure[1]), length: 1 } : null;
  const tens = wordValue(words[at], numbers.tens);
  if (tens !== null) {
    const next = lexicon.and.has(words[at + 1] ?? '') && known === 'fa' ? at + 2 : at + 1;
    const unit = wordValue(words[next], numbers.units);
    return unit !== null && unit > 0 && unit < 10
      ? { value: tens + unit, length: next + 1 - at }
      : { value: tens, length: 1 };
  }
  const small = wordValue(words[at], numbers.units) ?? wordValue(words[at], numbers.teens);
  return small === null || small === 0 || small > mostCounted ? null : { value: small, length: 1 };
}

/** What there is after somebody said how many: never less than nothing. */
export function applyCount(before: number, { kind, count }: Count): number {
  if (kind === 'exactly') return count;
  return Math.max(0, kind === 'more' ? before + count : before - count);
}
