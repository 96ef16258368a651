import type { Dialer, DialerStatus } from '../../dialing/dialer.ts';
import { dialerView } from '../../dialing/dialer-views.ts';
import { callFunction, type Database } from './client.ts';

const statusRow = dialerView.transform(
  (row): DialerStatus => ({
    state: row.state,
    deploymentState: row.deployment_state,
    reason: row.reason,
    changedAt: row.changed_at,
    consecutiveFailures: row.consecutive_failures,
    failAlertThreshold: row.fail_alert_threshold,
    waiting: row.waiting,
    due: row.due,
    dialing: row.dialing,
    talking: row.talking,
    agents: row.agents,
    lines: row.lines.map((line) => ({
      lineId: line.line_id,
      phone: line.phone,
      name: line.name,
      enabled: line.enabled,
      concurrent: line.concurrent,
      lastMinute: line.last_minute,
      today: line.today,
      maxConcurrent: line.max_concurrent,
      maxPerMinute: line.max_per_minute,
      maxPerDay: line.max_per_day,
    })),
  }),
);

/** The dialer's switch and its load. Row level security decides whose. */
export function createDialer(db: Database): Dialer {
  return {
    status: (organizationId) =>
      callFunction(db, 'get_dialer', { organization_id: organizationId }, statusRow),
    set: (organizationId, wanted, reason) =>
      callFunction(db, 'set_dialer', { organization_id: organizationId, state: wanted, reason }, statusRow),
  };
}
