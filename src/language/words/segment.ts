/** "Twenty two" is 22, or 20 and then 2: what was said is a row of segments, each with its readings, likeliest first. */
export type Segment = readonly [string, ...string[]];

export interface Reading {
  segment: Segment;
  /** Words that it took. */
  length: number;
}

/** Looks a word up without finding what every object inherits. */
export function wordValue(word: string | undefined, table: Record<string, number>): number | null {
  return word === undefined || !Object.hasOwn(table, word) ? null : (table[word] ?? null);
}
