import { Temporal } from 'temporal-polyfill';
import { fromJalali, toJalali } from './jalali.ts';

/**
 * What tokens mean. Both languages are first read into the same tokens, joined by spaces:
 *
 *   d2026~11~24 date   m11 month   j9 Jalali month   w2 weekday (1 is Monday)   o24 "24th"   n24 "24"   c10:30 clock
 *   today tomorrow overmorrow yesterday   this next last   day week month   in later from   the of
 *   at am pm oclock   morning afternoon evening noon midnight   half quarter past to and minute   or   choice "… one"
 *   _ any other word
 */

export interface SpokenDate {
  /** YYYY-MM-DD, also when there is no such day. */
  date: string;
  /** False for the thirtieth of February. */
  exists: boolean;
}

export interface FoundDate extends SpokenDate {
  /** The tokens without those of the date. */
  rest: string;
}

export interface Calendar {
  today: Temporal.PlainDate;
  /** The first day of a week: 1 for Monday, 6 for Saturday in Iran. */
  weekStart: number;
}

type Rule = [pattern: RegExp, read: (match: RegExpExecArray, calendar: Calendar) => SpokenDate];

const day = '(?:the )?[on](\\d{1,2})';
const year = '(?: n(\\d{4}))?';

/** In the order in which they are tried: what names a day exactly comes first. */
const rules: Rule[] = [
  [/\bd(\d{4})~(\d+)~(\d+)/, ([, y, m, d]) => isoDate(Number(y), Number(m), Number(d))],
  [
    new RegExp(
      `(?:w\\d )?(?:\\bthe )?(?<!at )\\b[on](\\d{1,2}) (?:of )?([mj])(\\d+)\\b${year}(?! (?:the )?o)`,
    ),
    ([, d, kind, m, y], calendar) => monthDay(kind, Number(m), Number(d), y, calendar),
  ],
  [
    new RegExp(`(?:w\\d )?\\b([mj])(\\d+) ${day}\\b(?!:)${year}`),
    ([, kind, m, d, y], calendar) => monthDay(kind, Number(m), Number(d), y, calendar),
  ],
  [/\byesterday\b/, (_, { today }) => exactly(today.subtract({ days: 1 }))],
  [/\bovermorrow\b/, (_, { today }) => exactly(today.add({ days: 2 }))],
  [/\btomorrow\b/, (_, { today }) => exactly(today.add({ days: 1 }))],
  [/\btoday\b/, (_, { today }) => exactly(today)],
  [/\bin (?:_|n(\d+)) (day|week)|\bn(\d+) (day|week) (?:later|next|from)/, inSomeTime],
  [/\bw\d (?:the )?o(\d{1,2})\b(?! choice)/, ([, d], calendar) => dayOfMonth(Number(d), calendar)],
  [
    /\bthe o(\d{1,2})\b(?! choice| _)|\bo(\d{1,2}) (?:this )?month/,
    ([, a, b], c) => dayOfMonth(Number(a ?? b), c),
  ],
  [/\blast w(\d)|\bw(\d) last\b/, ([, a, b], calendar) => exactly(before(Number(a ?? b), calendar))],
  [/\bw(\d) next week|\bnext week w(\d)|\bnext w(\d)|\bw(\d) (?:week )?next\b/, nextWeekday],
  [
    /\bweek from (?:next )?w(\d)/,
    ([, w], calendar) => exactly(upcoming(Number(w), calendar).add({ days: 7 })),
  ],
  [
    /\bthis week w(\d)|\b(?:this )?w(\d)(?: this week)?/,
    ([, a, b], c) => exactly(upcoming(Number(a ?? b), c)),
  ],
  [/\bnext week|\bweek next/, (_, calendar) => exactly(startOfNextWeek(calendar))],
  [/(?:^|_ )o([4-9]|\d\d)$/, ([, d], calendar) => dayOfMonth(Number(d), calendar)],
];

/** The day that the tokens name, and what is left of them. */
export function findDate(tokens: string, calendar: Calendar): FoundDate | null {
  for (const [pattern, read] of rules) {
    const match = pattern.exec(tokens);
    if (match === null) continue;
    const rest = `${tokens.slice(0, match.index)}${tokens.slice(match.index + match[0].length)}`;
    return { ...read(match, calendar), rest: rest.replace(/\s+/g, ' ').trim() };
  }
  return null;
}

function exactly(date: Temporal.PlainDate): SpokenDate {
  return { date: date.toString(), exists: true };
}

function inSomeTime([, a, unitA, b, unitB]: RegExpExecArray, { today }: Calendar): SpokenDate {
  const count = Number(a ?? b ?? 1);
  return exactly(today.add((unitA ?? unitB) === 'week' ? { weeks: count } : { days: count }));
}

/** Years before 1700 are Jalali: 1405-09-03. */
function isoDate(year: number, month: number, day: number): SpokenDate {
  return year < 1700 ? jalaliDate(year, month, day) : gregorianDate(year, month, day);
}

function gregorianDate(year: number, month: number, day: number): SpokenDate {
  const date = [String(year).padStart(4, '0'), pad(month), pad(day)].join('-');
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return { date, exists: true };
  } catch {
    return { date, exists: false };
  }
}

function jalaliDate(year: number, month: number, day: number): SpokenDate {
  const date = fromJalali({ year, month, day });
  // A day that this calendar lacks has no date in the other one either; February 30 stands for it.
  return date === null ? { date: `${year + 621}-02-30`, exists: false } : exactly(date);
}

/** "November third", said on the twenty-first, is a slip; said in spring it means next autumn. */
const recentDays = 45;

/** Without a year the next such day is meant, unless it was only just: then the person is told that it has passed. */
function monthDay(
  kind: string | undefined,
  month: number,
  day: number,
  year: string | undefined,
  { today }: Calendar,
): SpokenDate {
  const local = kind === 'j' ? toJalali(today) : today;
  const make = kind === 'j' ? jalaliDate : gregorianDate;
  if (year !== undefined) return make(Number(year), month, day);
  const daysAgo = (local.month - month) * 30 + local.day - day;
  return make(daysAgo > recentDays ? local.year + 1 : local.year, month, day);
}

/** "The 24th": this month, or the next one that is not over. */
function dayOfMonth(day: number, { today }: Calendar): SpokenDate {
  const month = day < today.day ? today.toPlainYearMonth().add({ months: 1 }) : today.toPlainYearMonth();
  return gregorianDate(month.year, month.month, day);
}

/** The next such weekday, today excluded: who means today says so. */
function upcoming(weekday: number, { today }: Calendar): Temporal.PlainDate {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

function before(weekday: number, { today }: Calendar): Temporal.PlainDate {
  return today.subtract({ days: ((today.dayOfWeek - weekday + 6) % 7) + 1 });
}

function startOfNextWeek({ today, weekStart }: Calendar): Temporal.PlainDate {
  return today.add({ days: ((weekStart - today.dayOfWeek + 6) % 7) + 1 });
}

function nextWeekday(match: RegExpExecArray, calendar: Calendar): SpokenDate {
  const weekday = Number(match.slice(1).find((group) => group !== undefined));
  return exactly(startOfNextWeek(calendar).add({ days: (weekday - calendar.weekStart + 7) % 7 }));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
