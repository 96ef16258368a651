import type { CountWords } from './count-words.ts';

const set = (words: string) => new Set(words.split(' '));

/** "A dozen", "half a dozen", "a couple of", "another", "two more", "one less". */
export const englishCounts: CountWords = {
  one: set('a an one single'),
  groups: { dozen: 12, couple: 2, pair: 2, hundred: 100 },
  half: set('half'),
  and: set('and'),
  measures: set(
    'of x times portion portions plate plates cup cups glass glasses bottle bottles order orders serving servings',
  ),
  another: set('another'),
  more: set('more extra additional'),
  fewer: set('less fewer'),
};
