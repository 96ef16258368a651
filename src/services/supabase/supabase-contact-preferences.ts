import { z } from 'zod';
import { type ContactPreferences, promiseRefusals } from '../../calls/call/contact-preferences.ts';
import { callFunction, type Database } from './client.ts';

const done = z.object({ ok: z.literal(true) });
const promised = z.union([done, z.object({ ok: z.literal(false), code: z.enum(promiseRefusals) })]);

/** What people ask of whoever calls them, as rows: a call request, or a number that is never dialed again. */
export function createContactPreferences(db: Database): ContactPreferences {
  return {
    promiseCallback: ({ callId, toolCallId }, { dueAt, note }) =>
      callFunction(
        db,
        'promise_callback',
        { call_id: callId, tool_call_id: toolCallId, due_at: dueAt, note },
        promised,
      ),

    async refuseCalls({ organizationId, phone, reason, callId }) {
      const parameters = { organization_id: organizationId, phone, reason, call_id: callId };
      await callFunction(db, 'refuse_calls', parameters, done);
    },
  };
}
