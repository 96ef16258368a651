import { z } from 'zod';

/** What is shown of calls out. The HTTP API answers with these shapes as they are. */

export const dialerState = z.enum(['running', 'draining', 'paused']);

const count = z.number().int().nonnegative();

/** What a request waits for: see app.waits_for in the migrations. */
export const obstacle = z.enum([
  'dialer',
  'do_not_call',
  'number_barred',
  'country_not_allowed',
  'on_the_phone',
  'time',
  'hours',
  'no_common_hours',
  'often',
  'full_day',
  'agent',
  'line',
]);

export const requestStatus = z.enum([
  'waiting',
  'dialing',
  'completed',
  'exhausted',
  'blocked',
  'canceled',
  'expired',
]);

const instant = z.iso.datetime({ offset: true });

export const callRequestView = z
  .object({
    request_id: z.uuid(),
    /** What the call will be about. */
    scenario: z.string(),
    /** E.164. */
    phone: z.string(),
    name: z.string().nullable(),
    /** Who asked for it, such as `callback`. */
    source: z.string(),
    status: requestStatus,
    /** Why it is blocked or canceled. */
    status_reason: z.string().nullable(),
    /** 0 before everything, then 1 to 5. */
    priority: count,
    due_at: instant,
    /** When the person was told that they would be called. */
    promised_at: instant.nullable(),
    /** When it ends undialed. */
    expires_at: instant.nullable(),
    /** How often their telephone has rung for it, of how often at most. */
    dials: count,
    max_attempts: count,
    last_outcome: z.string().nullable(),
    created_at: instant,
    /** Why it is not dialed now, and until when, as far as that is known; null when it is dialed within seconds, or over. */
    waits_for: z.object({ code: obstacle, until: instant.nullable() }).nullable(),
  })
  .meta({ id: 'CallRequest' });

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
