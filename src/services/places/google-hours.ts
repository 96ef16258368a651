import { z } from 'zod';
import type { WeekHours } from '../../campaigns/possible-starts.ts';

/** 0 is Sunday. */
const point = z.object({
  day: z.number().int().min(0).max(6),
  hour: z.number().int().min(0).max(24).default(0),
  minute: z.number().int().min(0).max(59).default(0),
});

/** Without an end it never closes. */
export const googlePeriods = z.array(z.object({ open: point, close: point.optional() }));

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** Cut at midnight, because a day of ours ends there. */
export function weekHoursOf(periods: z.infer<typeof googlePeriods>): WeekHours {
  return periods.flatMap(({ open, close }) => {
    const start = minuteOf(open);
    const end = close === undefined ? start + weekMinutes : minuteOf(close);
    return end === start ? [] : cutByDay(start, end > start ? end : end + weekMinutes);
  });
}

function cutByDay(start: number, end: number): WeekHours {
  const parts: WeekHours = [];
  for (let from = start; from < end; ) {
    const midnight = (Math.floor(from / dayMinutes) + 1) * dayMinutes;
    const to = Math.min(end, midnight);
    // Ours count from Monday, and Sunday is 7.
    const weekday = Math.floor(from / dayMinutes) % 7 || 7;
    const opens = clock(from % dayMinutes);
    parts.push({ weekday, opens, closes: to === midnight ? '24:00' : clock(to % dayMinutes) });
    from = to;
  }
  return parts;
}

function minuteOf({ day, hour, minute }: z.infer<typeof point>): number {
  return day * dayMinutes + hour * 60 + minute;
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
