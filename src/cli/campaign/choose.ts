import type { CampaignView, RankedOfferView } from '../../campaigns/campaign-views.ts';
import type { ConfirmRefusal } from '../../campaigns/campaigns.ts';
import { UsageError } from '../../shared/errors.ts';
import { rankingLines } from './show-campaign.ts';

/**
 * The offer that is meant: its number in the ranking, or how its id begins. A ranking may move while somebody types, an id
 * does not.
 * @throws UsageError that shows which there are
 */
export function chooseOffer(view: CampaignView, text: string): RankedOfferView {
  const byNumber = /^\d{1,2}$/.test(text) ? view.ranked[Number(text) - 1] : undefined;
  if (byNumber) return byNumber;
  const [only, ...others] =
    text.length < 4 ? [] : view.ranked.filter(({ offer_id }) => offer_id.startsWith(text.toLowerCase()));
  if (only && others.length === 0) return only;
  throw new UsageError(`"${text}" is none of its offers. There are:\n${rankingLines(view).join('\n')}`);
}

/** Why a slot is not committed, and what to do about it. */
export const confirmRefusals: Record<ConfirmRefusal, string> = {
  campaign_not_found: 'there is no such campaign',
  already_confirmed: 'another slot of it is committed already, and one campaign commits one',
  not_offered: 'nobody offered this slot; take another one',
  campaign_over: 'it was canceled; start another one',
  slot_gone: 'the provider no longer has this slot; take the next one',
  past: 'this slot has begun; take one that is still to come',
  do_not_call: 'the provider would have to be asked, and does not want to be called',
  number_barred: 'the provider would have to be asked, and has a number that is never called',
  country_not_allowed: 'the provider would have to be asked, and is in a country that is not called',
  too_many_calls: 'the provider would have to be asked, and was called as often as may be',
  no_agent: 'the organization has no agent that could ask the provider',
};
