import type { CampaignState } from '../../src/campaigns/campaigns.ts';
import { contextOf, rankStanding } from '../../src/campaigns/ranking.ts';
import { scoreOffer } from '../../src/campaigns/scoring.ts';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import { choosePersona, type PersonaName } from '../../src/simulation/people/personas.ts';

/** Rules that the rows of campaigns must keep, whatever happened; each query finds what breaks it. */
const rules: Record<string, string> = {
  'two commitments of one campaign': `
    select campaign_id from public.provider_appointments where kind = 'booked'
    group by campaign_id having count(*) > 1`,
  'a booking outside the range': `
    select booked.campaign_id from public.provider_appointments as booked
    join public.negotiations as wanted using (campaign_id)
    where booked.kind = 'booked' and (booked.starts_at < wanted.starts_at or booked.ends_at > wanted.ends_at)`,
  'a booking over something else of the person': `
    select booked.campaign_id from public.provider_appointments as booked
    join public.campaign_busy_times as busy using (campaign_id)
    where booked.kind = 'booked' and busy.starts_at < booked.ends_at and busy.ends_at > booked.starts_at`,
  'a reference without an appointment': `
    select made.campaign_id from public.campaign_commitments as made
    join public.campaign_offers as offers on offers.id = made.offer_id
    where made.reference is not null and not exists (
      select from public.provider_appointments as booked
      where booked.campaign_id = made.campaign_id and booked.kind = 'booked' and booked.reference = made.reference
        and booked.provider_id = offers.provider_id and booked.starts_at = offers.starts_at
        and booked.ends_at = offers.ends_at)`,
  'an appointment without a reference': `
    select booked.campaign_id from public.provider_appointments as booked
    where booked.kind = 'booked' and not exists (
      select from public.campaign_commitments as made
      where made.campaign_id = booked.campaign_id and made.reference = booked.reference)`,
  'a hold left behind': `
    select held.campaign_id from public.provider_appointments as held
    join public.negotiations as wanted using (campaign_id)
    where held.kind = 'held' and (wanted.status in ('canceled', 'failed')
      or exists (select from public.campaign_commitments as made where made.campaign_id = held.campaign_id))`,
  'a call after the end': `
    select asked.campaign_id from public.call_requests as asked
    join public.negotiations as wanted using (campaign_id)
    where asked.status = 'waiting' and asked.input ->> 'purpose' = 'find'
      and wanted.status in ('completed', 'failed', 'canceled')`,
  'a provider called a third time': `
    select campaign_id from public.call_requests where input ->> 'purpose' = 'find'
    group by campaign_id, phone having sum(dials) > 2`,
  'a failure without a reason per provider': `
    select failed.campaign_id from public.negotiations as failed
    join public.campaign_providers as one using (campaign_id)
    where failed.status = 'failed' and (one.state in ('waiting', 'calling')
      or one.state in ('no_slot', 'refused', 'unreached', 'excluded') and one.reason is null)`,
  'events with a gap': `
    select campaign_id from public.campaign_events
    group by campaign_id having max(event_id) <> count(*)`,
};

/** @returns what is broken, a line each */
export async function brokenRules(sql: SqlRunner): Promise<string[]> {
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const rows = await sql.query<{ campaign_id: string }>(query, []);
    for (const { campaign_id } of rows) broken.push(`${rule}: campaign ${campaign_id}`);
  }
  return broken;
}

/** Who would talk business if their telephone rang; the others are the fault of nobody. */
const willing: PersonaName[] = ['agreeable', 'hesitant', 'asks-source', 'talks-over'];

function isWilling(phone: string, seed: number): boolean {
  return willing.includes(choosePersona({ seed, phone, attempt: 1 }));
}

export interface BestFound {
  /** Somebody who was reached, or need not be, had something that fits. */
  couldBeHad: boolean;
  found: boolean;
}

/**
 * Whether the committed slot is as good as the best that anybody had who could be reached. What was free is read from the
 * providers' calendars as they stand, where the campaign's own booking counts as free; refusals and silent telephones are
 * the fault of nobody.
 */
export async function gradeBest(sql: SqlRunner, state: CampaignState, seed: number): Promise<BestFound> {
  const called = state.providers.filter(
    ({ state: one }) => one === 'offered' || one === 'no_slot' || one === 'refused',
  );
  const couldCallMore = called.length < state.max_providers;
  const had = await sql.query<{ provider_id: string; start: string }>(
    `select one.provider_id, app.iso(grid.starts_at) as start
     from public.campaign_providers as one
     join public.providers as places on places.id = one.provider_id
     join public.negotiations as wanted on wanted.campaign_id = one.campaign_id
     join public.provider_days as days on days.provider_id = places.id
     cross join lateral app.provider_grid(places, days.day, wanted.duration_minutes) as grid
     where one.campaign_id = $1::uuid and one.state not in ('unreached', 'refused', 'excluded')
       and places.temper not in ('no_new_clients', 'call_back_later', 'hangs_up', 'wrong_number')
       and app.slot_refusal(wanted, places, grid.starts_at, grid.ends_at) is null
       and not exists (
         select from public.provider_appointments as taken
         where taken.provider_id = places.id and taken.campaign_id is distinct from one.campaign_id
           and tstzrange(taken.starts_at, taken.ends_at) && tstzrange(grid.starts_at, grid.ends_at))`,
    [state.campaign_id],
  );
  const providers = new Map(state.providers.map((provider) => [provider.provider_id, provider]));
  const totals = had.flatMap(({ provider_id, start }) => {
    const provider = providers.get(provider_id);
    if (!provider || !isWilling(provider.phone, seed)) return [];
    if (provider.state === 'skipped' && !couldCallMore) return [];
    const { rating, rating_count: ratingCount, travel_minutes: travelMinutes } = provider;
    return [scoreOffer({ startsAt: start, rating, ratingCount, travelMinutes }, contextOf(state)).total];
  });
  const committed = rankStanding(state).find(({ offer }) => offer.offer.status === 'committed');
  const best = Math.max(-1, ...totals);
  return {
    couldBeHad: totals.length > 0,
    found: committed !== undefined && committed.score.total >= best - 1e-9,
  };
}
