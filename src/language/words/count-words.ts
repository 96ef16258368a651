/** The words that count things in one language. */
export interface CountWords {
  /** One, where an article or a short word stands for it. */
  one: ReadonlySet<string>;
  /** So many at once: "dozen" is 12, "couple" 2. */
  groups: Readonly<Record<string, number>>;
  half: ReadonlySet<string>;
  /** Joins tens and units, in Persian; hundreds and the rest, in English. */
  and: ReadonlySet<string>;
  /** Between a number and what is counted, or what says more: "of", «تا». */
  measures: ReadonlySet<string>;
  /** Is "one more" by itself. */
  another: ReadonlySet<string>;
  more: ReadonlySet<string>;
  fewer: ReadonlySet<string>;
}
