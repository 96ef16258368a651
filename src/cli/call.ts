import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { readConfig } from '../config.ts';
import { timeZonesOf } from '../dialing/time-zones.ts';
import { fillEmptyTables } from '../runner/first-start.ts';
import { readCallOfAnybody } from '../services/supabase/call-records.ts';
import { type ClaimRefusal, claimRequest } from '../services/supabase/claim-request.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createCustomers } from '../services/supabase/supabase-customers.ts';
import { createCallRequests } from '../services/supabase/supabase-requests.ts';
import { UsageError } from '../shared/errors.ts';
import { createDependencies, type Dependencies } from '../wiring/dependencies.ts';
import { Scenarios } from '../wiring/scenarios.ts';
import { createTypedCalls } from '../wiring/typed-calls.ts';
import { type GuestCall, isVisit, requestGuestCall } from './call/guest.ts';
import { type CallOptions, readCallOptions } from './call/options.ts';
import { showCall } from './call/show.ts';
import { describeBill, whereToSee } from './calls/ending-text.ts';
import { organizationFor } from './console/demo-organization.ts';
import { readRunningStack } from './start/data-directory.ts';
import { withDatabase } from './with-database.ts';

/** Until then no runner takes the request away from this terminal; a terminal that died leaves it to them. */
const reservedMs = 60_000;

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
  const requestId = await request(options, organizationId, dependencies);
  const claimed = await claimRequest(database, {
    organizationId,
    requestId,
    runnerId: `terminal-${process.pid}`,
    leaseSeconds: config.CALL_LEASE_SECONDS,
    simulated: true,
  });
  if (!claimed.ok) throw new UsageError(`Not called: ${refusals[claimed.code]}.`);
  console.log(`${options.scenario}, ${slug}. A simulated call: no telephone rings. Ctrl-C hangs up.\n`);
  const hungUp = untilInterrupted();
  const result = await createTypedCalls(dependencies).run({
    callId: claimed.callId,
    signal: hungUp,
    watch: showCall(options.name, (line) => console.log(line)),
    ...(options.persona ? { persona: options.persona } : {}),
  });
  if (!result.dialed) throw new UsageError(`Not dialed: ${result.code.replaceAll('_', ' ')}.`);
  const record = await readCallOfAnybody(database, claimed.callId);
  if (record) console.log(describeBill(record));
  const running = readRunningStack(path.resolve(config.PARLEY_DATA_DIR));
  console.log(whereToSee(claimed.callId, slug, running));
  return hungUp.aborted ? 130 : 0;
}

async function request(
  options: CallOptions,
  organizationId: string,
  dependencies: Dependencies,
): Promise<string> {
  const { database, clock } = dependencies;
  const { phone, name, scenario } = options;
  // A number of no place is taken to be where the business is; simulated people do not sleep.
  const timeZones = await timeZonesOf(phone, 'UTC');
  const now = clock.now();
  if (isVisit(scenario)) {
    const guest: GuestCall = { phone, name, scenario, timeZones, now };
    return requestGuestCall(createCustomers(database, organizationId), guest);
  }
  const requested = await createCallRequests(database).add(organizationId, {
    scenario,
    phone,
    name,
    input: {},
    source: 'manual',
    sourceKey: `terminal:${randomUUID()}`,
    priority: 1,
    dueAt: new Date(now + reservedMs).toISOString(),
    timeZones,
    earliest: null,
    latest: null,
    expiresAt: null,
    maxAttempts: 1,
    campaignId: null,
    fromCallId: null,
  });
  if (requested.ok) return requested.requestId;
  throw new UsageError(
    `Not called: ${requested.code === 'no_agent' ? 'the organization has no agent' : refusals.do_not_call}.`,
  );
}

const refusals: Record<ClaimRefusal, string> = {
  request_not_found: 'the request is gone',
  request_over: 'the request is over already',
  being_called: 'they are being called now; with npm start running, its runner may have been faster',
  paused: 'the dialer is paused',
  do_not_call: 'this number asked never to be called again',
  outside_hours: 'it is outside of calling hours there, and simulated people of this organization sleep',
  no_free_line: 'every line of the organization is at its limit',
};

function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => controller.abort());
  return controller.signal;
}
