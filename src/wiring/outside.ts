import { joinCalendars } from '../campaigns/joined-calendars.ts';
import type { Outside, PersonCalendar } from '../campaigns/ports.ts';
import type { Config } from '../config.ts';
import { createSimulatedDiary } from '../simulation/outside/diary.ts';
import { createSimulatedWays } from '../simulation/outside/ways.ts';

/** The person's zone makes it theirs. */
type CalendarOf = (timeZone: string) => PersonCalendar;

/**
 * What stands for calendars, places and travel times: what is configured, else what is made up on this machine. Modules
 * are loaded only where they are used.
 */
export async function createOutside(config: Config): Promise<Outside> {
  return {
    calendarOf: await chooseCalendars(config),
    places: null,
    travelTimes: createSimulatedWays(),
  };
}

async function chooseCalendars(config: Config): Promise<CalendarOf> {
  const chosen: CalendarOf[] = [];
  const { CALENDAR_ICS_URL: url } = config;
  if (url) {
    const { createIcsCalendar } = await import('../services/calendar/ics-calendar.ts');
    chosen.push((timeZone) => createIcsCalendar({ url, timeZone }));
  }
  if (chosen.length === 0) {
    return (timeZone) => createSimulatedDiary({ seed: config.SIMULATION_SEED, timeZone });
  }
  return (timeZone) => joinCalendars(chosen.map((calendarOf) => calendarOf(timeZone)));
}
