import { localDay, parseSpokenDate, parseSpokenTime, type SpokenTime } from '../../language/dates.ts';
import type { LocalMoment } from '../../language/say.ts';
import type { ClaimContext } from './claim-rules.ts';

/** Whether a sentence names the day and time of one of these, of something else, or none. */
export function namesMoment(
  sentence: string,
  these: LocalMoment[],
  context: ClaimContext,
): 'these' | 'other' | 'none' {
  const { date, time } = namedMoment(sentence, context);
  if (!date && !time) return these.length > 0 ? 'none' : 'other';
  const fits = (one: LocalMoment) => (!date || one.date === date) && (!time || isSameTime(one.time, time));
  return these.some(fits) ? 'these' : 'other';
}

export function namedMoment(sentence: string, { language, now, timeZone }: ClaimContext) {
  const reading = { language, today: localDay(now, timeZone) };
  return {
    date: parseSpokenDate(sentence, reading)?.date ?? null,
    time: parseSpokenTime(sentence, reading),
  };
}

/** "At eight" is either eight o'clock. */
function isSameTime(known: string, { time, isSure }: SpokenTime): boolean {
  if (isSure) return known === time;
  const onFace = (clock: string) => `${Number(clock.slice(0, 2)) % 12}${clock.slice(2)}`;
  return onFace(known) === onFace(time);
}
