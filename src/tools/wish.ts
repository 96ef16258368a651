import { z } from 'zod';
import type { Unusable } from '../calls/scenario/tool-result.ts';
import type { Texts } from '../calls/texts/texts.ts';
import { parseSpokenDate, parseSpokenTime, readWhen } from '../language/dates.ts';
import type { LocalMoment } from '../language/say.ts';
import { todayOf } from './moments.ts';

/**
 * Dates and times reach a tool as text and are read there: "the thirtieth of February" deserves a sentence that can be
 * spoken, not a schema error, and a model may pass a day of the calendar of Iran, or what the person said.
 */
export const dateArgument = z.string().describe('The day, as YYYY-MM-DD in the calendar of the business');
export const timeArgument = z.string().describe('Local start, 24 hours, as HH:MM');
export const resourceArgument = z.string().nullish().describe('With whom, by name, only if they care');

const isoDate = z.iso.date();
const clockTime = z.iso.time({ precision: -1 });
/** Years before this one are of the calendar of Iran: 1405-09-10. */
const firstGregorianYear = '1700';

/** What a call knows of how its business writes days. */
interface Business {
  agent: { language: string };
  organization: { timeZone: string; region: string };
  clock: { now(): number };
  texts: Pick<Texts, 'noSuchDate' | 'noSuchDay' | 'whichDay' | 'noSuchTime'>;
}

/** The day as YYYY-MM-DD, or what to say where there is none. */
export function readDate(text: string, data: Business): string | Unusable {
  if (isoDate.safeParse(text).success && text >= firstGregorianYear) return text;
  const context = {
    language: data.agent.language,
    today: todayOf(data),
    region: data.organization.region,
  };
  const read = readWhen(text, context);
  const unusable = (say: string): Unusable => ({ ok: false, code: 'no_such_date', say });
  if (read.kind === 'ask' && read.options.length > 0) {
    const { noSuchDay, whichDay } = data.texts;
    return unusable(read.why === 'no_such_day' ? noSuchDay(read.options) : whichDay(read.options));
  }
  const day = parseSpokenDate(text, context);
  return day?.exists ? day.date : unusable(data.texts.noSuchDate);
}

/** The day and the clock time; whether they can be booked is the database's to say. */
export function readMoment(date: string, time: string, data: Business): LocalMoment | Unusable {
  const day = readDate(date, data);
  if (typeof day !== 'string') return day;
  const clock = readTime(time, data);
  return typeof clock === 'string' ? { date: day, time: clock } : clock;
}

/** The clock time as HH:MM, or what to say where it is none. */
export function readTime(text: string, data: Business): string | Unusable {
  if (clockTime.safeParse(text).success) return text;
  const spoken = parseSpokenTime(text, { language: data.agent.language, today: todayOf(data) });
  return spoken?.time ?? { ok: false, code: 'no_such_time', say: data.texts.noSuchTime };
}
