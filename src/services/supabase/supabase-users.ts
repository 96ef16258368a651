import { z } from 'zod';
import { userPreferences } from '../../calls/call/events.ts';
import { proofs, type Users, verifyRefusals } from '../../calls/call/users.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const userRow = camelRow({
  user_id: z.uuid(),
  phone: z.string(),
  name: z.string().nullable(),
  proof: z.enum(proofs).nullable(),
  returning: z.boolean(),
  preferences: userPreferences,
});

const known = z.object({ ok: z.literal(true), user: userRow });
const ended = z.object({ ok: z.literal(false), code: z.literal('call_ended') });

const identifyAnswer = z.union([known, ended]);
const verifyAnswer = z.union([known, z.object({ ok: z.literal(false), code: z.enum(verifyRefusals) })]);
const wrongPersonAnswer = z.union([z.object({ ok: z.literal(true) }), ended]);

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

    verify: ({ callId, toolCallId }, { name, day }) =>
      callFunction(
        db,
        'verify_caller',
        { call_id: callId, tool_call_id: toolCallId, name, day },
        verifyAnswer,
      ),

    refuseWrongPerson: ({ callId, toolCallId }, { message }) =>
      callFunction(
        db,
        'record_wrong_person',
        { call_id: callId, tool_call_id: toolCallId, message },
        wrongPersonAnswer,
      ),
  };
}
