import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGoogleRoutes } from '../../../src/services/distance/google-routes.ts';
import { type FakeGoogleMaps, startFakeGoogleMaps } from '../../support/fakes/google-maps.ts';

const clock = { at: Date.parse('2027-03-15T08:00:00Z'), now: () => clock.at };
const hourMs = 3_600_000;

let google: FakeGoogleMaps;

beforeEach(async () => {
  google = await startFakeGoogleMaps();
  google.seconds = { '1 Main Street': 754, '37.79,-122.4': 60, '3 Main Street': 61 };
});

afterEach(async () => {
  await google.close();
});

const routes = (change: { key?: string; timeoutMs?: number } = {}) =>
  createGoogleRoutes({ key: google.key, baseUrl: google.url, timeoutMs: 2000, clock, ...change });

const place = (key: string, address: string, at: [number, number] | null = null) => ({
  key,
  address,
  latitude: at?.[0] ?? null,
  longitude: at?.[1] ?? null,
});
const main = place('a', '1 Main Street');
const corner = place('b', 'somewhere', [37.79, -122.4]);
const island = place('c', 'an island');

describe("Google's travel times", () => {
  it('are minutes in the order of the places, by one question, and nothing where no way leads', async () => {
    expect(await routes().minutes('San Francisco', [main, island, corner])).toEqual([13, null, 1]);
    expect(google.asked).toHaveLength(1);
  });

  it('are kept for a day, by place and origin', async () => {
    const kept = routes();
    await kept.minutes('San Francisco', [main, island]);
    expect(await kept.minutes(' san francisco', [corner, main, island])).toEqual([1, 13, null]);
    expect(google.asked).toHaveLength(2);
    expect(JSON.parse(google.asked[1]?.body ?? '').destinations).toHaveLength(1);
    await kept.minutes('Oakland', [main]);
    expect(google.asked).toHaveLength(3);
    clock.at += 25 * hourMs;
    google.seconds['1 Main Street'] = 600;
    expect(await kept.minutes('San Francisco', [main])).toEqual([10]);
  });

  it('of more places than Google takes at once are asked for in portions', async () => {
    const many = Array.from({ length: 60 }, (_, index) => place(`m${index}`, '3 Main Street'));
    expect(await routes().minutes('San Francisco', many)).toEqual(many.map(() => 2));
    expect(google.asked).toHaveLength(2);
    expect(await routes().minutes('San Francisco', [])).toEqual([]);
  });

  it('that come slowly are waited for', async () => {
    google.next({ kind: 'slow', delayMs: 200 });
    expect(await routes().minutes('San Francisco', [main])).toEqual([13]);
  });

  it.each([
    ['is over its quota', { kind: 'refuse', status: 429 }],
    ['has a fault', { kind: 'refuse', status: 500 }],
    ['breaks off', { kind: 'cut' }],
    ['hangs', { kind: 'hang' }],
  ] as const)('may be asked for again when Google %s, and nothing is kept of that', async (_what, fault) => {
    const kept = routes({ timeoutMs: 300 });
    google.next(fault);
    await expect(kept.minutes('San Francisco', [main])).rejects.toMatchObject({
      code: 'travel_times_unavailable',
      retryable: true,
    });
    expect(await kept.minutes('San Francisco', [main])).toEqual([13]);
  });

  it('say which setting to look at when the key is wrong', async () => {
    await expect(routes({ key: 'another' }).minutes('San Francisco', [main])).rejects.toMatchObject({
      code: 'travel_times_refused',
      message: expect.stringMatching(/API_KEY_INVALID.*GOOGLE_MAPS_API_KEY/),
    });
  });

  it('in another shape are not read as no way', async () => {
    google.seconds['1 Main Street'] = Number.NaN;
    await expect(routes().minutes('San Francisco', [main])).rejects.toMatchObject({
      code: 'travel_times_unreadable',
    });
  });
});
