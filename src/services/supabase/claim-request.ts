import { z } from 'zod';
import { destinationRefusals } from '../../dialing/requests.ts';
import { callFunction, type Database } from './client.ts';

const refusals = [
  'request_not_found',
  'request_over',
  'being_called',
  'paused',
  'do_not_call',
  ...destinationRefusals,
  'too_many_calls',
  'outside_hours',
  'no_free_line',
] as const;

export type ClaimRefusal = (typeof refusals)[number];

const claimed = z.union([
  z.object({ ok: z.literal(false), code: z.enum(refusals) }),
  z
    .object({ ok: z.literal(true), call: z.object({ call_id: z.uuid() }) })
    .transform(({ ok, call }) => ({ ok, callId: call.call_id })),
]);

/**
 * Makes a call of this very request now, whatever else is due, for somebody who waits for it.
 * @param db a connection with the secret key.
 */
export function claimRequest(
  db: Database,
  request: {
    organizationId: string;
    requestId: string;
    runnerId: string;
    leaseSeconds: number;
    simulated: boolean;
  },
): Promise<z.infer<typeof claimed>> {
  const { organizationId, requestId, runnerId, leaseSeconds, simulated } = request;
  return callFunction(
    db,
    'claim_request',
    {
      organization_id: organizationId,
      request_id: requestId,
      runner_id: runnerId,
      lease_seconds: leaseSeconds,
      simulated,
    },
    claimed,
  );
}
