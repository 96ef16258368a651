import { campaignState } from '../../src/campaigns/campaigns.ts';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import { createCampaigns } from '../../src/services/supabase/supabase-campaigns.ts';
import { chanceOf } from '../../src/simulation/people/chance.ts';
import { campaignWorld } from '../../test/support/campaign-world.ts';
import type { TestDatabase } from '../../test/support/postgres.ts';
import { brokenRules, gradeBest } from './grade.ts';
import { meddle, type Playing, startPlay } from './play.ts';

export interface CampaignsRun {
  broken: string[];
  statuses: Record<string, number>;
  faults: Record<string, number>;
  /** Of campaigns whose person likes any time the same, and of the others. */
  best: Record<'anyTime' | 'likedTimes', Share>;
}

/** Campaigns for which something could be had, and those of them that committed the best of it. */
export interface Share {
  couldBeHad: number;
  found: number;
}

/** Some weeks before all ranges. */
const now = '2027-03-05T18:00:00.000Z';
/** Who was busy is tried again after two minutes, for which nobody waits. */
const speed = 30;
/** Campaigns that go on at once. */
const atOnce = 5;

/** So many campaigns from the first call to the last row, each of a business of its own, with what goes wrong in life. */
export async function runCampaigns(
  database: Pick<TestDatabase, 'url' | 'keys' | 'sql'>,
  count: number,
  seed: number,
): Promise<CampaignsRun> {
  const { sql } = database;
  await startClock(sql);
  const world = campaignWorld({ database, now, speed, seed, mostAtOnce: 10 });
  const means = { sql, db: world.dependencies.database };
  const run: CampaignsRun = {
    broken: [],
    statuses: {},
    faults: {},
    best: { anyTime: none(), likedTimes: none() },
  };
  let started = 0;
  const going = new Map<string, Playing>();

  async function look(playing: Playing): Promise<void> {
    const { campaignId, organizationId } = playing;
    const state = campaignState.parse(await createCampaigns(means.db, organizationId).state(campaignId));
    const isOver = !['running', 'confirming'].includes(state.status);
    const isChosen =
      playing.isAuto || state.commitment !== null || state.offers.every((one) => one.status !== 'open');
    if (!isOver || (state.status === 'completed' && !isChosen)) {
      await meddle(means, playing, state);
      return;
    }
    going.delete(campaignId);
    run.statuses[state.status] = (run.statuses[state.status] ?? 0) + 1;
    for (const fault of playing.faults) run.faults[fault] = (run.faults[fault] ?? 0) + 1;
    if (playing.faults.length > 0) return;
    const { couldBeHad, found } = await gradeBest(sql, state, seed);
    const likes = state.likes.parts_of_day.length + state.likes.weekdays.length;
    const share = run.best[likes === 0 ? 'anyTime' : 'likedTimes'];
    share.couldBeHad += Number(couldBeHad);
    share.found += Number(couldBeHad && found);
  }

  await world.runUntilOver(async () => {
    while (going.size < atOnce && started < count) {
      started += 1;
      const playing = await startPlay(means, chanceOf('campaign', seed, started), seed * 10_000 + started);
      going.set(playing.campaignId, playing);
    }
    for (const playing of [...going.values()]) await look(playing);
    return going.size === 0 && started === count;
  }, count * 60_000);
  await world.settled();
  run.broken = await brokenRules(sql);
  return run;
}

const none = (): Share => ({ couldBeHad: 0, found: 0 });

async function startClock(sql: SqlRunner): Promise<void> {
  await sql.exec(`
    create or replace function app.now() returns timestamptz
    language sql stable security invoker set search_path = '' as $$
      select timestamptz '${now}' + (pg_catalog.now() - timestamptz '${new Date().toISOString()}') * ${speed}
    $$`);
}
