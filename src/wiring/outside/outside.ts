import { joinCalendars } from '../../campaigns/joined-calendars.ts';
import type { Outside, PersonCalendar, Places, TravelTimes } from '../../campaigns/ports.ts';
import type { Config } from '../../config.ts';
import { type Clock, systemClock } from '../../shared/clock.ts';
import { createSimulatedDiary } from '../../simulation/outside/diary.ts';
import { createSimulatedWays } from '../../simulation/outside/ways.ts';

/** The person's zone makes it theirs. */
type CalendarOf = (timeZone: string) => PersonCalendar;

/**
 * What stands for calendars, places and travel times: what is configured, else what is made up on this machine. Modules
 * are loaded only where they are used.
 * @throws ConfigError for keys that are none; whether they are accepted is known when they are used first
 */
export async function createOutside(config: Config, clock: Clock = systemClock): Promise<Outside> {
  return {
    calendarOf: await chooseCalendars(config, clock),
    places: await choosePlaces(config),
    travelTimes: await chooseTravelTimes(config, clock),
  };
}

async function chooseCalendars(config: Config, clock: Clock): Promise<CalendarOf> {
  const possible = [
    await googleCalendar(config),
    await caldavCalendar(config, clock),
    await publishedCalendar(config),
  ];
  const chosen = possible.filter((calendarOf) => calendarOf !== null);
  if (chosen.length === 0) {
    return (timeZone) => createSimulatedDiary({ seed: config.SIMULATION_SEED, timeZone });
  }
  return (timeZone) => joinCalendars(chosen.map((calendarOf) => calendarOf(timeZone)));
}

async function publishedCalendar({ CALENDAR_ICS_URL: url }: Config): Promise<CalendarOf | null> {
  if (!url) return null;
  const { createIcsCalendar } = await import('../../services/calendar/ics-calendar.ts');
  return (timeZone) => createIcsCalendar({ url, timeZone });
}

async function caldavCalendar(config: Config, clock: Clock): Promise<CalendarOf | null> {
  const { CALDAV_URL: url, CALDAV_USER: user, CALDAV_PASSWORD: password } = config;
  if (!url || !user || !password) return null;
  const { createCaldavCalendar } = await import('../../services/calendar/caldav-calendar.ts');
  return createCaldavCalendar({ url, user, password, clock });
}

async function googleCalendar(config: Config): Promise<CalendarOf | null> {
  const { GOOGLE_CREDENTIALS_JSON: setting, GOOGLE_CALENDAR_ID: calendarId } = config;
  if (!config.USE_REAL_CALENDAR || !setting || !calendarId) return null;
  const [{ createGoogleCalendar }, { readGoogleCredentials }] = await Promise.all([
    import('../../services/calendar/google-calendar.ts'),
    import('../../services/calendar/google/credentials.ts'),
  ]);
  const credentials = readGoogleCredentials(setting);
  const calendar = createGoogleCalendar({
    credentials,
    calendarId,
    baseUrl: config.GOOGLE_CALENDAR_BASE_URL,
  });
  return () => calendar;
}

async function choosePlaces(config: Config): Promise<Places | null> {
  const { GOOGLE_PLACES_API_KEY: key, GOOGLE_PLACES_BASE_URL: baseUrl } = config;
  if (!config.USE_GOOGLE_PLACES || !key) return null;
  const { createGooglePlaces } = await import('../../services/places/google-places.ts');
  return createGooglePlaces({ key, baseUrl });
}

async function chooseTravelTimes(config: Config, clock: Clock): Promise<TravelTimes> {
  const { GOOGLE_MAPS_API_KEY: key, GOOGLE_MAPS_BASE_URL: baseUrl } = config;
  if (!config.USE_GOOGLE_DISTANCE || !key) return createSimulatedWays();
  const { createGoogleRoutes } = await import('../../services/distance/google-routes.ts');
  return createGoogleRoutes({ key, baseUrl, clock });
}
