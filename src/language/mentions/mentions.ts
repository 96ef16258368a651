import { Temporal } from 'temporal-polyfill';
import { englishTokens } from '../dates/tokens-en.ts';
import { persianTokens } from '../dates/tokens-fa.ts';
import { markWrittenDates } from '../dates/written-dates.ts';
import { parseSpokenDelay } from '../delays.ts';
import type { LocalMoment } from '../say.ts';
import { type KnownLanguage, languageOf } from '../tags.ts';
import { type DayMention, type Days, findDays, isImpossible, isThatDay } from './days.ts';
import type { Span } from './spans.ts';
import { findTimes, isInPart, isThatTime, type PartOfDay, type TimeMention } from './times.ts';

/** `from` and `to` as in "moved from nine to ten"; `before` and `after` are bounds. */
export type Role = 'from' | 'to' | 'before' | 'after';

/** A day, a time or both that a text names. */
export interface MomentMention {
  day: DayMention | null;
  time: TimeMention | null;
  part: PartOfDay | null;
  role: Role | null;
  /** The two do not fit each other: "Tuesday, December 2" where that is a Wednesday. */
  isImpossible: boolean;
}

export interface Mentions {
  moments: MomentMention[];
  /** "in half an hour": minutes from now; null when none is named. */
  delay: number | null;
}

export interface MentionContext {
  /** BCP 47. */
  language: string;
  /** The business's local day, YYYY-MM-DD. */
  today: string;
  /** ISO 3166, where the business is: whose way of writing a date in figures is meant. */
  region: string;
}

/** All days and times of a text, each time with its own day. */
export function findMentions(text: string, { language, today, region }: MentionContext): Mentions {
  const known = languageOf(text, language);
  const days: Days = { today: Temporal.PlainDate.from(today), weekStart: known === 'fa' ? 6 : 1 };
  const words = plain[known](markWrittenDates(text, { region, isJalali: known === 'fa' }));
  const segments = segmentsOf(withoutDurations(words, known), known);
  const moments = segments.flatMap(({ words, role }) => read(words, role, known, days));
  // "The first at three and the second an hour later": later than that, not than now.
  const isFromNow = fromNow[known].test(words) && !(moments.length > 0 && /\b(?<!in .*)later\b/.test(words));
  return { delay: isFromNow ? parseSpokenDelay(words, language) : null, moments };
}

/** Whether the words can mean this moment. */
export function isThatMoment({ day, time, part, role }: MomentMention, moment: LocalMoment): boolean {
  if (day !== null && !isThatDay(day, moment.date)) return false;
  if (part !== null && !isInPart(part, moment.time)) return false;
  if (time === null) return true;
  if (role === 'before' || role === 'after') return isOnThatSide(time, role, moment.time);
  return isThatTime(time, moment.time);
}

function isOnThatSide({ minutes, isOnFace }: TimeMention, role: 'before' | 'after', time: string): boolean {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const known = hour * 60 + minute;
  // "Before five" is the afternoon's as a rule; both halves of the day are given the benefit.
  const bounds = isOnFace ? [minutes, minutes + 720] : [minutes];
  return bounds.some((bound) => (role === 'before' ? known <= bound : known >= bound));
}

interface Segment {
  words: string;
  role: Role | null;
}

/** Numbers that count things are no times: "the Monday one", «دو تا». */
const plain: Record<KnownLanguage, (text: string) => string> = {
  en: (text) =>
    text
      .replace(/^(.*?)\b(instead of|rather than) ([^,]+),(.*)$/, '$1 $4 $2 $3')
      .replace(/\b(?:first|second|third|other|last|next) (?:one|of (?:them|the two))\b/g, ' ')
      .replace(
        /\b(?<!\b(?:at|from|to|past|by|around|about|until|till|before|after|for|and a half) )one\b(?! (?:o'clock|oclock|thirty|fifteen|forty|twenty|ten|am|pm|in the|hundred|hour|day|week))/g,
        ' ',
      )
      .replace(
        /\b(\d{1,2}|one|two|three|four|five) (?:days?|weeks?) from (?:today|now)\b/g,
        (found) => ` in ${found.replace(/ from (?:today|now)/, '')} `,
      )
      .replace(
        /\b(?<!\b(?:table|party|dinner|lunch|order|kebabs?) )for (?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b(?=$| (?:today|tonight|tomorrow|on|in the|am|pm|and|mon|tue|wed|thu|fri|sat|sun)))/g,
        'at ',
      )
      .replace(
        /\b(?<!\b(?:at|from|to|past|by) )(?:two|three|four|five|\d)(?= (?:on|of)\b)|\b(?<=\b(?:of the|all|those|these) )(?:two|three|four|five)\b/g,
        ' ',
      )
      .replace(
        /\b(?<!\b(?:at|from|to|past|by|around) )(?:two|three|four|five|\d)(?= (?:other |more )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)/g,
        ' ',
      )
      .replace(
        /,(?= (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b(?! \w+ing))/g,
        ' or',
      )
      .replace(/\band\b/g, 'or')
      .replace(/\b(a|one) week from (?:today|now)\b|\ba week today\b/g, ' in 1 week ')
      .replace(/\bin a week\b/g, ' in 1 week '),
  fa: (text) =>
    text
      .replace(/[\u200c]/g, ' ')
      .replace(/(?<=^| )(?:یک|یه)? ?ربع بعد از ([^ ]+)/g, ' $1 و ربع ')
      .replace(/(?<=^| )(?:الان|اکنون)(?: ساعت)? (?:\S+ و )?\S+(?=(?: است| هست)?(?: و |,|$))/g, ' ')
      .replace(
        /(?<=^| )(?<!ساعت )(?:یک|یه|دو|سه|چهار|پنج|\d+) (?:تا(?= )|(?=(?:نوبت|وقت|نفر|عدد)))|(?<=^| )یکی(?= )/g,
        ' ',
      )
      .replace(/^(.*?)(به ?جای) ([^,]+),(.*)$/, '$1 $4 $2 $3')
      .replace(
        /(?<=^| )(یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|نیم|ربع|صبح|ظهر|شب|عصر)(?:یه|ست|ه|ی)(?=[ .,]|$)/g,
        '$1 ',
      )
      .replace(/(امروز|فردا|دیروز|امشب|شنبه|جمعه)(?: ?ی)?(?: ?(?:تان|تون|ت|م|مان|مون))(?= |$)/g, '$1 '),
};

/** A stretch of time that begins now; others are lengths: "a half-hour appointment". */
const fromNow: Record<KnownLanguage, RegExp> = {
  en: /\b(?:in|within)\b|\bfrom now\b|\blater\b/,
  fa: /(?:^| )(?:دیگر|دیگه|بعد)(?: |$)/u,
};

const roles: Record<KnownLanguage, { from: RegExp; to: RegExp; before: RegExp; after: RegExp }> = {
  en: {
    from: /\b(?<!\b(?:minutes|hours?) )(?:from(?! now)|instead of|rather than)\b/,
    before: /\b(?:before|no later than)\b/,
    after: /\b(?<!\b(?:minutes?|quarter|half|day) )after\b(?! (?:you|him|her|them|that|it|the other)\b)/,
    to: /\b(?<!\b(?:quarter|minutes?) )(?:(?<!\b(?:five|ten|twenty|5|10|20) )|(?<=from (?:\w+ )?(?:five|ten|twenty|5|10|20) ))(?:to|until|till)\b/,
  },
  fa: {
    from: /(?<=^| )(?:از(?! ظهر)|به ?جای)(?= )/u,
    to: /(?<=^| )(?<!(?:ربع|دقیقه) )به(?= )/u,
    before: /(?<=^| )(?:قبل|پیش) از(?= )/u,
    after: /(?<=^| )(?:بعد|پس) از(?! ظهر)(?= )/u,
  },
};

/** "from nine to four": what is left, and what comes instead. */
function segmentsOf(text: string, known: KnownLanguage): Segment[] {
  const { from, to, before, after } = roles[known];
  let segments: Segment[] = [{ words: text, role: null }];
  for (const [cut, role] of [
    [before, 'before'],
    [after, 'after'],
    [from, 'from'],
    [to, 'to'],
  ] as const) {
    segments = segments.flatMap((segment) => {
      const [head = '', ...rest] = segment.words.split(cut);
      return [{ words: head, role: segment.role }, ...rest.map((words) => ({ words, role }))];
    });
  }
  return segments;
}

function read(words: string, role: Segment['role'], known: KnownLanguage, days: Days): MomentMention[] {
  const all = known === 'fa' ? persianTokens(words) : englishTokens(words);
  const bare = all.replace(/\b(?:on|a) /g, '');
  const tokens = role === null ? bare : bare.replace(/^(?=n\d{1,2}\b(?! _))/, 'at ');
  const named = findDays(tokens, days);
  const { times, parts } = findTimes(tokens, named);
  return pair(mergeDays(tokens, named), times, parts).map((moment) => ({
    ...moment,
    role,
    isImpossible: moment.day !== null && isImpossible(moment.day, days),
  }));
}

/** "Monday", "the thirtieth of November": one day, told twice. */
function mergeDays(tokens: string, named: Array<Span<DayMention>>): Array<Span<DayMention>> {
  const merged: Array<Span<DayMention>> = [];
  for (const next of named) {
    const last = merged.at(-1);
    if (last && tokens.slice(last.to, next.from).trim() === '') {
      merged[merged.length - 1] = { from: last.from, to: next.to, value: { ...last.value, ...next.value } };
    } else merged.push(next);
  }
  return merged;
}

type Pair = Pick<MomentMention, 'day' | 'time' | 'part'>;
type Item =
  | { at: number; kind: 'day'; value: DayMention }
  | { at: number; kind: 'time'; value: TimeMention }
  | { at: number; kind: 'part'; value: PartOfDay };

/** Times before the first day belong to it ("at ten on Tuesday"), and so on; else a time has the day before it. */
function pair(
  days: Array<Span<DayMention>>,
  times: Array<Span<TimeMention>>,
  parts: Array<Span<PartOfDay>>,
): Pair[] {
  const items: Item[] = [
    ...days.map(({ from, value }) => ({ at: from, kind: 'day' as const, value })),
    ...times.map(({ from, value }) => ({ at: from, kind: 'time' as const, value })),
    ...parts.map(({ from, value }) => ({ at: from, kind: 'part' as const, value })),
  ].toSorted((one, other) => one.at - other.at);
  const isTimeFirst = items[0]?.kind === 'time' && days.length > 0;
  const ordered = isTimeFirst ? items.toReversed() : items;
  const pairs: Pair[] = [];
  let day: DayMention | null = null;
  let isUsed = true;
  const closeDay = () => {
    if (!isUsed && day !== null) pairs.push({ day, time: null, part: null });
  };
  for (const item of ordered) {
    if (item.kind === 'day') {
      closeDay();
      [day, isUsed] = [item.value, false];
    } else {
      const [time, part] = item.kind === 'time' ? [item.value, null] : [null, item.value];
      pairs.push({ day, time, part });
      isUsed = true;
    }
  }
  closeDay();
  return isTimeFirst ? pairs.toReversed() : pairs;
}

/** The numbers of a stretch of time are no time of day. */
function withoutDurations(text: string, known: KnownLanguage): string {
  return known === 'en'
    ? text.replace(
        /\b(?:(?:\w+ ){0,1}(?:quarters?|half)(?: of)?(?: an)?[ -]hours?|(?:an?|(?:\w+[ -])?\w+)[ -](?:more )?(?:minutes?|mins?|hours?)(?: and a half)?)\b(?! (?:past|to|after|before)\b)/g,
        ' ',
      )
    : text
        .replace(/(?:یک |یه |نیم |سه )?(?:ربع|ساعت)(?: ساعت)? (?:دیگر|دیگه|بعد)|نیم ساعت(?:ه)?/gu, ' ')
        .replace(
          /(?<!و )(?:[^ ]+ و )?[^ ]+ دقیقه(?! به)(?:(?: ای)|(?: دیگر| دیگه))?/gu,
          (found, at: number) =>
            /ساعت [^ ]+ $|ساعت $/u.test(text.slice(0, at)) || /^(?:\S+) و /u.test(found) ? found : ' ',
        );
}
