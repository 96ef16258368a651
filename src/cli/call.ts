import path from 'node:path';
import { readConfig } from '../config.ts';
import { fillEmptyTables } from '../runner/first-start.ts';
import { readCallOfAnybody } from '../services/supabase/call-records.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { UsageError } from '../shared/errors.ts';
import { createDependencies, type Dependencies } from '../wiring/dependencies.ts';
import { Scenarios } from '../wiring/scenarios.ts';
import { createTypedCalls } from '../wiring/typed-calls.ts';
import { type CallOptions, readCallOptions } from './call/options.ts';
import { placeFromTerminal } from './call/place.ts';
import { showCall } from './call/show.ts';
import { describeBill, whereToSee } from './calls/ending-text.ts';
import { organizationFor } from './console/demo-organization.ts';
import { readRunningStack } from './start/data-directory.ts';
import { withDatabase } from './with-database.ts';

/**
 * Calls a simulated person and shows both sides, as text. The call is a real row, with a real request, line and ending;
 * no telephone rings.
 * @returns 0 when it was dialed, whatever came of it; 130 after Ctrl-C.
 */
export async function call(given: Parameters<typeof readCallOptions>[0]): Promise<number> {
  const known = await new Scenarios(readConfig(process.env).SCENARIO_MODULES).all();
  const options = readCallOptions(given, [...known.keys()]);
  return withDatabase((_db, config) => {
    const SIMULATION_SEED = options.seed ?? config.SIMULATION_SEED;
    return place(options, createDependencies({ ...config, LOG_LEVEL: 'error', SIMULATION_SEED }));
  });
}

async function place(options: CallOptions, dependencies: Dependencies): Promise<number> {
  const { config, database, logger } = dependencies;
  // Where no runner has been yet there is no line to call on.
  await fillEmptyTables({ ...config, SIMULATED_CALLS: true }, database, logger);
  const slug = options.organization ?? organizationFor(options.scenario, config);
  const organizationId = await findOrganizationId(database, slug);
  const callId = await placeFromTerminal({ ...options, organizationId, input: {} }, dependencies);
  console.log(`${options.scenario}, ${slug}. A simulated call: no telephone rings. Ctrl-C hangs up.\n`);
  const hungUp = untilInterrupted();
  const result = await createTypedCalls(dependencies).run({
    callId,
    signal: hungUp,
    watch: showCall(options.name, (line) => console.log(line)),
    ...(options.persona ? { persona: options.persona } : {}),
  });
  if (!result.dialed) throw new UsageError(`Not dialed: ${result.code.replaceAll('_', ' ')}.`);
  const record = await readCallOfAnybody(database, callId);
  if (record) console.log(describeBill(record));
  const running = readRunningStack(path.resolve(config.PARLEY_DATA_DIR));
  console.log(whereToSee(callId, slug, running));
  return hungUp.aborted ? 130 : 0;
}

function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => controller.abort());
  return controller.signal;
}
