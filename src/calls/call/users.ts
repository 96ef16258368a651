import type { UserPreferences } from './events.ts';
import type { ToolCallKey } from './tool-call.ts';

/** Who a call is with, as the database knows them. */
export interface IdentifiedUser {
  userId: string;
  phone: string;
  name: string | null;
  /** Known before this call. */
  returning: boolean;
  preferences: UserPreferences;
}

export type Identified = { ok: true; user: IdentifiedUser } | { ok: false; code: 'call_ended' };

/** The people an organization talks to. Throws `DatabaseError` when the database could not answer. */
export interface Users {
  /** @param person.phone E.164 */
  identify(key: ToolCallKey, person: { phone: string; name: string | null }): Promise<Identified>;
}
