import type { Business } from './business.ts';

/** What the agent of an organization tells callers, and who it is. */
export interface AgentSettings {
  name: string;
  /** BCP 47 */
  language: string;
  version: number;
  /** What callers ask and what is answered, as the owner writes it. */
  knowledge: string | null;
  business: Business;
}

/** What is not named stays; null takes away. */
export interface AgentChanges {
  knowledge?: string | null | undefined;
  address?: string | null | undefined;
  services?: string[] | undefined;
}

/** Throws `DatabaseError` when there was no answer. The database decides whose settings may be read and changed. */
export interface AgentDesk {
  read(organizationId: string): Promise<AgentSettings>;
  change(organizationId: string, changes: AgentChanges): Promise<AgentSettings>;
}
