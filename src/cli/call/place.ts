import { randomUUID } from 'node:crypto';
import type { RequestRefusal } from '../../dialing/requests.ts';
import { timeZonesOf } from '../../dialing/time-zones.ts';
import { type ClaimRefusal, claimRequest } from '../../services/supabase/claim-request.ts';
import { createCustomers } from '../../services/supabase/supabase-customers.ts';
import { createCallRequests } from '../../services/supabase/supabase-requests.ts';
import { UsageError } from '../../shared/errors.ts';
import { demoPhones } from '../../simulation/people/personas.ts';
import type { Dependencies } from '../../wiring/dependencies.ts';
import { type GuestCall, isVisit, requestGuestCall, UnfitNumber } from './guest.ts';

/** Set aside for fiction; the ones before these are lines and operators of the demo organizations. */
const rehearsalPhones = demoPhones.slice(50);

/** Until then no runner takes the request away from this terminal; a terminal that died leaves it to them. */
const reservedMs = 60_000;

export interface Wanted {
  organizationId: string;
  scenario: string;
  /** E.164. */
  phone: string;
  name: string | null;
  /** What the scenario is told, checked by `readInput`. */
  input: Record<string, unknown>;
}

type Placing = Pick<Dependencies, 'config' | 'database' | 'clock'>;

/**
 * Owes somebody a call and makes it this terminal's, to be dialed now.
 * @returns the id of the call
 * @throws UsageError that says why nobody is called.
 */
export async function placeFromTerminal(wanted: Wanted, dependencies: Placing): Promise<string> {
  const { config, database } = dependencies;
  const claimed = await claimRequest(database, {
    organizationId: wanted.organizationId,
    requestId: await request(wanted, dependencies),
    runnerId: `terminal-${process.pid}`,
    leaseSeconds: config.CALL_LEASE_SECONDS,
    simulated: true,
  });
  if (claimed.ok) return claimed.callId;
  throw new (claimed.code === 'do_not_call' ? UnfitNumber : UsageError)(
    `Not called: ${refusals[claimed.code]}.`,
  );
}

/**
 * The same with the first number of nobody real whom such a call fits: who was called from here before has come since, or
 * has asked never to be called again.
 * @throws UsageError when it fits nobody.
 */
export async function placeWithAnybody(
  wanted: Omit<Wanted, 'phone'>,
  dependencies: Placing,
): Promise<{ callId: string; phone: string }> {
  let unfit: UnfitNumber | null = null;
  for (const phone of rehearsalPhones) {
    try {
      return { callId: await placeFromTerminal({ ...wanted, phone }, dependencies), phone };
    } catch (error) {
      if (!(error instanceof UnfitNumber)) throw error;
      unfit = error;
    }
  }
  throw new UsageError(`No number of ${rehearsalPhones.length} fits. The last one: ${unfit?.message}`);
}

async function request(wanted: Wanted, { database, clock }: Placing): Promise<string> {
  const { organizationId, phone, name, scenario, input } = wanted;
  // A number of no place is taken to be where the business is; simulated people do not sleep.
  const timeZones = timeZonesOf(phone, 'UTC');
  const now = clock.now();
  if (isVisit(scenario)) {
    const guest: GuestCall = { phone, name, scenario, timeZones, now, input };
    return requestGuestCall(createCustomers(database, organizationId), guest);
  }
  const requested = await createCallRequests(database).add(organizationId, {
    scenario,
    phone,
    name,
    input,
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
  const where = requested.field === null ? '' : ` (${requested.field})`;
  const why = `Not called: ${requestRefused[requested.code]}${where}.`;
  if (requested.code === 'no_agent') throw new UsageError(why);
  throw new UnfitNumber(why);
}

const requestRefused: Record<RequestRefusal, string> = {
  no_agent: 'the organization has no agent',
  do_not_call: 'this number asked never to be called again',
  number_barred: 'premium, shared-cost, satellite and short numbers are never called',
  country_not_allowed: 'the organization does not call the country of this number',
  unknown_scenario: 'nobody here makes calls of this scenario',
  unreadable_input: 'the scenario cannot read what the call is about',
  out_of_window: 'there is no hour in which it could be made',
  too_many_calls: 'as many calls are owed to this number, or were made to it, as may be',
};

const refusals: Record<ClaimRefusal, string> = {
  request_not_found: 'the request is gone',
  request_over: 'the request is over already',
  being_called: 'they are being called now; with npm start running, its runner may have been faster',
  paused: 'the dialer is paused',
  do_not_call: requestRefused.do_not_call,
  number_barred: requestRefused.number_barred,
  country_not_allowed: requestRefused.country_not_allowed,
  too_many_calls: requestRefused.too_many_calls,
  outside_hours: 'it is outside of calling hours there, and simulated people of this organization sleep',
  no_free_line: 'every line of the organization is at its limit',
};
