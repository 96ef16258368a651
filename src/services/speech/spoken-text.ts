/** Where a voice is in its text, told from the audio that has come back so far. Seconds and characters. */

export interface SpokenWord {
  text: string;
  endSeconds: number;
}

/** How fast voices speak on average. */
const charactersPerSecond = 15;
/** No voice is faster: audio that is shorter than this for its text has been cut short. */
const fastestCharactersPerSecond = 30;
/** Voices trim the end of the last word. */
const toleranceSeconds = 0.15;
/** A word is looked for this far ahead of where it should be; a voice may spell a number its own way. */
const searchLength = 40;

/**
 * The first character that was not spoken.
 * With word times: after the last word that fits into the audio. Without: the beginning of the sentence that the
 * audio's length leads to, since a sentence heard twice is better than one that is missing.
 */
export function spokenUpTo(text: string, words: SpokenWord[], audioSeconds: number): number {
  if (words.length === 0) return sentenceStart(text, Math.floor(audioSeconds * charactersPerSecond));
  let position = 0;
  for (const { text: word, endSeconds } of words) {
    if (endSeconds > audioSeconds + toleranceSeconds) break;
    position = after(text, word.trim(), position);
  }
  return position;
}

/** The same without going back to the sentence's beginning, for a transcript that runs along: the last whole word. */
export function spokenRoughlyUpTo(text: string, audioSeconds: number): number {
  const reached = text.slice(0, Math.floor(audioSeconds * charactersPerSecond));
  return reached.length === text.length ? reached.length : Math.max(reached.search(/\s\S*$/u), 0);
}

/** Whether audio that is said to be complete can be the whole text. */
export function isCutShort(text: string, words: SpokenWord[], audioSeconds: number): boolean {
  const spoken = text.trim();
  if (spoken === '') return false;
  const lastEnd = words.at(-1)?.endSeconds ?? 0;
  return (
    audioSeconds < spoken.length / fastestCharactersPerSecond || lastEnd > audioSeconds + 2 * toleranceSeconds
  );
}

/** Ends of sentences in any script; a dot after a title or between letters ("a.m.") is none. */
const sentenceEnd = /(?<!\b(?:Dr|Mr|Mrs|Ms|St|No|a\.m|p\.m))[.!?…؟۔。！？](?=\s)\s+/giu;

/** Positions after which a new sentence begins. */
export function sentenceEnds(text: string): number[] {
  return [...text.matchAll(sentenceEnd)].map((match) => match.index + match[0].length);
}

function sentenceStart(text: string, position: number): number {
  return sentenceEnds(text).findLast((end) => end <= position) ?? 0;
}

function after(text: string, word: string, from: number): number {
  const found = text.slice(from, from + word.length + searchLength).indexOf(word);
  if (word !== '' && found !== -1) return from + found + word.length;
  const skipped = /^\s*\S+/u.exec(text.slice(from));
  return from + (skipped?.[0].length ?? 0);
}
