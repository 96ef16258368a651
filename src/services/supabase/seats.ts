import { z } from 'zod';
import type { Seats } from '../../calls/call/provider-quota.ts';
import { callFunction, type Database } from './client.ts';

const answer = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), kind: z.enum(['stt', 'tts', 'llm']) }),
]);

/** @param db a connection with the secret key. */
export function createSeats(db: Database): Seats {
  return {
    take: (callId, limits) => callFunction(db, 'take_seats', { call_id: callId, limits }, answer),
  };
}
