import type { Business } from './business.ts';

/** What somebody who only says a number is asked before they reach what is on file for it; `none` asks nothing. */
export type CallerCheck = 'knowledge' | 'none';

/** What the agent of an organization tells callers, and who it is. */
export interface AgentSettings {
  name: string;
  /** BCP 47 */
  language: string;
  version: number;
  /** What callers ask and what is answered, as the owner writes it. */
  knowledge: string | null;
  callerCheck: CallerCheck;
  business: Business;
}

/** What is not named stays; null takes away. */
export interface AgentChanges {
  knowledge?: string | null | undefined;
  address?: string | null | undefined;
  services?: string[] | undefined;
  /** For the owner alone. */
  caller_check?: CallerCheck | undefined;
}

/** Throws `DatabaseError` when there was no answer. The database decides whose settings may be read and changed. */
export interface AgentDesk {
  read(organizationId: string): Promise<AgentSettings>;
  change(organizationId: string, changes: AgentChanges): Promise<AgentSettings | 'owner_required'>;
}
