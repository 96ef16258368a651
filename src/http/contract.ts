import { z } from 'zod';
import { askedDay, callDetail, callView } from '../calls/call/call-views.ts';
import {
  callRequestView,
  dialerState,
  dialerView,
  obstacle,
  requestStatus,
} from '../dialing/dialer-views.ts';
import {
  appointmentPreferences,
  appointmentRecord,
  appointmentView,
  listedAppointments,
} from '../scenarios/appointment/store/appointment-views.ts';
import { captureClass, captureView } from '../scenarios/outreach/store/outreach-views.ts';
import {
  callFlow,
  callResult,
  customerId,
  customerStatus,
  customerView,
  partySize,
} from '../scenarios/restaurant/store/customer-views.ts';

/**
 * Every request and answer of the HTTP API. The server parses and describes itself (`/openapi.json`) with these
 * schemas, the page and the tests parse answers with the same ones; this is all that `web/` sees of the server.
 */

/** Every answer that is not 2xx. `code` is stable (docs/error-codes.md); `message` and `fix` are for people. */
export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      /** The field of the request that is wrong, as `limit` or `body.participant_name`. */
      field: z.string().optional(),
      /** What to do about it. */
      fix: z.string().optional(),
    }),
  })
  .meta({ id: 'Error' });

export const tokenRequest = z
  .strictObject({
    /** Shown to the other side of the room; not an identity and not trusted. */
    participant_name: z.string().trim().min(1).max(60).optional(),
    /** BCP 47; the agent's own language when left out. */
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
        error: 'must be a language tag such as en-US or fa-IR',
      })
      .max(35)
      .optional(),
    /** One of the organization's that answers (`organization.scenarios` of /health); its first one when left out. */
    scenario: z.string().trim().min(1).max(60).optional(),
    /**
     * The number of whoever your own page has signed in: they are that person in this call, and are asked nothing. Send it
     * from your server, never as the browser says it.
     */
    signed_in_phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, { error: 'must be a telephone number with + and the country' })
      .optional(),
  })
  .meta({ id: 'TokenRequest' });

export const tokenResponse = z
  .object({
    /** Where livekit-client connects to, ws:// or wss://. */
    server_url: z.string(),
    participant_token: z.string(),
    room_name: z.string(),
    call_id: z.uuid(),
    /** What the call is about. */
    scenario: z.string(),
    /** True when speech or model is a stand-in: the page must say so. */
    rehearsal: z.boolean(),
    agent: z.object({ name: z.string(), language: z.string() }),
    organization: z.object({ name: z.string(), time_zone: z.string() }),
  })
  .meta({ id: 'Token' });

/** A part that Parley speaks or thinks with. `real` is false for the local stand-ins. */
const provider = z.object({ provider: z.string(), real: z.boolean() });

export const healthResponse = z
  .object({
    /** False only when the database cannot be reached (answered with 503). */
    ok: z.boolean(),
    version: z.string(),
    database: z.object({ ok: z.boolean(), kind: z.enum(['embedded', 'supabase']) }),
    /** `ok` false means that calls in the browser cannot start; `missing` says why. */
    livekit: z.object({ ok: z.boolean(), url: z.string().optional() }),
    /** Whom calls of this deployment belong to and what they can be about, in order; null while the database is away. */
    organization: z
      .object({
        name: z.string(),
        scenarios: z.array(
          z.object({
            name: z.string(),
            /** Whoever calls can be answered with it; with the others the organization only calls. */
            answers: z.boolean(),
          }),
        ),
      })
      .nullable(),
    speech: provider,
    model: provider,
    voice: provider,
    rehearsal: z.boolean(),
    missing: z.array(
      z.object({
        part: z.enum(['database', 'livekit', 'speech', 'model', 'voice', 'credentials']),
        why: z.string(),
        fix: z.string(),
      }),
    ),
  })
  .meta({ id: 'Health' });

export const pageLimit = 100;

export const listCallsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(20),
  /** `next_cursor` of the page before. */
  before: z.string().max(200).optional(),
});

export const listCallsResponse = z
  .object({
    /** Newest first. */
    calls: z.array(callView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'CallList' });

export const callIdParams = z.object({ id: z.uuid() });

export const recordingQuery = z.strictObject({
  /** `review` is the copy without noise, where there is one. */
  copy: z.enum(['original', 'review']).default('original'),
});

export const callDetailResponse = callDetail
  // What this call booked, moved or canceled, as it stands now.
  .extend({ ...listedAppointments.shape, user_preferences: appointmentPreferences })
  .meta({ id: 'CallDetail' });

export const listAppointmentsQuery = z.strictObject({
  /** Local days of the organization, both included; from today when left out. */
  from: askedDay.optional(),
  to: askedDay.optional(),
  status: appointmentView.shape.status.optional(),
});

export const listAppointmentsResponse = z
  .object({
    /** Soonest first. */
    appointments: z.array(appointmentRecord),
  })
  .meta({ id: 'AppointmentList' });

export type ErrorBody = z.infer<typeof errorBody>;
export type TokenRequest = z.infer<typeof tokenRequest>;
export type TokenResponse = z.infer<typeof tokenResponse>;
export type HealthResponse = z.infer<typeof healthResponse>;
export type { CallView, TurnView } from '../calls/call/call-views.ts';
export type CallDetailResponse = z.infer<typeof callDetailResponse>;

const clockTime = z.string().regex(/^\d{2}:\d{2}$/);

export const agentResponse = z
  .object({
    name: z.string(),
    /** BCP 47 */
    language: z.string(),
    version: z.number().int(),
    /** What callers ask and what is answered, as the owner writes it. */
    knowledge: z.string().nullable(),
    /** Where the business is, as it is to be said. */
    address: z.string().nullable(),
    services: z.array(z.string()),
    /** Whom or what can be booked. */
    staff: z.array(z.string()),
    /** Each opening of the week; 1 is Monday, 24:00 the end of a day. */
    opening_hours: z.array(
      z.object({ weekday: z.number().int().min(1).max(7), opens: clockTime, closes: clockTime }),
    ),
    /** The days of the next month that differ. */
    opening_exceptions: z.array(
      z.object({
        day: z.iso.date(),
        is_open: z.boolean(),
        opens: clockTime.nullable(),
        closes: clockTime.nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Agent' });

export const changeAgentRequest = z
  .strictObject({
    knowledge: z.string().trim().max(4000).nullable().optional(),
    address: z.string().trim().max(300).nullable().optional(),
    services: z.array(z.string().trim().min(1).max(40)).max(50).optional(),
  })
  .meta({ id: 'ChangeAgent' });

export const dialerResponse = dialerView;

export const setDialerRequest = z
  .strictObject({
    state: dialerState,
    /** For whoever finds it standing still. */
    reason: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: 'SetDialer' });

export const listRequestsQuery = z.strictObject({
  status: requestStatus.default('waiting'),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(20),
  /** `next_cursor` of the page before. */
  after: z.string().max(200).optional(),
});

export const listRequestsResponse = z
  .object({
    /** The next to be called first. */
    requests: z.array(callRequestView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'CallRequestList' });

export const personRequest = z
  .strictObject({
    phone: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, { error: 'must be a telephone number with + and the country' }),
  })
  .meta({ id: 'Person' });

export const exportPersonResponse = z
  .object({
    phone: z.string(),
    exported_at: z.iso.datetime({ offset: true }),
    /** The rows of each table, as they are. */
    data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    recordings: z.array(z.object({ call_id: z.uuid(), url: z.string() })),
  })
  .meta({ id: 'PersonExport' });

export const erasePersonResponse = z
  .object({
    /** How many rows of each table went, or were emptied. */
    erased: z.record(z.string(), z.number().int()),
    /** What is left of each table, and why. */
    kept: z.record(z.string(), z.string()),
    recordings: z.object({
      deleted: z.number().int(),
      /** Their store did not answer: the runner deletes them. */
      deleted_within_minutes: z.number().int(),
    }),
  })
  .meta({ id: 'Erasure' });

export type CallRequestView = z.infer<typeof callRequestView>;

export const addCustomerRequest = z
  .strictObject({
    /** As the agent is to say it. */
    name: z.string().trim().min(1).max(100),
    /** Written nationally, as in the organization's region, or with + and the country. */
    mobile: z.string().trim().min(1).max(40),
    /** ISO 8601; without an offset it is the organization's local time. */
    expected_arrival_time: z.string().trim().min(1).max(40).nullish(),
    party_size: partySize.nullish(),
    /** What somebody at the table is allergic to. */
    allergies: z.string().trim().min(1).max(500).nullish(),
  })
  .meta({ id: 'AddCustomer' });

export const customerResponse = customerView;

export const listCustomersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(pageLimit),
  /** `next_cursor` of the page before. */
  after: customerId.optional(),
  status: customerStatus.optional(),
});

export const listCustomersResponse = z
  .object({
    /** In order of their ids. */
    customers: z.array(customerView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'CustomerList' });

export const customerIdParams = z.object({ customer_id: customerId });

export const triggerCallResponse = z
  .object({
    customer_id: customerId,
    /** What the call is about, by the customer's status. */
    call_flow: callFlow,
    request_id: z.uuid(),
    /** False when this call was owed already; it is then made now. */
    created: z.boolean(),
    /** 1 is the next call that is made, 2 the one after; null when this one is being made at this moment. */
    place: z.number().int().positive().nullable(),
    /**
     * What has to change before it is made: the dialer runs again, calling hours begin, an agent or a line is free. Null when
     * it is made within seconds.
     */
    waits_for: obstacle.nullable(),
    /** When that changes by itself, where it is known. */
    waits_until: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'TriggeredCall' });

export const importCustomersResponse = z
  .object({
    added: z.number().int(),
    /** Known customers whose row was taken. */
    updated: z.number().int(),
    /** Columns of the file that customers have nothing of, such as an e-mail address. */
    ignored: z.array(z.string()),
    /** Rows that were not taken, or of which that is not known; all others were. */
    errors: z.array(
      z.object({
        /** Where the row begins in the file; the names of the columns are line 1. */
        line: z.number().int(),
        column: z.string().nullable(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'ImportedCustomers' });

export const exportCapturesQuery = z.strictObject({
  /** All classes when left out. */
  class: captureClass.optional(),
});

export const listCapturesQuery = exportCapturesQuery.extend({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(pageLimit),
  /** `next_cursor` of the page before. */
  before: z.string().max(200).optional(),
});

export const listCapturesResponse = z
  .object({
    /** Newest first. */
    captures: z.array(captureView),
    /** Null on the last page. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'OutreachCaptureList' });

export const callResultRequest = callResult;

export const callResultResponse = z
  .object({
    /** False when the same result was posted before; nothing was done then. */
    first: z.boolean(),
    /** The call that has a review of this; null when we made no such call. */
    call_id: z.uuid().nullable(),
    customer: customerView,
  })
  .meta({ id: 'RecordedResult' });
