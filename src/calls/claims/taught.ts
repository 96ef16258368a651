import { normalize } from '../../language/normalize.ts';
import type { Verdict } from './verdict.ts';

/** Words that say nothing of what a sentence is about. */
const empty = new Set(
  'the a an is are be it its that this there here we you your our i they and or of for to in on at with from by as do does not no yes have has will would can any all most more very just also so if please about'.split(
    ' ',
  ),
);

/**
 * Whether the business taught what a clause says: each of its numbers is in a text that speaks of the same. Nothing of it
 * in any text is a contradiction; words in common with other numbers, or without them, are for somebody who understands.
 */
export function isTaught(clause: string, knowledge: readonly string[]): Verdict {
  const words = wordsIn(clause);
  const numbers = numbersIn(clause);
  const verdicts = knowledge.map((text): Verdict => {
    const known = new Set(wordsIn(text));
    const common = words.filter((word) => known.has(word));
    if (common.length === 0) return 'contradicted';
    const knownNumbers = new Set(numbersIn(text));
    if (!numbers.every((number) => knownNumbers.has(number))) return 'contradicted';
    if (isDenied(clause) !== isDenied(text)) return 'unclear';
    const share = common.length / words.length;
    return share >= (numbers.length > 0 ? 0.5 : 0.8) ? 'supported' : 'unclear';
  });
  if (verdicts.includes('supported')) return 'supported';
  return verdicts.includes('unclear') ? 'unclear' : 'contradicted';
}

/** "We take no cards" is not taught by "we take cards". */
function isDenied(text: string): boolean {
  return /\b(?:no|not|never|none|neither|without|cannot)\b|n't\b|(?:^|[^\p{L}])(?:نمی|ندار|نیست|بدون)/u.test(
    normalize(text),
  );
}

function wordsIn(text: string): string[] {
  const words = normalize(text).match(/\p{L}{3,}/gu) ?? [];
  return words
    .map((word) => word.replace(/(?<=\p{L}{3})(?:ies|es|s)$/u, ''))
    .filter((word) => !empty.has(word));
}

function numbersIn(text: string): string[] {
  return normalize(text).match(/\d+(?:[.:]\d+)?/g) ?? [];
}
