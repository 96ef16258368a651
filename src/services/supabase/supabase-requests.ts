import { z } from 'zod';
import { type CallRequests, requestRefusals } from '../../dialing/requests.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const requested = z.union([
  z.object({
    ok: z.literal(false),
    code: z.enum(requestRefusals),
    field: z.string().nullable().default(null),
  }),
  camelRow({ ok: z.literal(true), request_id: z.uuid(), created: z.boolean() }),
]);
const canceled = z.object({ ok: z.boolean() });

/** Calls that are owed; the same source key again is the same request. Any connection of a member will do. */
export function createCallRequests(db: Database): CallRequests {
  return {
    add: (organizationId, request) =>
      callFunction(
        db,
        'request_call',
        {
          organization_id: organizationId,
          request: {
            scenario: request.scenario,
            phone: request.phone,
            name: request.name,
            input: request.input,
            source: request.source,
            source_key: request.sourceKey,
            priority: request.priority,
            due_at: request.dueAt,
            time_zones: request.timeZones,
            earliest: request.earliest,
            latest: request.latest,
            expires_at: request.expiresAt,
            max_attempts: request.maxAttempts,
            campaign_id: request.campaignId,
            from_call_id: request.fromCallId,
          },
        },
        requested,
      ),

    async cancel(organizationId, requestId) {
      const parameters = { organization_id: organizationId, request_id: requestId };
      return (await callFunction(db, 'cancel_request', parameters, canceled)).ok;
    },
  };
}
