import { z } from 'zod';
import type { CallData } from '../calls/scenario/call-data.ts';
import type { Unusable } from '../calls/scenario/tool-result.ts';

/**
 * Dates and times reach a tool as text and are checked there: "the thirtieth of February" deserves a sentence that can
 * be spoken, not a schema error.
 */
export const dateArgument = z.string().describe('The day, as YYYY-MM-DD in the calendar of the business');
export const timeArgument = z.string().describe('Local start, 24 hours, as HH:MM');
export const resourceArgument = z.string().nullish().describe('With whom, by name, only if they care');

const isoDate = z.iso.date();
const clockTime = z.iso.time({ precision: -1 });

/** @returns null when the day exists */
export function refuseDate(text: string, data: CallData): Unusable | null {
  return isoDate.safeParse(text).success
    ? null
    : { ok: false, code: 'no_such_date', say: data.texts.noSuchDate };
}

/** @returns null when the day and the clock time exist; whether they can be booked is the database's to say */
export function refuseWish(date: string, time: string, data: CallData): Unusable | null {
  if (clockTime.safeParse(time).success) return refuseDate(date, data);
  return { ok: false, code: 'no_such_time', say: data.texts.noSuchTime };
}
