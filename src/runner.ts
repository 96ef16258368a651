import { type AfterCallWork, summarizeEnded, sweep } from './calls/after-call.ts';
import { type Config, readConfig } from './config.ts';
import { createConfiguredRooms } from './services/livekit/rooms.ts';
import { createAfterCalls } from './services/supabase/after-calls.ts';
import { createCalls } from './services/supabase/calls.ts';
import { createDatabase } from './services/supabase/client.ts';
import { systemClock } from './shared/clock.ts';
import { type Running, runEntry } from './shared/entry.ts';
import { ConfigError } from './shared/errors.ts';
import { describeFault } from './shared/fault.ts';
import { createLogger, type Logger } from './shared/logger.ts';
import { repeat } from './shared/repeat.ts';

/** A call whose agent died keeps its caller waiting for so long at most, on top of its lease. */
const sweepEveryMs = 3000;
/** Somebody may be looking at the page of the call that just ended. */
const summarizeEveryMs = 3000;

/** Does what is due until `close`, beside any number of others: the database leases the work. */
export function startRunner(config: Config, logger: Logger): Running {
  const work = createWork(config, logger);
  const onError = (error: unknown) =>
    logger.error({ fault: describeFault(error) }, 'a round of due work failed');
  const stops = [
    repeat(async () => (await sweep(work)) > 0, { pauseMs: sweepEveryMs, onError }),
    repeat(async () => (await summarizeEnded(work)) > 0, { pauseMs: summarizeEveryMs, onError }),
  ];
  return {
    async close() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

function createWork(config: Config, logger: Logger): AfterCallWork {
  if (!config.SUPABASE_URL || !config.SUPABASE_KEY) {
    throw new ConfigError(
      'SUPABASE_URL: the runner needs a database; run `npm start`, which brings one, or set SUPABASE_URL, ' +
        'SUPABASE_KEY and SUPABASE_PUBLISHABLE_KEY',
    );
  }
  const db = createDatabase(config.SUPABASE_URL, config.SUPABASE_KEY);
  return {
    afterCalls: createAfterCalls(db),
    calls: createCalls(db),
    rooms: createConfiguredRooms(config),
    clock: systemClock,
    logger,
  };
}

await runEntry(import.meta.url, () => {
  const config = readConfig(process.env);
  const logger = createLogger({
    level: config.LOG_LEVEL,
    unredacted: config.LOG_UNREDACTED,
    component: 'runner',
  });
  return startRunner(config, logger);
});
