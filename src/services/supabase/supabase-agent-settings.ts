import { z } from 'zod';
import type { AgentDesk } from '../../calls/call/agent-settings.ts';
import { businessRow } from './business-row.ts';
import { callFunction, type Database } from './client.ts';

const settingsRow = z.object({
  name: z.string(),
  language: z.string(),
  version: z.number().int(),
  knowledge: z.string().nullable(),
  business: businessRow,
});

/** What callers ask. Row level security decides whose. */
export function createAgentSettings(db: Database): AgentDesk {
  return {
    read: (organizationId) => callFunction(db, 'get_agent', { organization_id: organizationId }, settingsRow),
    change: (organizationId, changes) =>
      callFunction(db, 'change_agent', { organization_id: organizationId, changes }, settingsRow),
  };
}
