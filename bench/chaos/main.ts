import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { z } from 'zod';
import { createSupabaseApp } from '../../src/embedded/database.ts';
import { createKeys } from '../../src/embedded/database-keys.ts';
import { chanceOf } from '../../src/simulation/people/chance.ts';
import { connectLite, startPostgres, templateName } from '../../test/support/postgres-template.ts';
import { serveSupabase } from '../../test/support/serve-supabase.ts';
import { createApi } from './api.ts';
import { bundleRunner } from './bundle.ts';
import { check } from './check.ts';
import { createShiftedClock } from './clock.ts';
import { Crew } from './crew.ts';
import { direct } from './direct.ts';
import { report } from './report.ts';
import { setStage } from './stage.ts';
import { installWitness, readRings } from './witness.ts';

/**
 * Everybody who is due is called while processes die: real Postgres, runners in processes of their own that are killed
 * at random, typed calls to simulated people, a clock that jumps over what nobody wants to wait for. Then the rows are
 * judged (check.ts). Exits with 1 and names what was broken.
 *
 * `node bench/chaos/main.ts [--requests 10000] [--runners 8] [--seed 1] [--kill-ms 1000] [--loosen concurrent|minute|day]`
 *
 * `--loosen` makes that limit of every line twice as high as intended: the check must find it.
 */
const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
const options = z
  .object({
    requests: z.coerce.number().int().min(10),
    runners: z.coerce.number().int().min(1),
    seed: z.coerce.number().int().min(0),
    'kill-ms': z.coerce.number().int().min(100),
    loosen: z.enum(['concurrent', 'minute', 'day']).optional(),
  })
  .parse(
    parseArgs({
      options: {
        requests: text('10000'),
        runners: text('8'),
        seed: text('1'),
        'kill-ms': text('1000'),
        loosen: { type: 'string' },
      },
    }).values,
  );

/** Of each runner; the lines allow three a runner on the average. */
const mostAtOnce = 12;

const directory = mkdtempSync(path.join(tmpdir(), 'parley-chaos-'));
const runner = await bundleRunner();
const cluster = await startPostgres();
try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  await cluster.stop();
  rmSync(directory, { recursive: true, force: true });
  rmSync(runner.directory, { recursive: true, force: true });
}

async function run(): Promise<boolean> {
  const url = `${cluster.adminUrl}/${templateName}`;
  const owner = postgres(url, { max: 1, onnotice: () => undefined });
  await installWitness(owner);
  const stage = await setStage(owner, options.requests, options.loosen ?? null);
  const keys = createKeys();
  const { app, fetch } = createSupabaseApp(connectLite(url), keys);
  await app.init();
  const api = createApi(url, keys, fetch);
  const served = await serveSupabase(api.fetch);
  const clock = createShiftedClock(owner);
  const crew = new Crew({
    size: options.runners,
    runnerFile: runner.file,
    mostAtOnce,
    seed: options.seed,
    environment: {
      SUPABASE_URL: served.url,
      SUPABASE_KEY: keys.secret,
      SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    },
    directory,
    chance: chanceOf('kills', options.seed),
    offsetMs: clock.offsetMs,
  });
  try {
    const happened = await direct({
      sql: owner,
      clock,
      crew,
      killEveryMs: options['kill-ms'],
      requests: options.requests,
    });
    await crew.close();
    await readRings(owner, crew.ringFiles);
    const verdict = await check(owner, stage);
    await report(
      owner,
      { ...happened, kills: crew.kills, shiftedHours: clock.offsetMs() / 3_600_000 },
      verdict,
    );
    return verdict.violations.length === 0;
  } finally {
    await crew.close();
    await served.close();
    await api.close();
    await app.connection.close();
    await owner.end();
  }
}
