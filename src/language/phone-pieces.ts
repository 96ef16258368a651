import { splitWords } from './normalize.ts';
import type { KnownLanguage } from './tags.ts';
import { digitSegments as englishSegments, isDigitWord as isEnglishDigit } from './words/digits-en.ts';
import { isDigitWord as isPersianDigit, digitSegments as persianSegments } from './words/digits-fa.ts';
import { type Mark, marks } from './words/phone-cue.ts';
import type { Segment } from './words/segment.ts';

/** Digits that were said in one go, with what was said of them. */
export interface Piece {
  segments: Segment[];
  /** "Not 43" */
  isWrong: boolean;
  /** "No" or "not": wrong where the number has these digits, else right. */
  isDoubtful: boolean;
  place: 'start' | 'end' | null;
  owner: 'mine' | 'other' | null;
}

/** What was said between two corrections. */
export interface Part {
  /** Nothing before it counts. */
  isRestart: boolean;
  pieces: Piece[];
}

const known = new Set<string>(marks);
const speakers = {
  en: { segmentsOf: englishSegments, isDigit: isEnglishDigit },
  fa: { segmentsOf: persianSegments, isDigit: isPersianDigit },
};

/** More digits than this are no correction of an end, but the number itself. */
const longestEnd = 6;

/** The digits of a text in which the cues are marked. */
export function partsOf(marked: string, language: KnownLanguage): Part[] {
  const reader = new PartReader();
  const { segmentsOf, isDigit } = speakers[language];
  const words = splitWords(marked);
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    if (known.has(word)) reader.mark(word as Mark);
    let length = 0;
    while (at + length < words.length && isDigit(words, at + length, length > 0)) length += 1;
    if (length > 0) reader.digits(segmentsOf(words.slice(at, at + length)));
    else if (!known.has(word)) reader.word();
    at += Math.max(1, length);
  }
  return reader.parts;
}

class PartReader {
  readonly parts: Part[] = [{ isRestart: false, pieces: [] }];
  private last: Piece | null = null;
  private isWrong = false;
  private isDoubtful = false;
  private place: Piece['place'] = null;
  private owner: Piece['owner'] = null;

  digits(segments: Segment[]): void {
    if (segments.length === 0) return;
    const { isWrong, isDoubtful, place, owner } = this;
    const piece: Piece = { segments, isWrong, isDoubtful, place, owner };
    if (place !== null && this.hasNumber) this.begin(false);
    this.part.pieces.push(piece);
    this.last = piece;
    this.isWrong = false;
    this.isDoubtful = false;
    this.place = null;
  }

  mark(mark: Mark): void {
    switch (mark) {
      case 'FIX':
      case 'RESTART':
        this.begin(mark === 'RESTART');
        break;
      case 'NOT':
      case 'NAY':
        this.isWrong = true;
        this.isDoubtful = mark === 'NAY';
        break;
      case 'MINE':
      case 'OTHER':
        this.owner = mark === 'MINE' ? 'mine' : 'other';
        break;
      case 'ENDING':
      case 'STARTING':
        this.place = mark === 'ENDING' ? 'end' : 'start';
        break;
      case 'ATEND':
      case 'ATSTART':
        this.placeLast(mark === 'ATEND' ? 'end' : 'start');
        break;
      case 'STOP':
      case 'PAUSE':
        break;
    }
  }

  /** A word that says nothing of digits. */
  word(): void {
    this.isWrong = false;
    this.last = null;
  }

  private get part(): Part {
    return this.parts.at(-1) ?? { isRestart: false, pieces: [] };
  }

  private get hasNumber(): boolean {
    return this.parts.some(({ pieces }) => pieces.some(({ isWrong }) => !isWrong));
  }

  private begin(isRestart: boolean): void {
    this.parts.push({ isRestart, pieces: [] });
    this.last = null;
    this.isWrong = false;
    this.place = null;
  }

  /** "42 at the end" speaks of the digits before it, "at the end 42" of those after it. */
  private placeLast(place: 'start' | 'end'): void {
    const { last, part } = this;
    if (last === null || last.segments.join('').length > longestEnd) {
      this.place = place;
      return;
    }
    last.place = place;
    if (part.pieces.length === 1 || last.isWrong) return;
    part.pieces.pop();
    this.begin(false);
    this.part.pieces.push(last);
  }
}
