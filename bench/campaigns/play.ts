import type { CampaignState } from '../../src/campaigns/campaigns.ts';
import { rankOpen } from '../../src/campaigns/ranking.ts';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import type { Database } from '../../src/services/supabase/client.ts';
import { createCampaigns } from '../../src/services/supabase/supabase-campaigns.ts';
import { createDirectory } from '../../src/services/supabase/supabase-directory.ts';
import { createSimulatedDiary } from '../../src/simulation/outside/diary.ts';
import { createSimulatedWays } from '../../src/simulation/outside/ways.ts';
import type { Chance } from '../../src/simulation/people/chance.ts';
import { setStage } from './stage.ts';

export interface Playing {
  campaignId: string;
  organizationId: string;
  isAuto: boolean;
  /** What will be done to it. */
  plan: Plan;
  /** What was done to it beside calling. */
  faults: string[];
}

/** Starts a campaign of its own business, with everything about it drawn. */
export async function startPlay(
  { sql, db }: { sql: SqlRunner; db: Database },
  chance: Chance,
  seed: number,
): Promise<Playing> {
  const play = await setStage(sql, chance);
  const campaigns = createCampaigns(db, play.organizationId);
  const { found } = await createDirectory(db, play.organizationId).search({ ...play, limit: 15 });
  const minutes = await createSimulatedWays().minutes(`${play.location} ${seed}`, found);
  const zone = chance.pick(['America/Los_Angeles', 'Europe/Berlin', 'Asia/Tehran', 'Australia/Lord_Howe']);
  const busy = await createSimulatedDiary({ seed, timeZone: zone }).busy(play.startsAt, play.endsAt);
  const isAuto = chance.between(1, 3) > 1;
  const answer = await campaigns.start(
    {
      service: play.service,
      location: play.location,
      startsAt: play.startsAt,
      endsAt: play.endsAt,
      durationMinutes: chance.pick([30, 30, 60]),
      maxProviders: chance.between(3, 10),
      maxParallel: chance.between(1, 5),
      weights: {
        earliest: chance.between(0, 10),
        rating: chance.between(0, 10),
        distance: chance.between(0, 10),
        preference: chance.between(1, 10),
      },
      likes: chance.pick([
        { parts_of_day: [], weekdays: [] },
        { parts_of_day: [], weekdays: [] },
        { parts_of_day: [chance.pick(['morning', 'evening'])], weekdays: [] },
        { parts_of_day: [], weekdays: [1, 3] },
      ]),
      clientName: 'Sam Taylor',
      clientPhone: null,
      autoConfirm: isAuto,
      budget: null,
      idempotencyKey: null,
      excluded: [],
      requestDigest: String(seed),
    },
    found.map((place, index) => ({ ...place, travelMinutes: minutes[index] ?? null, excluded: null })),
    busy,
  );
  if (!answer.ok) throw new Error(answer.code);
  return {
    campaignId: answer.campaignId,
    organizationId: play.organizationId,
    isAuto,
    plan: chance.weighted(plans).plan,
    faults: [],
  };
}

/** What is done to a campaign once it has an offer, besides calling. Most are left alone. */
const plans = [
  { plan: 'none', weight: 64 },
  { plan: 'taken', weight: 12 },
  { plan: 'canceled', weight: 10 },
  { plan: 'confirmed by several', weight: 14 },
] as const;

type Plan = (typeof plans)[number]['plan'];

/** Somebody takes the offered slot, cancels, or two confirm at once and a third another slot. A person chooses in the end. */
export async function meddle(
  { sql, db }: { sql: SqlRunner; db: Database },
  playing: Playing,
  state: CampaignState,
): Promise<void> {
  const campaigns = createCampaigns(db, playing.organizationId);
  const [best, second] = rankOpen(state);
  if (!best) return;
  const { plan } = playing;
  playing.plan = 'none';
  if (plan !== 'none') playing.faults.push(plan);
  if (plan === 'canceled') await campaigns.cancel(playing.campaignId);
  if (plan === 'taken') {
    await sql.query(
      `insert into public.provider_appointments (organization_id, provider_id, starts_at, ends_at, kind)
       values ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz, 'taken') on conflict do nothing`,
      [playing.organizationId, best.offer.providerId, best.offer.start, best.offer.end],
    );
  }
  const isOver = state.status === 'completed' && state.commitment === null && !playing.isAuto;
  if (!isOver && plan !== 'confirmed by several') return;
  const chosen = [best, best, plan === 'none' ? best : (second ?? best)].map(({ offer }) => ({
    providerId: offer.providerId,
    start: offer.start,
    end: offer.end,
    clientName: 'Sam Taylor',
    clientPhone: null,
  }));
  await Promise.all(chosen.map((slot) => campaigns.confirm(playing.campaignId, slot)));
}
