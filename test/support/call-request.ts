import { randomUUID } from 'node:crypto';
import type { CallRequest } from '../../src/dialing/requests.ts';

/** A call that is due now, to be tried three times, to somebody in New York; `changes` say whom and about what. */
export function callRequest(changes: Partial<CallRequest> & Pick<CallRequest, 'phone'>): CallRequest {
  return {
    scenario: 'order',
    name: null,
    input: {},
    source: 'test',
    sourceKey: randomUUID(),
    priority: 3,
    dueAt: null,
    timeZones: ['America/New_York'],
    earliest: null,
    latest: null,
    expiresAt: null,
    maxAttempts: 3,
    campaignId: null,
    fromCallId: null,
    ...changes,
  };
}
