import { knownLanguage } from './tags.ts';

/** Cuts a growing text into sentences as soon as each is complete. */
export interface SentenceSplitter {
  /** Sentences that this text completed, each with the space after it, so that together they are the text again. */
  push(text: string): string[];
  /** What is left when no more text comes. */
  flush(): string[];
}

/** A dot after these ends no sentence. "a.m." and "p.m." may: see `isAbbreviation`. */
const titles = /(?:^|[\s(])(?:dr|mr|mrs|ms|prof|st|ave|no|nr|vs|etc|approx|e\.g|i\.e|[a-z])\.$/i;
const halfDay = /\b[ap]\.m\.$/i;
/** Longer than anybody speaks without a stop: it is cut at a comma, or between two words. */
const longestSentence = 300;
const boundary = /[.!?…؟۔]+["'”’»)\]]*\s+|\n+\s*/gu;

export function splitSentences(language: string): SentenceSplitter {
  let pending = '';
  return {
    push(text) {
      pending += text;
      const { sentences, rest } = cut(pending, knownLanguage(language) === 'en');
      pending = rest;
      return sentences;
    },
    flush() {
      const rest = pending;
      pending = '';
      return rest === '' ? [] : [rest];
    },
  };
}

function cut(text: string, isEnglish: boolean): { sentences: string[]; rest: string } {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length;
    const next = text[end];
    // Whether "10 a.m. " ends a sentence shows in the next letter, which may not be here yet.
    const sentence = text.slice(start, end);
    if (isEnglish && isAbbreviation(sentence.trimEnd(), next)) continue;
    if (sentence.trim() === '') continue;
    sentences.push(sentence);
    start = end;
  }
  let rest = text.slice(start);
  while (rest.length > longestSentence) {
    const end = pauseIn(rest);
    sentences.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return { sentences, rest };
}

/** Where a speaker would draw breath. */
function pauseIn(text: string): number {
  const long = text.slice(0, longestSentence);
  const pauses = [...long.matchAll(/[,;:،؛–]\s+/gu)].map((match) => match.index + match[0].length);
  const pause = pauses.at(-1) ?? long.search(/\s\S*$/u) + 1;
  return pause || longestSentence;
}

function isAbbreviation(sentence: string, next: string | undefined): boolean {
  if (halfDay.test(sentence)) return next === undefined || !/\p{Lu}/u.test(next);
  return titles.test(sentence);
}

/** A sentence to be put into another one. */
export function withoutFullStop(text: string): string {
  return text.replace(/[.!?؟\s]+$/u, '');
}
