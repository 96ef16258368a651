import { Temporal } from 'temporal-polyfill';
import { afterCorrection } from './corrections.ts';
import { type Calendar, findDate, type SpokenDate } from './dates/date-grammar.ts';
import { findPartOfDay, findTime, type SpokenPartOfDay, type SpokenTime } from './dates/time-grammar.ts';
import { englishTokens } from './dates/tokens-en.ts';
import { persianTokens } from './dates/tokens-fa.ts';
import { normalize } from './normalize.ts';
import { knownLanguage } from './tags.ts';

export type { SpokenDate, SpokenPartOfDay, SpokenTime };

export interface DateContext {
  language: string;
  /** The business's local day, YYYY-MM-DD. */
  today: string;
}

/** The local calendar day of an instant (milliseconds since the epoch). */
export function localDay(now: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * The day in a spoken or typed text: "next monday", "the twenty fourth", "2026-11-24", «سه‌شنبه», «سوم آذر».
 * A bare weekday is the next one after today; a day without a year is the next one unless it has only just passed.
 */
export function parseSpokenDate(text: string, context: DateContext): SpokenDate | null {
  return firstReading(text, (part) => {
    const found = findDate(tokensOf(part, context.language), calendarOf(context));
    return found === null ? null : { date: found.date, exists: found.exists };
  });
}

/** The clock time in a text: "ten", "half past two", "2 pm", «ده و نیم صبح». */
export function parseSpokenTime(text: string, context: DateContext): SpokenTime | null {
  return firstReading(text, (part) => findTime(withoutDate(part, context)));
}

/** "in the afternoon", «صبح»: null when none was said. */
export function parsePartOfDay(text: string, context: DateContext): SpokenPartOfDay | null {
  return firstReading(text, (part) => findPartOfDay(withoutDate(part, context)));
}

function withoutDate(text: string, context: DateContext): string {
  const tokens = tokensOf(text, context.language);
  return findDate(tokens, calendarOf(context))?.rest ?? tokens;
}

function firstReading<T>(text: string, read: (part: string) => T | null): T | null {
  const corrected = afterCorrection(normalize(text));
  return (corrected === null ? null : read(corrected)) ?? read(text);
}

function tokensOf(text: string, language: string): string {
  return knownLanguage(language) === 'fa' ? persianTokens(text) : englishTokens(text);
}

function calendarOf({ language, today }: DateContext): Calendar {
  return { today: Temporal.PlainDate.from(today), weekStart: knownLanguage(language) === 'fa' ? 6 : 1 };
}
