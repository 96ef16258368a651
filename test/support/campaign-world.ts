import { advanceCampaigns } from '../../src/campaigns/advance.ts';
import { readConfig } from '../../src/config.ts';
import { createTypedDialing } from '../../src/runner/typed-dialing.ts';
import { createCampaignWork } from '../../src/services/supabase/supabase-campaigns.ts';
import type { TypedWatch } from '../../src/simulation/typed/watch.ts';
import { createDependencies, type Dependencies } from '../../src/wiring/dependencies.ts';
import { createTypedCalls } from '../../src/wiring/typed-calls.ts';
import type { TestDatabase } from './postgres.ts';

export interface CampaignWorldOptions {
  database: Pick<TestDatabase, 'url' | 'keys'>;
  /** ISO 8601; from there the clock goes on. */
  now: string;
  /** Seconds of its clock in one of ours. */
  speed?: number;
  seed?: number;
  /** Calls at once. */
  mostAtOnce?: number;
  watch?: (callId: string) => TypedWatch;
}

/** How often whoever waits looks again (milliseconds). */
const lookEveryMs = 50;

/**
 * What a runner does for campaigns, in this process: calls that are due are typed with simulated receptions, and campaigns
 * go on when their calls end.
 */
export function campaignWorld({
  database,
  now,
  seed = 1,
  mostAtOnce = 10,
  speed = 1,
  watch,
}: CampaignWorldOptions) {
  const startedAt = performance.now();
  const config = readConfig({
    SUPABASE_URL: database.url,
    SUPABASE_KEY: database.keys.secret,
    SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    SIMULATION_SEED: String(seed),
    LOG_LEVEL: 'silent',
  });
  const clock = { now: () => Date.parse(now) + Math.round((performance.now() - startedAt) * speed) };
  const dependencies: Dependencies = { ...createDependencies(config), clock };
  const { calls, dialing, logger } = dependencies;
  const work = createCampaignWork(dependencies.database);
  const dial = createTypedDialing({
    runnerId: 'test',
    batchSize: mostAtOnce,
    simulated: true,
    mostAtOnce,
    dialing,
    calls,
    logger,
    typed: createTypedCalls(dependencies),
    ...(watch ? { watch } : {}),
  });
  const advance = () => advanceCampaigns({ work, clock, logger });

  /** Until none of these campaigns goes on, or for so long. */
  async function runUntilOver(isOver: () => Promise<boolean>, mostMs = 60_000): Promise<void> {
    const until = performance.now() + mostMs;
    while (!(await isOver())) {
      if (performance.now() > until) throw new Error('the campaigns go on');
      await advance();
      await dial();
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** Resolves once every call that was begun has ended. */
  async function settled(mostMs = 60_000): Promise<void> {
    const until = performance.now() + mostMs;
    for (;;) {
      const { count } = await dependencies.database
        .from('calls')
        .select('id', { count: 'exact', head: true })
        .is('ended_at', null);
      if (count === 0) return;
      if (performance.now() > until) throw new Error(`${count} calls go on`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  return { dependencies, work, advance, dial, runUntilOver, settled };
}
