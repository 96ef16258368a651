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

/** A country as ISO 3166 names it. The database knows which there are. */
const country = z.string().regex(/^[A-Z]{2}$/, { error: 'must be two capital letters, such as US' });
/** As often as a number may be called, or a caller called back; more is a typing error. */
const ofPerson = z.number().int().max(1000);
const ofOrganization = z.number().int().min(1).max(1_000_000);

/** Whom an organization calls, and how often: columns of `dialers`. */
export const dialRules = z.object({
  /** Null for the organization's own region alone; an empty list calls nobody. */
  countries: z.array(country).max(250).nullable(),
  /** Whether somebody who calls from a country that is not among them is called back there. */
  callbacks_abroad: z.boolean(),
  /** In 24 hours. So many calls may also be owed to a number at once. */
  max_per_number_day: ofPerson.min(1),
  /** In 7 days. */
  max_per_number_week: ofPerson.min(1),
  /** How many callbacks one caller is promised in 24 hours. */
  max_callbacks_per_caller_day: ofPerson.min(0),
  max_callbacks_per_caller_week: ofPerson.min(0),
  /** How many telephones ring on a local day. */
  max_calls_per_day: ofOrganization,
  /** In the last seven local days. */
  max_calls_per_week: ofOrganization,
});

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
    rules: dialRules,
    lines: z.array(lineLoad),
  })
  .meta({ id: 'Dialer' });
