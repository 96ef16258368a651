import { z } from 'zod';
import type { HandedOverCalls } from '../../calls/ending/lonely-rooms.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const rows = z.array(camelRow({ call_id: z.uuid(), room_name: z.string().nullable() }));
const done = z.object({ ok: z.literal(true) });

/** @param db a connection with the secret key */
export function createHandedOverCalls(db: Database): HandedOverCalls {
  return {
    list: (batchSize, graceSeconds) =>
      callFunction(db, 'handed_over_calls', { batch_size: batchSize, grace_seconds: graceSeconds }, rows),
    async release(callId) {
      await callFunction(db, 'release_lines', { call_id: callId }, done);
    },
  };
}
