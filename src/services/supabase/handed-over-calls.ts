import { z } from 'zod';
import type { HandedOverCalls } from '../../calls/ending/lonely-rooms.ts';
import { callFunction, type Database } from './client.ts';

const rows = z.array(z.object({ call_id: z.uuid(), room_name: z.string().nullable() }));
const done = z.object({ ok: z.literal(true) });

/** @param db a connection with the secret key */
export function createHandedOverCalls(db: Database): HandedOverCalls {
  return {
    async list(batchSize, graceSeconds) {
      const parameters = { batch_size: batchSize, grace_seconds: graceSeconds };
      const found = await callFunction(db, 'handed_over_calls', parameters, rows);
      return found.map((row) => ({ callId: row.call_id, roomName: row.room_name }));
    },
    async release(callId) {
      await callFunction(db, 'release_lines', { call_id: callId }, done);
    },
  };
}
