import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { CampaignState, CampaignWork } from './campaigns.ts';
import { bestPossible, rankOpen } from './ranking.ts';
import { canStop } from './scoring.ts';

export interface AdvanceParts {
  work: CampaignWork;
  clock: Clock;
  logger: Logger;
}

/** One look at every campaign that goes on: calls, stops or commits what its offers and its providers ask for. */
export async function advanceCampaigns(parts: AdvanceParts): Promise<boolean> {
  const { work, logger } = parts;
  await work.withdrawUnanswered();
  for (const { organizationId, campaignId } of await work.open()) {
    try {
      const state = await work.state(organizationId, campaignId);
      if (state?.status === 'running') await advance(state, parts);
    } catch (error) {
      logger.warn({ campaignId, err: error }, 'campaign not advanced');
    }
  }
  // What changes next is the end of a call: nothing is gained by looking again at once.
  return false;
}

async function advance(state: CampaignState, { work, clock }: AdvanceParts): Promise<void> {
  const { campaign_id: campaignId } = state;
  const step = nextStep(state, clock.now());
  switch (step.kind) {
    case 'call':
      await work.call(campaignId, step.providerIds);
      return;
    case 'commit':
      await commitBest(state, work);
      return;
    case 'finish':
      await work.finish(campaignId, step.failure);
      return;
    case 'wait':
      return;
  }
}

export type Step =
  | { kind: 'call'; providerIds: string[] }
  | { kind: 'commit' }
  | { kind: 'finish'; failure: string | null }
  | { kind: 'wait' };

/**
 * What a campaign does next. It calls those first that could be best, as long as one of them could be better than the best
 * offer, and waits for nobody who is busy once it has an offer.
 * @param now milliseconds since the Unix epoch
 */
export function nextStep(state: CampaignState, now: number): Step {
  const calling = state.providers.filter(({ state: one }) => one === 'calling');
  const waiting = state.providers.filter(({ state: one, attempts }) => one === 'waiting' && attempts < 2);
  const [best = null] = rankOpen(state);
  const bounds = new Map([...calling, ...waiting].map((one) => [one, bestPossible(one, state)]));
  const hasBest = best !== null && canStop(best.score, [...bounds.values()]);
  const isSpent = state.budget !== null && state.spent >= state.budget;

  if (best !== null && state.auto_confirm && (hasBest || (isSpent && calling.length === 0))) {
    return { kind: 'commit' };
  }
  if (Date.parse(state.ends_at) <= now) return over(calling.length, 'range_passed');
  if (isSpent) return over(calling.length, 'budget_spent');
  if (hasBest) return over(calling.length, null);

  const callable = waiting
    .filter(
      (one) => bounds.get(one) !== null && (one.not_before === null || Date.parse(one.not_before) <= now),
    )
    .toSorted((one, other) => totalOf(bounds.get(other)) - totalOf(bounds.get(one)));
  if (callable.length > 0 && calling.length < state.max_parallel && reachedOf(state) < state.max_providers) {
    return { kind: 'call', providerIds: callable.map(({ provider_id }) => provider_id) };
  }
  if (calling.length > 0) return { kind: 'wait' };
  const isFull = reachedOf(state) >= state.max_providers;
  const canRetry = !isFull && waiting.some((one) => bounds.get(one) !== null);
  if (best !== null) return state.auto_confirm ? { kind: 'commit' } : { kind: 'finish', failure: null };
  return canRetry ? { kind: 'wait' } : { kind: 'finish', failure: null };
}

/** Calls that go on are not cut off: what they bring may still be chosen. */
function over(calling: number, failure: string | null): Step {
  return calling > 0 ? { kind: 'wait' } : { kind: 'finish', failure };
}

function reachedOf(state: CampaignState): number {
  const reached = ['calling', 'offered', 'no_slot', 'refused'];
  return state.providers.filter((one) => reached.includes(one.state)).length;
}

function totalOf(score: { total: number } | null | undefined): number {
  return score?.total ?? -1;
}

/** The best offer that can still be had. What is gone is marked by the database, and the next look takes the next best. */
async function commitBest(state: CampaignState, work: CampaignWork): Promise<void> {
  for (const { offer } of rankOpen(state)) {
    const chosen = {
      providerId: offer.providerId,
      start: offer.start,
      end: offer.end,
      clientName: null,
      clientPhone: null,
    };
    const answer = await work.confirm(state.organization_id, state.campaign_id, chosen);
    if (answer.ok || answer.code === 'already_confirmed' || answer.code === 'campaign_over') return;
  }
  // None of them could be had.
  if (state.providers.every(({ state: one }) => one !== 'calling'))
    await work.finish(state.campaign_id, null);
}
