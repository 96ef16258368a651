import { z } from 'zod';
import type { AgentDesk } from '../../calls/call/agent-settings.ts';
import { businessRow } from './business-row.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { orRefusal } from './or-refusal.ts';

const settingsRow = camelRow({
  name: z.string(),
  language: z.string(),
  version: z.number().int(),
  knowledge: z.string().nullable(),
  caller_check: z.enum(['knowledge', 'none']),
  business: businessRow,
});

/** What callers ask. Row level security decides whose. */
export function createAgentSettings(db: Database): AgentDesk {
  return {
    read: (organizationId) => callFunction(db, 'get_agent', { organization_id: organizationId }, settingsRow),
    change: (organizationId, changes) =>
      callFunction(
        db,
        'change_agent',
        { organization_id: organizationId, changes },
        orRefusal(settingsRow, 'owner_required'),
      ),
  };
}
