import { teens as englishTeens, units as englishUnits } from '../../language/words/numbers-en.ts';
import { units as persianUnits } from '../../language/words/numbers-fa.ts';
import { wordValue } from '../../language/words/segment.ts';

const counting =
  /(?:^|[^\p{L}])(?<number>\d+|[\p{L}]+)(?: of)?(?: your| these| those| the| my)?(?: (?:other|coming|upcoming|existing|تا))? $/u;
/** "All three are on Monday", "two of them are with her". */
const subject =
  /^(?:(?:so|and|okay|ok|now|great|yes|sure),? )*(?:all |the )?(?<number>both|two|three|four|five|\d)(?: of (?:them|you|us|these|those))? are\b|^(?:هر )?(?<persian>دو|سه|چهار|پنج)(?: تا)?(?:ی شما|تون|تان)? /u;
const only =
  /(?:^|[^\p{L}])(?:just|only|a single|exactly|فقط|تنها)(?: see| have| find)? (?:\p{L}+|\d+)(?: of)?(?: your| the)?(?: تا)? ?$/u;
const onlyOne = /\b(?:only|just) have (?:the )?one\b/;
const both = /(?:^|[^\p{L}])(?:both|هر دو)(?: of)?(?: your| these| those| the)?(?: تا)? ?$/u;
const all = /(?:^|[^\p{L}])(?:all|every|همه|تمام)(?: of)?(?: your| these| those| the| (?:ی))? ?$/u;

/** How many things a clause speaks of. */
export interface Count {
  /** Null for all of them, however many. */
  number: number | null;
  /** "Just one": there are no others. */
  isOnly: boolean;
}

/**
 * How many of them a clause speaks of: "two appointments", "both appointments", "all your appointments".
 * @param things how they are called, in the plural
 * @returns null where it says nothing of their number
 */
export function countIn(text: string, things: RegExp): Count | null {
  if (onlyOne.test(text)) return { number: 1, isOnly: true };
  const match = things.exec(text);
  if (match === null) return numbered(subject.exec(text)?.groups?.number, false);
  const before = text.slice(0, match.index);
  if (/(?:^| )(?:one|each|either|neither) of (?:your |the |these |those )?\S+ $/.test(before)) return null;
  if (both.test(before)) return { number: 2, isOnly: false };
  if (all.test(before)) return { number: null, isOnly: false };
  return numbered(counting.exec(before)?.groups?.number, only.test(before));
}

function numbered(word: string | undefined, isOnly: boolean): Count | null {
  if (word === undefined) return null;
  if (word === 'both') return { number: 2, isOnly };
  if (word === 'یه') return isOnly ? { number: 1, isOnly } : null;
  const number = /^\d{1,2}$/.test(word)
    ? Number(word)
    : (wordValue(word, englishUnits) ?? wordValue(word, englishTeens) ?? wordValue(word, persianUnits));
  // "An appointment" does not say that there is no other.
  return number === null || (number === 1 && !isOnly) ? null : { number, isOnly };
}

const onDay =
  /(?:^|[^\p{L}])(?<number>two|three|four|five)(?: of them| more)?(?: are)? on (?<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:^|[^\p{L}])(?<persian>دو|سه|چهار) تا(?: هم)?(?: برای| روز)? (?<persianDay>(?:(?:یک|دو|سه|چهار|پنج) ?)?شنبه|جمعه)/gu;

/** "Two on Monday and one on Tuesday": how many on which day, in the words for it. Ones may have others beside them. */
export function countsByDay(text: string): Array<{ number: number; day: string }> {
  return [...text.matchAll(onDay)].flatMap(({ groups = {} }) => {
    const number = wordValue(groups.number, englishUnits) ?? wordValue(groups.persian, persianUnits);
    const day = groups.day ?? groups.persianDay;
    return number === null || day === undefined ? [] : [{ number, day }];
  });
}
