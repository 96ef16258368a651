import { describe, expect, it } from 'vitest';
import {
  type RandomCampaign,
  randomCampaign,
  randomFrom,
  slotsOf,
  someSlotsOf,
} from '../../test/support/random-campaign.ts';
import { boundOf, canStop, defaultWeights, rankOffers, type ScoredOffer, scoreOffer } from './scoring.ts';

const context = {
  from: '2027-03-15T08:00:00Z',
  to: '2027-03-20T18:00:00Z',
  durationMinutes: 30,
  weights: defaultWeights,
  likes: {},
  timeZone: 'Europe/Berlin',
};

const provider = {
  providerId: 'p1',
  rating: 4.2,
  ratingCount: 31,
  travelMinutes: 12,
  hours: [{ weekday: 3, opens: '09:00', closes: '12:00' }],
  timeZone: 'Europe/Berlin',
};

describe('the bound of a provider', () => {
  it('is the score of its first opening in the range, where the person likes every time the same', () => {
    const opening = scoreOffer({ ...provider, startsAt: '2027-03-17T08:00:00Z' }, context);
    expect(boundOf(provider, context)).toEqual(opening);
  });

  it('is the score of the liked time where that is worth more than the earlier one', () => {
    const wishful = {
      ...context,
      weights: { ...defaultWeights, preference: 1 },
      likes: { parts_of_day: ['afternoon' as const] },
    };
    const hours = [{ weekday: 3, opens: '09:00', closes: '18:00' }];
    const noon = scoreOffer({ ...provider, startsAt: '2027-03-17T11:00:00Z' }, wishful);
    expect(boundOf({ ...provider, hours }, wishful)).toEqual(noon);
  });

  it('waits until the person is free', () => {
    const busy = [{ startsAt: '2027-03-17T07:30:00Z', endsAt: '2027-03-17T09:15:00Z' }];
    const after = scoreOffer({ ...provider, startsAt: '2027-03-17T09:15:00Z' }, context);
    expect(boundOf(provider, context, busy)).toEqual(after);
  });

  it('is nothing where the provider is closed or the person busy for all of the range', () => {
    expect(boundOf({ ...provider, hours: [] }, context)).toBeNull();
    expect(boundOf(provider, context, [{ startsAt: context.from, endsAt: context.to }])).toBeNull();
    expect(boundOf(provider, { ...context, durationMinutes: 240 })).toBeNull();
  });

  it('takes openings that meet at midnight for one', () => {
    const night = {
      ...provider,
      hours: [
        { weekday: 3, opens: '23:45', closes: '24:00' },
        { weekday: 4, opens: '00:00', closes: '00:15' },
      ],
    };
    const over = scoreOffer({ ...provider, startsAt: '2027-03-17T22:45:00Z' }, context);
    expect(boundOf(night, context)).toEqual(over);
  });

  it('is reached by one of all the slots that there are, and passed by none', () => {
    const random = randomFrom(3);
    let reached = 0;
    for (let round = 0; round < 150; round++) {
      const campaign = randomCampaign(random);
      for (const one of campaign.providers) {
        const bound = boundOf(one, campaign.context, campaign.busy);
        const totals = slotsOf(one, campaign).map((slot) => scoreOffer(slot, campaign.context).total);
        // A time that the clocks show twice may be read either way: there the bound may be a little higher.
        expect(Math.max(-1, ...totals)).toBeLessThanOrEqual(bound?.total ?? -1);
        if (bound?.total === Math.max(...totals)) reached += 1;
      }
    }
    expect(reached).toBeGreaterThan(200);
  }, 60_000);
});

describe('stopping', () => {
  it('goes on while somebody left could be as good', () => {
    const best = boundOf(provider, context);
    if (best === null) throw new Error('This provider can offer something.');
    const worse = { ...best, total: best.total - 1e-12 };
    expect(canStop(best, [worse, null])).toBe(true);
    expect(canStop(best, [best])).toBe(false);
    expect(canStop(null, [worse])).toBe(false);
    expect(canStop(null, [null])).toBe(true);
    expect(canStop(null, [])).toBe(true);
  });

  it('has lost no better offer in ten thousand campaigns', () => {
    const random = randomFrom(20270315);
    let stoppedEarly = 0;
    for (let round = 0; round < 10_000; round++) {
      const campaign = randomCampaign(random);
      const offered = campaign.providers.map((one) => someSlotsOf(random, one, campaign));
      const called = callUntilStopped(campaign, offered);
      if (called < campaign.providers.length) stoppedEarly += 1;
      const [best] = rankOffers(offered.slice(0, called).flat(), campaign.context);
      const [bestOfAll] = rankOffers(offered.flat(), campaign.context);
      if (best?.offer.offerId !== bestOfAll?.offer.offerId) {
        expect.fail(`Campaign ${round} stopped after ${called} and lost ${bestOfAll?.offer.offerId}.`);
      }
    }
    expect(stoppedEarly).toBeGreaterThan(1000);
  }, 180_000);
});

/** @returns how many were called, in the order in which they stand */
function callUntilStopped(
  { context: where, providers, busy }: RandomCampaign,
  offered: ScoredOffer[][],
): number {
  const bounds = providers.map((one) => boundOf(one, where, busy));
  for (let called = 0; called < providers.length; called++) {
    const [best] = rankOffers(offered.slice(0, called).flat(), where);
    if (canStop(best?.score ?? null, bounds.slice(called))) return called;
  }
  return providers.length;
}
