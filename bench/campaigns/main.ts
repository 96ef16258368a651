import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { runCampaigns } from './run.ts';

/**
 * Campaigns from the first call to the last row, with simulated receptions, on real Postgres: slots that vanish, several who
 * confirm at once, cancellations, hang-ups, clocks that change. Judged by the rows; exits with 1 and names what was broken.
 *
 * `node bench/campaigns/main.ts [--campaigns 500] [--seed 1]`
 */
const options = z
  .object({ campaigns: z.coerce.number().int().min(1), seed: z.coerce.number().int().min(0) })
  .parse(
    parseArgs({
      options: {
        campaigns: { type: 'string', default: '500' },
        seed: { type: 'string', default: '1' },
      },
    }).values,
  );

const database = await createTestDatabase();
try {
  const startedAt = performance.now();
  const run = await runCampaigns(database, options.campaigns, options.seed);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`${options.campaigns} campaigns in ${seconds} s: ${JSON.stringify(run.statuses)}`);
  console.log(`meddled with: ${JSON.stringify(run.faults)}`);
  for (const [likes, { found, couldBeHad }] of Object.entries(run.best)) {
    const share = ((100 * found) / Math.max(1, couldBeHad)).toFixed(1);
    console.log(
      `${likes}: the best slot that could be had was committed in ${found} of ${couldBeHad} (${share} %)`,
    );
  }
  for (const line of run.broken) console.log(`BROKEN ${line}`);
  console.log(run.broken.length === 0 ? 'no rule was broken' : `${run.broken.length} rules were broken`);
  process.exitCode = run.broken.length === 0 ? 0 : 1;
} finally {
  await database.close();
}
process.exit();
