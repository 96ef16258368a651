import { z } from 'zod';
import { userPreferences } from '../../calls/call/events.ts';
import type { Users } from '../../calls/call/users.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const userRow = camelRow({
  user_id: z.uuid(),
  phone: z.string(),
  name: z.string().nullable(),
  returning: z.boolean(),
  preferences: userPreferences,
});

const identifyAnswer = z.union([
  z.object({ ok: z.literal(true), user: userRow }),
  z.object({ ok: z.literal(false), code: z.literal('call_ended') }),
]);

/** The people an organization talks to, by their number. */
export function createUsers(db: Database): Users {
  return {
    identify: ({ callId, toolCallId }, { phone, name }) =>
      callFunction(
        db,
        'identify_user',
        { call_id: callId, tool_call_id: toolCallId, phone, name },
        identifyAnswer,
      ),
  };
}
