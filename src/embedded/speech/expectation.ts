/** What the agent waits for, and what is known of what may be said. */
export interface Expectation {
  expects: 'yes_no' | 'phone_number' | 'date_time' | 'open';
  /** Names that may be given, beyond the common ones. */
  names?: string[];
  /** What this kind of call is about; without it only what may be said in any call is heard. */
  hearing?: Hearing;
}

/**
 * What one kind of call adds to the grammar, in JSGF notation. It may use the common rules: `<answer>`, `<courtesy>`,
 * `<manner>`, `<phone>`, `<person>`, `<date>`, `<time>`, `<part>`, `<when>`, `<delay>`.
 */
export interface Hearing {
  /** What is listened for, the likeliest with the largest weight; ways out of it with a small one. */
  said: string;
  /** Rules of its own, such as `<reply> = yes | no`. Every word has to be in the recognizer's dictionary. */
  rules: string[];
  /** Rules that are lists of words of which nobody knows yet whether they can be heard. */
  lists: WordList[];
  /** Three to five things to say next, for the page of a rehearsal, each inside the grammar. */
  suggestions: string[];
}

export interface WordList {
  rule: string;
  /** The first of these in which the dictionary has a word, without the words that it lacks. */
  anyOf: string[][];
  /** Where it has none of them: words that it knows. */
  otherwise: string[];
}
