import { describe, expect, it } from 'vitest';
import { createSimulatedDiary } from './diary.ts';
import { createSimulatedWays } from './ways.ts';

const diary = createSimulatedDiary({ seed: 1, timeZone: 'America/Los_Angeles' });
const localTime = (instant: string) =>
  new Date(instant).toLocaleTimeString('en-GB', { timeZone: 'America/Los_Angeles', timeStyle: 'short' });

describe('a simulated diary', () => {
  it('has the same blocks whoever asks and for whatever stretch, in local daytime', async () => {
    const week = await diary.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z');
    const again = createSimulatedDiary({ seed: 1, timeZone: 'America/Los_Angeles' });
    const day = await again.busy('2027-03-15T07:00:00Z', '2027-03-16T07:00:00Z');
    expect(week.length).toBeGreaterThan(3);
    expect(week).toEqual(expect.arrayContaining(day));
    expect(await again.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z')).toEqual(week);
    for (const { startsAt, endsAt } of week) {
      expect(Date.parse(endsAt)).toBeGreaterThan(Date.parse(startsAt));
      expect(localTime(startsAt) >= '08:00').toBe(true);
      expect(localTime(endsAt) <= '20:00').toBe(true);
    }
  });

  it('is another one for another seed', async () => {
    const other = createSimulatedDiary({ seed: 2, timeZone: 'America/Los_Angeles' });
    const range = ['2027-03-01T00:00:00Z', '2027-03-31T00:00:00Z'] as const;
    expect(await other.busy(...range)).not.toEqual(await diary.busy(...range));
  });

  it('leaves days free and fills others', async () => {
    const counts = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const noon = Date.parse('2027-03-01T20:00:00Z') + index * 86_400_000;
        const half = 11 * 3_600_000;
        const blocks = await diary.busy(
          new Date(noon - half).toISOString(),
          new Date(noon + half).toISOString(),
        );
        return blocks.length;
      }),
    );
    expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('names what only touches the stretch from outside to nobody', async () => {
    const [first] = await diary.busy('2027-03-12T00:00:00Z', '2027-03-19T00:00:00Z');
    if (!first) throw new Error('This week has a block.');
    expect(await diary.busy(first.endsAt, first.endsAt)).not.toContainEqual(first);
    expect(await diary.busy(first.startsAt, first.endsAt)).toContainEqual(first);
  });
});

describe('simulated ways', () => {
  it('take as long each time, between four minutes and an hour, and differ', async () => {
    const ways = createSimulatedWays();
    const goals = Array.from({ length: 50 }, (_, index) => ({ key: `demo:${index}` }));
    const minutes = await ways.minutes('San Francisco', goals);
    expect(await createSimulatedWays().minutes(' san francisco ', goals)).toEqual(minutes);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(60);
    expect(new Set(minutes).size).toBeGreaterThan(20);
    expect(await ways.minutes('Oakland', goals)).not.toEqual(minutes);
  });
});
