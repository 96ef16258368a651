import { localMoment } from '../language/say.ts';
import type { CampaignView, RankedOfferView } from './campaign-views.ts';
import type { CampaignState } from './campaigns.ts';
import { rankStanding, type StandingOffer } from './ranking.ts';
import type { RankedOffer } from './scoring.ts';

/** A campaign as the API answers it: ranked, with its progress and why each provider is where it is. */
export function viewOf(state: CampaignState): CampaignView {
  const standing = rankStanding(state).map(viewOfOffer);
  const open = standing.filter(({ offer_id }) => statusOf(state, offer_id) === 'open');
  const chosen = standing.find(({ offer_id }) => offer_id === state.commitment?.offer_id) ?? null;
  const { commitment } = state;
  return {
    campaign_id: state.campaign_id,
    status: state.status,
    failure: state.failure,
    service: state.service,
    location: state.location,
    date_range_start: state.starts_at,
    date_range_end: state.ends_at,
    duration_min: state.duration_minutes,
    time_zone: state.time_zone,
    created_at: state.created_at,
    ended_at: state.ended_at,
    progress: progressOf(state),
    best: chosen ?? open[0] ?? null,
    ranked: standing,
    confirmation:
      commitment && chosen
        ? { offer: chosen, confirmed: commitment.reference !== null, confirmation_ref: commitment.reference }
        : null,
    spent: state.spent,
    debug: {
      excluded: state.excluded,
      providers: state.providers.map((provider) => {
        const best = standing.find(({ provider_id }) => provider_id === provider.provider_id);
        return {
          provider_id: provider.provider_id,
          name: provider.name,
          state: provider.state,
          reason: provider.reason,
          attempts: provider.attempts,
          travel_minutes: provider.travel_minutes,
          rating: provider.rating,
          calls: provider.calls,
          score: best ? { score: best.score, parts: best.parts } : null,
        };
      }),
    },
  };
}

function progressOf({ providers, offers }: CampaignState): CampaignView['progress'] {
  const calls = providers.flatMap((provider) => provider.calls);
  const ended = calls.filter(({ ended_at }) => ended_at !== null);
  return {
    total_providers: providers.filter(({ state }) => state !== 'excluded').length,
    completed_calls: ended.filter(({ outcome }) => outcome === 'answered').length,
    in_progress: providers.filter(({ state }) => state === 'calling').length,
    failed_calls: ended.filter(({ outcome }) => outcome !== 'answered').length,
    offers: offers.length,
  };
}

function statusOf({ offers }: CampaignState, offerId: string) {
  return offers.find(({ offer_id }) => offer_id === offerId)?.status;
}

function viewOfOffer({ offer: standing, score }: RankedOffer<StandingOffer>): RankedOfferView {
  const { offer, provider } = standing;
  return {
    offer_id: offer.offer_id,
    provider_id: provider.provider_id,
    provider_name: provider.name,
    start: offer.start,
    end: offer.end,
    local_start: localTime(offer.start, provider.time_zone),
    time_zone: provider.time_zone,
    held_until: offer.held_until,
    notes: offer.notes,
    score: score.total,
    parts: score.parts,
    rating: provider.rating,
    travel_minutes: provider.travel_minutes,
  };
}

/** 2027-03-15T10:00, as the clocks there show it. */
function localTime(instant: string, timeZone: string): string {
  const { date, time } = localMoment(instant, timeZone);
  return `${date}T${time}`;
}
