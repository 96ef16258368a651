import { describe, expect, it } from 'vitest';
import { type PartOfDay, scoreOffer, type Weights } from './scoring.ts';
import { firstWish, Wishes, type Wishing } from './wishes.ts';

const half = 1_800_000;
const at = (ms: number) => new Date(ms).toISOString();
const from = '2027-03-15T07:00:00.000Z';
const to = '2027-03-20T07:00:00.000Z';

function wishing(weights: Partial<Weights>, likes: Wishing['context']['likes']): Wishing {
  return {
    context: {
      from,
      to,
      durationMinutes: 30,
      weights: { earliest: 0, rating: 0, distance: 0, preference: 0, ...weights },
      likes,
      timeZone: 'America/Los_Angeles',
    },
    provider: {
      providerId: 'a',
      rating: 4.5,
      ratingCount: 80,
      travelMinutes: 20,
      timeZone: 'America/Los_Angeles',
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '18:30' })),
    },
    busy: [],
  };
}

/** A reception that names the first slot that it has from some time on. */
function askUntilDone(one: Wishing, free: number[]): { best: number; questions: number } {
  const wishes = new Wishes(one);
  let asked = firstWish(one);
  let best = -1;
  let questions = 0;
  while (asked !== null) {
    const from = Date.parse(asked);
    const named = free.find((start) => start >= from);
    questions += 1;
    if (named === undefined) break;
    const score = scoreOffer({ ...one.provider, startsAt: at(named) }, one.context).total;
    const { isBest, askFrom } = wishes.named({ start: at(named), end: at(named + half) });
    expect(isBest).toBe(score > best);
    best = Math.max(best, score);
    asked = askFrom;
  }
  return { best, questions };
}

/** Every half hour from nine to half past six on five days, of which a seeded share is free. */
function freeSlots(seed: number): number[] {
  let state = seed * 2_654_435_761;
  const chance = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const open = Array.from({ length: 5 }, (_, day) =>
    Array.from(
      { length: 19 },
      (_, slot) => Date.parse('2027-03-15T16:00:00Z') + day * 86_400_000 + slot * half,
    ),
  );
  return open.flat().filter(() => chance() < 0.3);
}

describe('what a reception is asked for', () => {
  it('begins with the first time that is liked', () => {
    const one = wishing({ earliest: 1, preference: 3 }, { parts_of_day: ['evening'] });
    expect(firstWish(one)).toBe('2027-03-16T00:00:00.000Z');
  });

  it('is no more than once where what they name is liked', () => {
    const one = wishing({ earliest: 1, preference: 3 }, { parts_of_day: ['evening'] });
    const evening = Date.parse('2027-03-16T00:30:00Z');
    expect(askUntilDone(one, [evening]).questions).toBe(1);
  });

  it('is another time once what they name is not, and the best of all is known in the end', () => {
    const likes: Array<PartOfDay[]> = [['morning'], ['evening'], ['afternoon', 'evening']];
    let found = 0;
    const runs = 600;
    for (let seed = 1; seed <= runs; seed += 1) {
      const weights = { earliest: (seed % 5) + 1, preference: (seed % 7) + 1 };
      const one = wishing(weights, { parts_of_day: likes[seed % 3] ?? [], weekdays: seed % 2 ? [2, 4] : [] });
      const free = freeSlots(seed);
      const best = Math.max(
        ...free.map((start) => scoreOffer({ ...one.provider, startsAt: at(start) }, one.context).total),
      );
      const asked = askUntilDone(one, free);
      expect(asked.questions).toBeLessThanOrEqual(5);
      found += Number(asked.best > best - 1e-9);
    }
    expect(found / runs).toBeGreaterThan(0.95);
  });
});
