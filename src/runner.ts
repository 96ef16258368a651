import { type Config, readConfig } from './config.ts';
import { createRounds } from './runner/rounds.ts';
import { createDatabase } from './services/supabase/client.ts';
import { refuseUnknownOrganization } from './services/supabase/organizations.ts';
import { type Running, runEntry } from './shared/entry.ts';
import { ConfigError } from './shared/errors.ts';
import { describeFault } from './shared/fault.ts';
import { createLogger, type Logger } from './shared/logger.ts';
import { repeat } from './shared/repeat.ts';

/** Does what is due until `close`, beside any number of others: the database leases the work. */
export async function startRunner(config: Config, logger: Logger): Promise<Running> {
  if (!config.SUPABASE_URL || !config.SUPABASE_KEY) {
    throw new ConfigError(
      'SUPABASE_URL: the runner needs a database; run `npm start`, which brings one, or set SUPABASE_URL, ' +
        'SUPABASE_KEY and SUPABASE_PUBLISHABLE_KEY',
    );
  }
  const db = createDatabase(config.SUPABASE_URL, config.SUPABASE_KEY);
  const rounds = await createRounds(config, db, logger);
  const stops = rounds.map(({ name, everyMs, run }) =>
    repeat(run, {
      pauseMs: everyMs,
      onError: (error) =>
        logger.error({ round: name, fault: describeFault(error) }, 'a round of due work failed'),
    }),
  );
  return {
    async close() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

await runEntry(import.meta.url, async () => {
  const config = readConfig(process.env);
  await refuseUnknownOrganization(config);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    unredacted: config.LOG_UNREDACTED,
    component: 'runner',
  });
  return startRunner(config, logger);
});
