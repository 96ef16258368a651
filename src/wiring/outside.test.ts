import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { createOutside } from './outside.ts';

describe('the outside of a fresh machine', () => {
  it('has made-up busy times and ways by seed, and no search: the directory of the database stands', async () => {
    const { calendarOf, places, travelTimes } = await createOutside(readConfig({}));
    expect(places).toBeNull();
    const calendar = calendarOf('America/Los_Angeles');
    expect(await calendar.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z')).not.toEqual([]);
    expect(calendar.book).toBeUndefined();
    const place = { key: 'demo:dentist-1', address: '1 Main Street', latitude: null, longitude: null };
    expect(await travelTimes.minutes('San Francisco', [place])).toEqual([expect.any(Number)]);
  });
});
