import { z } from 'zod';
import type { Dialer } from '../../dialing/dialer.ts';
import { callRequestView, dialerView } from '../../dialing/dialer-views.ts';
import { camelRow, toCamel } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { orRefusal } from './or-refusal.ts';
import { instant } from './rows.ts';

const statusRow = dialerView.transform(({ lines, ...row }) => ({
  ...toCamel(row),
  lines: lines.map((line) => toCamel(line)),
}));

const requestPage = z.object({
  requests: z.array(callRequestView),
  next: camelRow({ due_at: instant, id: z.uuid() }).nullable(),
});

/** How calls are carried out here: by whose workers, or to simulated people. */
export interface CallMaking {
  simulated: boolean;
  /** Null where calls are typed. */
  agentName: string | null;
}

/** The dialer's switch, its load, and what it is to do. Row level security decides whose. */
export function createDialer(
  db: Database,
  { simulated, agentName }: CallMaking = { simulated: false, agentName: null },
): Dialer {
  return {
    requests: (organizationId, { status, limit, after }) =>
      callFunction(
        db,
        'list_requests',
        {
          organization_id: organizationId,
          wanted_status: status,
          page_size: limit,
          after_due_at: after?.dueAt ?? null,
          after_id: after?.id ?? null,
          simulated,
          agent_name: agentName,
        },
        requestPage,
      ),
    status: (organizationId) =>
      callFunction(db, 'get_dialer', { organization_id: organizationId }, statusRow),
    set: (organizationId, wanted, reason) =>
      callFunction(db, 'set_dialer', { organization_id: organizationId, state: wanted, reason }, statusRow),
    changeRules: (organizationId, changes) =>
      callFunction(
        db,
        'change_dial_rules',
        { organization_id: organizationId, changes },
        orRefusal(statusRow, 'owner_required', 'unknown_country'),
      ),
  };
}
