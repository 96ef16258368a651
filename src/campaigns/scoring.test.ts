import { describe, expect, it } from 'vitest';
import {
  pick,
  type Random,
  randomCampaign,
  randomFrom,
  shuffled,
  someSlotsOf,
} from '../../test/support/random-campaign.ts';
import {
  defaultWeights,
  normalizeWeights,
  rankOffers,
  type ScoreContext,
  type ScoredOffer,
  scoreOffer,
} from './scoring.ts';

const context: ScoreContext = {
  from: '2027-03-15T08:00:00Z',
  to: '2027-03-20T18:00:00Z',
  durationMinutes: 30,
  weights: defaultWeights,
  likes: {},
  timeZone: 'America/Los_Angeles',
};

const offer: ScoredOffer = {
  offerId: 'o1',
  providerId: 'p1',
  startsAt: '2027-03-16T17:00:00Z',
  endsAt: '2027-03-16T17:30:00Z',
  rating: 4.2,
  ratingCount: 31,
  travelMinutes: 12,
};

const only = (part: keyof typeof defaultWeights) => ({
  ...context,
  weights: { earliest: 0, rating: 0, distance: 0, preference: 0, [part]: 1 },
});

/** Many random pairs of an offer and a context, so that a rule is tried on more than one. */
function randomOffers(count: number): Array<{ random: Random; offer: ScoredOffer; context: ScoreContext }> {
  const random = randomFrom(7);
  const found = [];
  while (found.length < count) {
    const campaign = randomCampaign(random);
    const slots = someSlotsOf(random, pick(random, campaign.providers), campaign);
    if (slots.length > 0) found.push({ random, offer: pick(random, slots), context: campaign.context });
  }
  return found;
}

describe('weights', () => {
  it('add up to one in the proportion in which they were given, however large', () => {
    const big = normalizeWeights({ earliest: 1e308, rating: 1e308, distance: 0, preference: 0 });
    expect(big).toEqual({ ok: true, weights: { earliest: 0.5, rating: 0.5, distance: 0, preference: 0 } });
    const small = normalizeWeights({ earliest: 5e-324, rating: 0, distance: 0, preference: 0 });
    expect(small).toMatchObject({ ok: true, weights: { earliest: 1 } });
  });

  it.each([
    ['weights_negative', { ...defaultWeights, distance: -0.1 }],
    ['weights_all_zero', { earliest: 0, rating: 0, distance: 0, preference: 0 }],
    ['weights_not_finite', { ...defaultWeights, rating: Number.NaN }],
    ['weights_not_finite', { ...defaultWeights, rating: Number.POSITIVE_INFINITY }],
  ])('are refused as %s', (code, weights) => {
    expect(normalizeWeights(weights)).toEqual({ ok: false, code });
    expect(() => scoreOffer(offer, { ...context, weights })).toThrow(RangeError);
  });

  it('that are all multiplied by the same rank the same', () => {
    const { earliest, rating, distance, preference } = defaultWeights;
    const doubled = {
      earliest: earliest * 8,
      rating: rating * 8,
      distance: distance * 8,
      preference: preference * 8,
    };
    expect(scoreOffer(offer, { ...context, weights: doubled })).toEqual(scoreOffer(offer, context));
  });
});

describe('the score of an offer', () => {
  it('is the weighted sum of its parts', () => {
    const { total, parts } = scoreOffer(offer, context);
    // 33 of 130 hours have passed; (10 × 3.8 + 31 × 4.2) / 41 stars; 30 / (30 + 12); nothing is disliked.
    expect(parts.earliest).toBeCloseTo(1 - 33 / 130, 12);
    expect(parts.rating).toBeCloseTo((168.2 / 41 - 1) / 4, 12);
    expect(parts.distance).toBeCloseTo(30 / 42, 12);
    expect(parts.preference).toBe(1);
    const { earliest, rating, distance } = parts;
    expect(total).toBeCloseTo(0.5 * earliest + 0.25 * rating + 0.2 * distance + 0.05, 12);
  });

  it('has every part and the total within 0 and 1, also for offers that no campaign takes', () => {
    const odd: ScoredOffer[] = [
      { ...offer, startsAt: '2020-01-01T00:00:00Z' },
      { ...offer, startsAt: '2040-01-01T00:00:00Z' },
      { ...offer, rating: 11, ratingCount: 1e9 },
      { ...offer, rating: 0, ratingCount: -3 },
      { ...offer, travelMinutes: -10 },
      { ...offer, travelMinutes: 1e9 },
    ];
    const scores = [
      ...odd.map((one) => scoreOffer(one, context)),
      ...randomOffers(500).map((one) => scoreOffer(one.offer, one.context)),
    ];
    for (const { total, parts } of scores) {
      for (const value of [total, ...Object.values(parts)]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });

  it('never falls when one part gets better and nothing else changes', () => {
    for (const { random, offer: plain, context: where } of randomOffers(1000)) {
      const before = scoreOffer(plain, where);
      const wishless = { ...where, likes: {} };
      const earlier = { ...plain, startsAt: minutesLater(plain.startsAt, -(1 + random(600))) };
      expect(scoreOffer(earlier, wishless).total).toBeGreaterThanOrEqual(scoreOffer(plain, wishless).total);
      const rated = { ...plain, rating: Math.min(5, (plain.rating ?? 3.8) + random(20) / 10) };
      expect(scoreOffer(rated, where).total).toBeGreaterThanOrEqual(before.total);
      const nearer = { ...plain, travelMinutes: random((plain.travelMinutes ?? 500) + 1) };
      expect(scoreOffer(nearer, where).total).toBeGreaterThanOrEqual(before.total);
      const liked = scoreOffer(plain, wishless);
      expect(liked.total).toBeGreaterThanOrEqual(before.total);
    }
  }, 60_000);

  it('rises with the part that alone has weight', () => {
    const better: Array<[keyof typeof defaultWeights, Partial<ScoredOffer>]> = [
      ['earliest', { startsAt: '2027-03-16T16:59:00Z' }],
      ['rating', { rating: 4.3 }],
      ['rating', { ratingCount: 32 }],
      ['distance', { travelMinutes: 11 }],
    ];
    for (const [part, change] of better) {
      const after = scoreOffer({ ...offer, ...change }, only(part)).total;
      expect(after).toBeGreaterThan(scoreOffer(offer, only(part)).total);
    }
  });

  it('does not let 5.0 from one voice beat 4.8 from two hundred, nor an unknown place an ordinary one', () => {
    const rate = (rating: number | null, ratingCount: number) =>
      scoreOffer({ ...offer, rating, ratingCount }, context).parts.rating;
    expect(rate(5, 1)).toBeLessThan(rate(4.8, 200));
    expect(rate(null, 0)).toBe(rate(3.8, 50));
    expect(rate(null, 50)).toBe(rate(null, 0));
  });

  it('takes no place for near whose way is not known', () => {
    expect(scoreOffer({ ...offer, travelMinutes: null }, context).parts.distance).toBe(0);
    expect(scoreOffer({ ...offer, travelMinutes: 0 }, context).parts.distance).toBe(1);
    expect(scoreOffer({ ...offer, travelMinutes: 30 }, context).parts.distance).toBe(0.5);
  });

  it("counts mornings and weekdays in the person's zone", () => {
    // Wednesday 00:30 in Berlin is still Tuesday afternoon in San Francisco.
    const likes = { weekdays: [2], parts_of_day: ['afternoon' as const] };
    const late = { ...offer, startsAt: '2027-03-16T23:30:00Z' };
    const liked = (timeZone: string) => scoreOffer(late, { ...context, likes, timeZone }).parts.preference;
    expect(liked('America/Los_Angeles')).toBe(1);
    expect(liked('Europe/Berlin')).toBe(0);
    // Noon there is Tuesday's, but the morning is over: one of two wishes.
    expect(
      scoreOffer(offer, { ...context, likes: { weekdays: [2], parts_of_day: ['evening'] } }).parts.preference,
    ).toBe(0.5);
  });
});

describe('the ranking', () => {
  it('does not depend on the order in which offers came', () => {
    const random = randomFrom(11);
    for (let round = 0; round < 300; round++) {
      const campaign = randomCampaign(random);
      const offers = campaign.providers.flatMap((provider) => someSlotsOf(random, provider, campaign));
      const ids = (some: ScoredOffer[]) =>
        rankOffers(some, campaign.context).map(({ offer: { offerId } }) => offerId);
      expect(ids(shuffled(random, offers))).toEqual(ids(offers));
    }
  });

  it('puts the earlier first among equals, then the nearer, then by provider', () => {
    const equal = only('rating');
    const offers = [
      { ...offer, offerId: 'far', providerId: 'a', travelMinutes: 40 },
      { ...offer, offerId: 'unknown', providerId: 'a', travelMinutes: null },
      { ...offer, offerId: 'z', providerId: 'Z' },
      { ...offer, offerId: 'b', providerId: 'b' },
      {
        ...offer,
        offerId: 'early',
        providerId: 'z',
        travelMinutes: 90,
        startsAt: '2027-03-16T17:00:00+01:00',
      },
    ];
    const ids = rankOffers(offers, equal).map(({ offer: { offerId } }) => offerId);
    expect(ids).toEqual(['early', 'z', 'b', 'far', 'unknown']);
  });

  it('keeps what else an offer has', () => {
    const [first] = rankOffers([{ ...offer, heldUntil: 'soon' }], context);
    expect(first?.offer.heldUntil).toBe('soon');
  });
});

function minutesLater(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}
