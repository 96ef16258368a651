/**
 * What the words around digits say of them. Marks are upper case, which no normalized text has.
 *
 *   FIX      what follows replaces something that was said        RESTART   what follows replaces everything
 *   NOT      the next digits are wrong                            NAY       wrong where the number has them, else FIX
 *   MINE, OTHER    the next digits are the speaker's number, or somebody else's or one that is no longer used
 *   ENDING, STARTING    the next digits are the end or the beginning of the number
 *   ATEND, ATSTART      the same of the digits before
 *   STOP     digits that belong to no telephone number were here  PAUSE     punctuation
 */
export const marks = [
  'FIX',
  'RESTART',
  'NOT',
  'NAY',
  'MINE',
  'OTHER',
  'ENDING',
  'STARTING',
  'ATEND',
  'ATSTART',
  'STOP',
  'PAUSE',
] as const;

export type Mark = (typeof marks)[number];

export type CueRule = [pattern: RegExp, marks: string];

/** In the order in which they are tried on a normalized text. */
export interface Cues {
  rules: CueRule[];
  /** Words that may be a digit and may be a cue: tried where the digit makes no number. */
  doubtful: CueRule[];
}
