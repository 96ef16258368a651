import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGooglePlaces } from '../../../src/services/places/google-places.ts';
import { type FakeGoogleMaps, startFakeGoogleMaps } from '../../support/fakes/google-maps.ts';

const wanted = { service: 'dentist', location: 'San Francisco', limit: 10 };

let google: FakeGoogleMaps;

beforeEach(async () => {
  google = await startFakeGoogleMaps();
});

afterEach(async () => {
  await google.close();
});

const places = (change: { key?: string; timeoutMs?: number } = {}) =>
  createGooglePlaces({ key: google.key, baseUrl: google.url, timeoutMs: 2000, ...change });

/** As Google lists one. */
const listed = (id: string, phone: string | null, change: Record<string, unknown> = {}) => ({
  id,
  displayName: { text: `Dentist ${id}`, languageCode: 'en' },
  formattedAddress: `${id} Main St, San Francisco, CA 94105, USA`,
  location: { latitude: 37.79, longitude: -122.4 },
  timeZone: { id: 'America/Los_Angeles' },
  businessStatus: 'OPERATIONAL',
  ...(phone === null ? {} : { internationalPhoneNumber: phone }),
  ...change,
});

describe("Google's places", () => {
  it('are found with all that a call and a score need', async () => {
    google.places = [
      listed('a', '+1 202-555-0101', {
        rating: 4.6,
        userRatingCount: 210,
        regularOpeningHours: {
          periods: [{ open: { day: 1, hour: 9, minute: 0 }, close: { day: 1, hour: 17, minute: 30 } }],
        },
        websiteUri: 'https://never.asked.example',
      }),
      listed('b', '+1 202-555-0102', { location: undefined }),
    ];
    expect(await places().search(wanted)).toEqual({
      found: [
        {
          key: 'google:a',
          name: 'Dentist a',
          phone: '+12025550101',
          address: 'a Main St, San Francisco, CA 94105, USA',
          latitude: 37.79,
          longitude: -122.4,
          rating: 4.6,
          ratingCount: 210,
          timeZone: 'America/Los_Angeles',
          hours: [{ weekday: 1, opens: '09:00', closes: '17:30' }],
          takesNewClients: null,
        },
        expect.objectContaining({
          key: 'google:b',
          latitude: null,
          rating: null,
          ratingCount: 0,
          hours: null,
        }),
      ],
      excluded: [],
    });
    expect(JSON.parse(google.asked[0]?.body ?? '')).toMatchObject({ textQuery: 'dentist in San Francisco' });
  });

  it('are one place for each number, and the others are told apart by why nobody calls them', async () => {
    google.places = [
      listed('a', '+1 202-555-0101'),
      listed('twin', '(+1) 202 555 0101'),
      listed('mute', null),
      listed('empty', ' '),
      listed('short', '+1 202-555'),
      listed('extension', '+1 202-555-0103 ext. 12'),
      listed('dear', '+1 900-555-0104'),
      listed('gone', '+1 202-555-0105', { businessStatus: 'CLOSED_PERMANENTLY' }),
      listed('b', '+1 202-555-0106'),
    ];
    const { found, excluded } = await places().search(wanted);
    expect(found.map(({ phone }) => phone)).toEqual(['+12025550101', '+12025550106']);
    expect(excluded).toEqual([
      { name: 'Dentist twin', reason: 'same_number' },
      { name: 'Dentist mute', reason: 'no_number' },
      { name: 'Dentist empty', reason: 'no_number' },
      { name: 'Dentist short', reason: 'impossible_number' },
      { name: 'Dentist extension', reason: 'impossible_number' },
      { name: 'Dentist dear', reason: 'barred_number' },
      { name: 'Dentist gone', reason: 'closed_down' },
    ]);
  });

  it('without a zone have that of their number, where its area has one', async () => {
    google.places = [
      listed('a', '+1 202-555-0101', { timeZone: undefined }),
      // A toll-free number may be anywhere.
      listed('b', '+1 800-555-0102', { timeZone: undefined }),
    ];
    const { found, excluded } = await places().search(wanted);
    expect(found).toEqual([expect.objectContaining({ key: 'google:a', timeZone: 'America/New_York' })]);
    expect(excluded).toEqual([{ name: 'Dentist b', reason: 'no_time_zone' }]);
  });

  it('are asked for page by page, no further than is needed', async () => {
    google.places = Array.from({ length: 70 }, (_, index) =>
      index < 18
        ? listed(`mute${index}`, null)
        : listed(`n${index}`, `+1 202-555-01${String(index).padStart(2, '0')}`),
    );
    const few = await places().search({ ...wanted, limit: 5 });
    expect(few.found).toHaveLength(5);
    expect(few.excluded).toHaveLength(18);
    expect(google.asked).toHaveLength(2);
    const all = await places().search({ ...wanted, limit: 100 });
    // Google lists sixty of one search.
    expect(all.found).toHaveLength(42);
    expect(google.asked).toHaveLength(5);
  });

  it('that are none are none', async () => {
    expect(await places().search(wanted)).toEqual({ found: [], excluded: [] });
  });

  it('that are searched for slowly are waited for', async () => {
    google.places = [listed('a', '+1 202-555-0101')];
    google.next({ kind: 'slow', delayMs: 200 });
    expect((await places().search(wanted)).found).toHaveLength(1);
  });

  it.each([
    ['is over its quota', { kind: 'refuse', status: 429, retryAfter: '9' }, 9],
    ['has a fault', { kind: 'refuse', status: 500 }, null],
    ['breaks off', { kind: 'cut' }, null],
    ['hangs', { kind: 'hang' }, null],
  ] as const)('may be asked for again when the search %s', async (_what, fault, retryAfterSeconds) => {
    google.places = [listed('a', '+1 202-555-0101')];
    google.next(fault);
    await expect(places({ timeoutMs: 300 }).search(wanted)).rejects.toMatchObject({
      code: 'places_unavailable',
      retryable: true,
      retryAfterSeconds,
    });
  });

  it.each([
    ['a wrong key', undefined],
    ['a key that may not', { kind: 'refuse', status: 403 }],
  ] as const)('say which setting to look at: %s', async (_what, fault) => {
    if (fault) google.next(fault);
    const search = places(fault ? {} : { key: 'another-key' }).search(wanted);
    await expect(search).rejects.toMatchObject({
      code: 'places_refused',
      retryable: false,
      message: expect.stringContaining('GOOGLE_PLACES_API_KEY'),
    });
    await expect(search).rejects.not.toThrow(/another-key|maps-key/);
  });

  it('in another shape are not read as none', async () => {
    google.places = [{ id: 7 }];
    await expect(places().search(wanted)).rejects.toMatchObject({ code: 'places_unreadable' });
  });
});
