import type { Dialer } from '../../dialing/dialer.ts';
import { dialerView } from '../../dialing/dialer-views.ts';
import { toCamel } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';

const statusRow = dialerView.transform(({ lines, ...row }) => ({
  ...toCamel(row),
  lines: lines.map((line) => toCamel(line)),
}));

/** The dialer's switch and its load. Row level security decides whose. */
export function createDialer(db: Database): Dialer {
  return {
    status: (organizationId) =>
      callFunction(db, 'get_dialer', { organization_id: organizationId }, statusRow),
    set: (organizationId, wanted, reason) =>
      callFunction(db, 'set_dialer', { organization_id: organizationId, state: wanted, reason }, statusRow),
  };
}
