import { z } from 'zod';

/** What is shown of calls out. The HTTP API answers with these shapes as they are. */

export const dialerState = z.enum(['running', 'draining', 'paused']);

const count = z.number().int().nonnegative();

export const lineLoad = z
  .object({
    line_id: z.uuid(),
    phone: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    /** Connections that it carries now, whoever placed them. */
    concurrent: count,
    last_minute: count,
    /** Since midnight where the organization is. */
    today: count,
    max_concurrent: count,
    max_per_minute: count,
    max_per_day: count,
  })
  .meta({ id: 'LineLoad' });

export const dialerView = z
  .object({
    state: dialerState,
    /** Of the whole deployment; the stricter of the two counts. */
    deployment_state: dialerState,
    /** Why it does not run; null while it does. */
    reason: z.string().nullable(),
    changed_at: z.iso.datetime({ offset: true }),
    consecutive_failures: count,
    /** So many failures in a row pause the dialer and alert the admins. */
    fail_alert_threshold: count,
    waiting: count,
    due: count,
    dialing: count,
    /** Those who were handed over and talk on among them. */
    talking: count,
    /** Workers that can be sent to a call in a room, of the whole deployment; without one nobody is dialed. */
    agents: count,
    lines: z.array(lineLoad),
  })
  .meta({ id: 'Dialer' });
