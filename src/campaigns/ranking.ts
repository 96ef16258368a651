import type { CampaignState } from './campaigns.ts';
import {
  boundOf,
  type RankedOffer,
  rankOffers,
  type Score,
  type ScoreContext,
  type ScoredOffer,
  type Unanswered,
} from './scoring.ts';
import type { Wishing } from './wishes.ts';

export interface StandingOffer extends ScoredOffer {
  start: string;
  end: string;
  offer: CampaignState['offers'][number];
  provider: CampaignState['providers'][number];
}

/** Offers that can be committed, the best first. */
export function rankOpen(state: CampaignState): RankedOffer<StandingOffer>[] {
  return rankThese(state, (offer) => offer.status === 'open');
}

/** The same with the one that was committed; what is gone or was let go stands for nothing. */
export function rankStanding(state: CampaignState): RankedOffer<StandingOffer>[] {
  return rankThese(state, ({ status }) => status === 'open' || status === 'committed');
}

/** The best slot that can be committed now. */
export function bestOf(state: CampaignState): StandingOffer | null {
  return rankOpen(state)[0]?.offer ?? null;
}

/** The best that a provider which has not answered could still reach; null where it can offer nothing. */
export function bestPossible(
  provider: CampaignState['providers'][number],
  state: CampaignState,
): Score | null {
  return boundOf(unansweredOf(provider), contextOf(state), state.busy);
}

/** By what the person's wish is worded there; null where any time of day and week is the same to them. */
export function wishingAt(providerId: string, state: CampaignState): Wishing | null {
  const provider = state.providers.find(({ provider_id }) => provider_id === providerId);
  const likes = state.likes.parts_of_day.length + state.likes.weekdays.length;
  if (!provider || likes === 0 || state.weights.preference === 0) return null;
  return { context: contextOf(state), provider: unansweredOf(provider), busy: state.busy };
}

function unansweredOf(provider: CampaignState['providers'][number]): Unanswered {
  return {
    providerId: provider.provider_id,
    rating: provider.rating,
    ratingCount: provider.rating_count,
    travelMinutes: provider.travel_minutes,
    hours: provider.hours.length === 0 ? null : provider.hours,
    timeZone: provider.time_zone,
  };
}

export function contextOf(state: CampaignState): ScoreContext {
  return {
    from: state.starts_at,
    to: state.ends_at,
    durationMinutes: state.duration_minutes,
    weights: state.weights,
    likes: state.likes,
    timeZone: state.time_zone,
  };
}

function rankThese(
  state: CampaignState,
  counts: (offer: CampaignState['offers'][number]) => boolean,
): RankedOffer<StandingOffer>[] {
  const providers = new Map(state.providers.map((provider) => [provider.provider_id, provider]));
  const offers = state.offers.filter(counts).flatMap((offer): StandingOffer[] => {
    const provider = providers.get(offer.provider_id);
    if (!provider) return [];
    return [
      {
        offerId: offer.offer_id,
        providerId: offer.provider_id,
        rating: provider.rating,
        ratingCount: provider.rating_count,
        travelMinutes: provider.travel_minutes,
        startsAt: offer.start,
        endsAt: offer.end,
        start: offer.start,
        end: offer.end,
        offer,
        provider,
      },
    ];
  });
  return rankOffers(offers, contextOf(state));
}
