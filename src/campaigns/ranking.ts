import type { CampaignState } from './campaigns.ts';
import {
  boundOf,
  type RankedOffer,
  rankOffers,
  type Score,
  type ScoreContext,
  type ScoredOffer,
} from './scoring.ts';

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
  const unanswered = {
    providerId: provider.provider_id,
    rating: provider.rating,
    ratingCount: provider.rating_count,
    travelMinutes: provider.travel_minutes,
    hours: provider.hours.length === 0 ? null : provider.hours,
    timeZone: provider.time_zone,
  };
  return boundOf(unanswered, contextOf(state), state.busy);
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
