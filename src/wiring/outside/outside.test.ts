import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { ConfigError } from '../../shared/errors.ts';
import { createOutside } from './outside.ts';

const outside = (settings: Record<string, string>) => createOutside(readConfig(settings));

describe('the outside', () => {
  it('of a fresh machine has made-up busy times and ways, and no search: the directory of the database stands', async () => {
    const { calendarOf, places, travelTimes } = await outside({});
    expect(places).toBeNull();
    const calendar = calendarOf('America/Los_Angeles');
    expect(await calendar.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z')).not.toEqual([]);
    expect(calendar.book).toBeUndefined();
    const place = { key: 'demo:dentist-1', address: '1 Main Street', latitude: null, longitude: null };
    expect(await travelTimes.minutes('San Francisco', [place])).toEqual([expect.any(Number)]);
  });

  it('has a published calendar instead, which cannot be written', async () => {
    const { calendarOf } = await outside({ CALENDAR_ICS_URL: 'http://127.0.0.1:1/basic.ics' });
    const calendar = calendarOf('UTC');
    await expect(calendar.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z')).rejects.toMatchObject({
      code: 'calendar_unavailable',
    });
    expect(calendar.book).toBeUndefined();
  });

  it("has Google's calendar where it is switched on, and says at once that its key is none", async () => {
    const settings = {
      GOOGLE_CALENDAR_ID: 'me@example.com',
      GOOGLE_CREDENTIALS_JSON: JSON.stringify({
        ...{ type: 'authorized_user', client_id: 'id', client_secret: 'secret', refresh_token: 'token' },
      }),
    };
    const { calendarOf } = await outside({ ...settings, USE_REAL_CALENDAR: 'true' });
    expect(calendarOf('UTC').book).toBeDefined();
    expect((await outside(settings)).calendarOf('UTC').book).toBeUndefined();
    const broken = { ...settings, USE_REAL_CALENDAR: 'true', GOOGLE_CREDENTIALS_JSON: '/nowhere.json' };
    await expect(outside(broken)).rejects.toThrow(ConfigError);
  });

  it('has a search and ways of Google where they are switched on', async () => {
    const settings = {
      GOOGLE_PLACES_API_KEY: 'key',
      GOOGLE_PLACES_BASE_URL: 'http://127.0.0.1:1',
      GOOGLE_MAPS_API_KEY: 'key',
      GOOGLE_MAPS_BASE_URL: 'http://127.0.0.1:1',
    };
    expect((await outside(settings)).places).toBeNull();
    const { places, travelTimes } = await outside({
      ...settings,
      USE_GOOGLE_PLACES: 'true',
      USE_GOOGLE_DISTANCE: 'true',
    });
    const wanted = { service: 'dentist', location: 'San Francisco', limit: 1 };
    await expect(places?.search(wanted)).rejects.toMatchObject({ code: 'places_unavailable' });
    const place = { key: 'google:a', address: '1 Main Street', latitude: null, longitude: null };
    await expect(travelTimes.minutes('San Francisco', [place])).rejects.toMatchObject({
      code: 'travel_times_unavailable',
    });
  });

  it('reads several calendars as one, and writes those that can be written', async () => {
    const { calendarOf } = await outside({
      CALENDAR_ICS_URL: 'http://127.0.0.1:1/basic.ics',
      CALDAV_URL: 'http://127.0.0.1:1/',
      CALDAV_USER: 'me',
      CALDAV_PASSWORD: 'secret',
    });
    const calendar = calendarOf('UTC');
    expect(calendar.book).toBeDefined();
    await expect(calendar.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z')).rejects.toMatchObject({
      code: 'calendar_unavailable',
    });
  });
});
