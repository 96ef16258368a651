/** What a phrase speaks for. `carrier` is the network's own announcement: a voicemail verdict, but nothing takes a message. */
export type Kind = 'voicemail' | 'carrier' | 'ivr' | 'screener' | 'human';

/**
 * A way of saying something, whatever the exact words. Matched against `wordsOf(text)` joined by spaces: lower case,
 * no punctuation.
 *
 * Weights: 3 decides alone, 1 is a hint that people give too. Words that only people say weigh 2 against every machine:
 * they undo a decisive phrase unless there is more of it.
 */
export interface Phrase {
  kind: Kind;
  weight: number;
  words: RegExp;
}

export function phrases(kind: Kind, weight: number, patterns: RegExp[]): Phrase[] {
  return patterns.map((words) => ({ kind, weight, words }));
}
