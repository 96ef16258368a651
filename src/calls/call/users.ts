import type { UserPreferences } from './events.ts';
import type { ToolCallKey } from './tool-call.ts';

/**
 * How somebody was proven to be the person of a number: a trusted trunk said it, we dialed it, the business signed them
 * in, they knew something of it, or the business asks nobody.
 */
export const proofs = ['network', 'called', 'signed_in', 'check', 'none'] as const;

export type Proof = (typeof proofs)[number];

/** Who a call is with, as the database knows them; of somebody who only says a number, what they said in this call. */
export interface IdentifiedUser {
  userId: string;
  phone: string;
  name: string | null;
  /** Null while they only say that the number is theirs. */
  proof: Proof | null;
  /** Proven, and known before this call. */
  returning: boolean;
  preferences: UserPreferences;
}

export type Identified = { ok: true; user: IdentifiedUser } | { ok: false; code: 'call_ended' };

export const verifyRefusals = [
  'call_ended',
  'not_identified',
  /** Whoever answered our call is not the person. */
  'wrong_person',
  'nothing_said',
  /** The same answer whether anything is on file or not. */
  'not_matched',
  /** Too many wrong tries for this number, in this call or others. */
  'check_locked',
] as const;

export type VerifyRefusal = (typeof verifyRefusals)[number];

export type Verified = { ok: true; user: IdentifiedUser } | { ok: false; code: VerifyRefusal };

/** The people an organization talks to. Throws `DatabaseError` when the database could not answer. */
export interface Users {
  /** @param person.phone E.164 */
  identify(key: ToolCallKey, person: { phone: string; name: string | null }): Promise<Identified>;
  /** @param said.day YYYY-MM-DD, local to the organization. A wrong try is counted once per tool call. */
  verify(key: ToolCallKey, said: { name: string | null; day: string | null }): Promise<Verified>;
  /** Somebody else is at the telephone: nothing of its person is said or changed in this call any more. */
  refuseWrongPerson(
    key: ToolCallKey,
    said: { message: string | null },
  ): Promise<{ ok: true } | { ok: false; code: 'call_ended' }>;
}
