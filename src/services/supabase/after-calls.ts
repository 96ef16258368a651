import { z } from 'zod';
import { turnView } from '../../calls/call/call-views.ts';
import type { AfterCalls } from '../../calls/ending/after-call.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const sweptRows = z.array(z.object({ id: z.uuid() }));
const roomRows = z.array(camelRow({ id: z.uuid(), room_name: z.string().nullable() }));
const claimedRows = z.array(
  // Whatever else there is belongs to the call's scenario.
  z.looseObject({
    call: z.object({ id: z.uuid(), scenario: z.string(), disposition: z.string().nullable() }),
    agent: z.object({ language: z.string() }),
    turns: z.array(turnView),
  }),
);

/** @param db a connection with the secret key. */
export function createAfterCalls(db: Database): AfterCalls {
  return {
    async sweep(batchSize) {
      const ids: string[] = [];
      // One of each organization at a time, because of their locks.
      while (ids.length < batchSize) {
        const swept = await callFunction(db, 'sweep_calls', { batch_size: batchSize }, sweptRows);
        if (swept.length === 0) break;
        ids.push(...swept.map(({ id }) => id));
      }
      if (ids.length === 0) return [];
      const { data, error } = await db.from('calls').select('id, room_name').in('id', ids);
      if (error) throw new DatabaseError('find_rooms', { cause: error });
      return roomRows.parse(data);
    },

    async claimUnsummarized(batchSize, leaseSeconds) {
      const parameters = { batch_size: batchSize, lease_seconds: leaseSeconds };
      const claimed = await callFunction(db, 'claim_unsummarized_calls', parameters, claimedRows);
      return claimed.map(({ call, agent, turns, ...parts }) => ({
        id: call.id,
        scenario: call.scenario,
        disposition: call.disposition,
        language: agent.language,
        turns,
        parts,
      }));
    },
  };
}
