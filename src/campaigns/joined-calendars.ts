import type { PersonCalendar } from './ports.ts';

/**
 * Several calendars of one person: busy is what is in the way in any, and all must answer. An event is written to each that
 * can be written, in their order; after a failure the same event is written again, and those that have it keep it once.
 */
export function joinCalendars(calendars: readonly PersonCalendar[]): PersonCalendar {
  const [only] = calendars;
  if (only && calendars.length === 1) return only;
  const isWritable = calendars.some(({ book }) => book);
  return {
    async busy(from, to) {
      const answers = await Promise.all(calendars.map((calendar) => calendar.busy(from, to)));
      return answers.flat();
    },
    ...(isWritable
      ? {
          async book(event) {
            for (const calendar of calendars) await calendar.book?.(event);
          },
        }
      : {}),
  };
}
