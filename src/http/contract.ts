import { z } from 'zod';
import {
  appointmentView,
  callEvent,
  callSummaryEvent,
  costBreakdown,
  userPreferences,
} from '../calls/events.ts';

/**
 * Every request and answer of the HTTP API. The server parses and describes itself (`/openapi.json`) with these
 * schemas, the page and the tests parse answers with the same ones; this is all that `web/` sees of the server.
 */

const instant = z.iso.datetime({ offset: true });

/** Every answer that is not 2xx. `code` is stable (docs/error-codes.md); `message` and `fix` are for people. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** The field of the request that is wrong, as `limit` or `body.participant_name`. */
    field: z.string().optional(),
    /** What to do about it. */
    fix: z.string().optional(),
  }),
});

export const tokenRequest = z.strictObject({
  /** Shown to the other side of the room; not an identity and not trusted. */
  participant_name: z.string().trim().min(1).max(60).optional(),
  /** BCP 47; the agent's own language when left out. */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'must be a language tag such as en-US or fa-IR' })
    .max(35)
    .optional(),
});

export const tokenResponse = z.object({
  /** Where livekit-client connects to, ws:// or wss://. */
  server_url: z.string(),
  participant_token: z.string(),
  room_name: z.string(),
  call_id: z.uuid(),
  /** True when speech or model is a stand-in: the page must say so. */
  rehearsal: z.boolean(),
  agent: z.object({ name: z.string(), language: z.string() }),
  organization: z.object({ name: z.string(), time_zone: z.string() }),
});

/** A part that Parley speaks or thinks with. `real` is false for the local stand-ins. */
const provider = z.object({ provider: z.string(), real: z.boolean() });

export const healthResponse = z.object({
  /** False only when the database cannot be reached (answered with 503). */
  ok: z.boolean(),
  version: z.string(),
  database: z.object({ ok: z.boolean(), kind: z.enum(['embedded', 'supabase']) }),
  /** `ok` false means that calls in the browser cannot start; `missing` says why. */
  livekit: z.object({ ok: z.boolean(), url: z.string().optional() }),
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
});

export const outcome = z.enum([
  'answered',
  'voicemail',
  'busy',
  'no_answer',
  'declined',
  'unreachable',
  'canceled',
  'failed',
]);
export const sentiment = z.enum(['positive', 'neutral', 'negative']);

/** The user that a call or an appointment belongs to. */
export const person = z.object({ name: z.string().nullable(), phone: z.string() });

export const callView = z.object({
  id: z.uuid(),
  scenario: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  channel: z.enum(['web', 'sip', 'console', 'simulation']),
  rehearsal: z.boolean(),
  /** Null until the caller was identified. */
  person: person.nullable(),
  started_at: instant,
  answered_at: instant.nullable(),
  ended_at: instant.nullable(),
  /** What the network says; null while the call runs. */
  outcome: outcome.nullable(),
  /** What it meant for the business; null unless somebody answered. */
  disposition: z.string().nullable(),
  end_reason: z.string().nullable(),
  summary: z.string().nullable(),
  sentiment: sentiment.nullable(),
});

export const turnView = z.object({
  index: z.number().int(),
  role: z.enum(['agent', 'person']),
  /** What was meant to be said. */
  text: z.string(),
  /** For an interrupted agent turn, what was really played. */
  heard: z.string().nullable(),
  interrupted: z.boolean(),
  started_at: instant,
  ended_at: instant.nullable(),
  latency: z.object({
    end_of_turn_ms: z.number().nullable(),
    model_ms: z.number().nullable(),
    speech_ms: z.number().nullable(),
    total_ms: z.number().nullable(),
  }),
  /** How the end of the person's turn was decided. */
  decision: z
    .object({
      expected: z.enum(['yes_no', 'phone_number', 'date_time', 'open']),
      verdict: z.enum(['complete', 'incomplete', 'unclear']),
      probability: z.number(),
      source: z.enum(['reply', 'model', 'silence']),
    })
    .nullable(),
});

export const pageLimit = 100;

export const listCallsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(pageLimit).default(20),
  /** `next_cursor` of the page before. */
  cursor: z.string().max(200).optional(),
});

export const listCallsResponse = z.object({
  /** Newest first. */
  calls: z.array(callView),
  /** Null on the last page. */
  next_cursor: z.string().nullable(),
});

export const callIdParams = z.object({ id: z.uuid() });

export const callDetailResponse = z.object({
  call: callView,
  turns: z.array(turnView),
  /** As sent on the data channel, oldest first (docs/events.md). */
  events: z.array(callEvent),
  /** Null until the summary is written, a few seconds after the end at the latest. */
  summary: callSummaryEvent.nullable(),
  cost_breakdown: costBreakdown,
  user_preferences: userPreferences,
  /** What this call held, booked, moved or canceled. */
  appointments: z.array(appointmentView),
  outcome: outcome.nullable(),
  disposition: z.string().nullable(),
  end_reason: z.string().nullable(),
  sentiment: sentiment.nullable(),
});

export const listAppointmentsQuery = z.object({
  /** Local days of the organization, both included; from today when left out. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  status: appointmentView.shape.status.optional(),
});

export const listAppointmentsResponse = z.object({
  /** Soonest first. */
  appointments: z.array(appointmentView.extend({ person: person.nullable(), call_id: z.uuid().nullable() })),
});

export type ErrorBody = z.infer<typeof errorBody>;
export type TokenRequest = z.infer<typeof tokenRequest>;
export type TokenResponse = z.infer<typeof tokenResponse>;
export type HealthResponse = z.infer<typeof healthResponse>;
export type CallView = z.infer<typeof callView>;
export type TurnView = z.infer<typeof turnView>;
export type ListCallsQuery = z.infer<typeof listCallsQuery>;
export type ListCallsResponse = z.infer<typeof listCallsResponse>;
export type CallDetailResponse = z.infer<typeof callDetailResponse>;
export type ListAppointmentsQuery = z.infer<typeof listAppointmentsQuery>;
export type ListAppointmentsResponse = z.infer<typeof listAppointmentsResponse>;
