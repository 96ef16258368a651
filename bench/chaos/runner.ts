import { appendFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { sweep } from '../../src/calls/ending/after-call.ts';
import { closeLonelyRooms } from '../../src/calls/ending/lonely-rooms.ts';
import { readConfig } from '../../src/config.ts';
import { returnLines } from '../../src/lines/line-return.ts';
import { createTypedDialing } from '../../src/runner/typed-dialing.ts';
import { createAfterCalls } from '../../src/services/supabase/after-calls.ts';
import { createHandedOverCalls } from '../../src/services/supabase/handed-over-calls.ts';
import { describeFault } from '../../src/shared/fault.ts';
import { repeat } from '../../src/shared/repeat.ts';
import { createDependencies } from '../../src/wiring/dependencies.ts';
import { Scenarios, summarizer } from '../../src/wiring/scenarios.ts';
import { createTypedCalls } from '../../src/wiring/typed-calls.ts';
import { type FromParent, readOrders } from './orders.ts';

/**
 * One runner that may be killed at any moment: the rounds of the real one, with typed calls. It only looks more often
 * than the real one, since the database's clock runs faster.
 */
const orders = readOrders(process.env);
const { runnerId, seed, ringsFile, mostAtOnce } = orders;
const pauseMs = { dial: 400, sweep: 1_500, returnLines: 1_500, closeLonelyRooms: 3_000 };

let { offsetMs } = orders;
process.on('message', (message: FromParent) => {
  offsetMs = message.offsetMs;
});
process.once('disconnect', () => process.exit());

const config = readConfig({
  SUPABASE_URL: process.env.SUPABASE_URL,
  SUPABASE_KEY: process.env.SUPABASE_KEY,
  SUPABASE_PUBLISHABLE_KEY: process.env.SUPABASE_PUBLISHABLE_KEY,
  SIMULATION_SEED: seed,
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
});
const dependencies = { ...createDependencies(config), clock: { now: () => Date.now() + offsetMs } };
const { calls, dialing, clock, logger, database } = dependencies;

const dial = createTypedDialing({
  runnerId,
  batchSize: 4,
  simulated: true,
  mostAtOnce,
  dialing,
  calls,
  logger,
  typed: createTypedCalls(dependencies),
  // At once and before anything else: whatever happens next, this telephone has rung.
  watch: (callId) => ({ dials: () => appendFileSync(ringsFile, `${callId} ${runnerId}\n`) }),
});
const afterCall = {
  afterCalls: createAfterCalls(database),
  calls,
  summarize: summarizer(new Scenarios([])),
  rooms: null,
  clock,
  logger,
};

const handedOver = createHandedOverCalls(database);
const rounds = {
  dial,
  sweep: async () => (await sweep(afterCall)) > 0,
  returnLines: async () => (await returnLines({ dialing, rooms: null, logger })) > 0,
  closeLonelyRooms: async () => {
    await closeLonelyRooms({ handedOver, rooms: null, logger });
    return false;
  },
};
for (const [name, run] of Object.entries(rounds)) {
  repeat(run, {
    pauseMs: pauseMs[name as keyof typeof rounds],
    onError: (error) => logger.error({ round: name, fault: describeFault(error) }, 'a round failed'),
  });
}
// Node writes what it has compiled when a process exits, which nobody here does.
flushCompileCache();
process.send?.('ready');
