import type { RankedOfferView } from '../../../../src/campaigns/campaign-views.ts';
import { texts } from '../../lib/texts/texts.ts';
import { words } from './words.ts';

const clock = { hour: 'numeric', minute: '2-digit' } as const;
const day = { weekday: 'short', month: 'short', day: 'numeric' } as const;

/** `Mon, Mar 15, 10:00 AM PDT`: an instant as the clocks of a zone show it. */
export function clockOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(texts.language, {
    ...day,
    ...clock,
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** `Mon, Mar 15, 10:00 – 10:30 AM PDT` in the person's zone. */
export function spanOf({ start, end }: Pick<RankedOfferView, 'start' | 'end'>, timeZone: string): string {
  return new Intl.DateTimeFormat(texts.language, {
    ...day,
    ...clock,
    timeZone,
    timeZoneName: 'short',
  }).formatRange(new Date(start), new Date(end));
}

/** What the provider's clocks show then, with the day where it is another one: `1:00 PM EDT there`. */
export function thereOf(
  { start, time_zone: there }: Pick<RankedOfferView, 'start' | 'time_zone'>,
  here: string,
): string {
  const at = new Date(start);
  const shown = (timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(texts.language, { ...options, timeZone }).format(at);
  const both = { ...day, ...clock, timeZoneName: 'short' } as const;
  if (shown(here, both) === shown(there, both)) return words.sameThere;
  const isSameDay = shown(here, day) === shown(there, day);
  return words.there(shown(there, isSameDay ? { ...clock, timeZoneName: 'short' } : both));
}

/** `10:15 AM PDT`, or with its day where that is not today. */
export function untilOf(instant: string, timeZone: string, now: number = Date.now()): string {
  const shown = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(texts.language, { ...options, timeZone }).format(new Date(at));
  const at = Date.parse(instant);
  const isToday = shown(at, { dateStyle: 'short' }) === shown(now, { dateStyle: 'short' });
  return shown(at, { ...(isToday ? {} : day), ...clock, timeZoneName: 'short' });
}
