import { z } from 'zod';
import { callEvent, callSummaryEvent, costBreakdown, userPreferences } from './events.ts';

/**
 * What is kept of calls, as people read it afterwards. The HTTP API answers with these shapes as they are; whoever
 * implements `Records` sees only the rows that the database shows to its member.
 */

export const instant = z.iso.datetime({ offset: true });

/**
 * Days and instants as somebody outside may ask for them. ISO 8601 writes years from 0 on, Postgres reads them from 1 on, and
 * the first and the last of either cannot be carried into another time zone; nothing that we keep is of other centuries.
 */
const firstYear = '1900';
const lastYear = '2999';

const isOurs = (text: string) => text.slice(0, 4) >= firstYear && text.slice(0, 4) <= lastYear;
const error = `must be of a year from ${firstYear} to ${lastYear}`;

/** YYYY-MM-DD. */
export const askedDay = z.iso.date().refine(isOurs, { error });
export const askedInstant = z.iso.datetime({ offset: true }).refine(isOurs, { error });

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

/** The user that a call belongs to. */
export const person = z.object({ name: z.string().nullable(), phone: z.string() }).meta({ id: 'Person' });

export const callView = z
  .object({
    id: z.uuid(),
    scenario: z.string(),
    direction: z.enum(['inbound', 'outbound']),
    channel: z.enum(['web', 'sip', 'console', 'simulation']),
    rehearsal: z.boolean(),
    /** Null until the caller was identified. */
    person: z.union([person, z.null()]),
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
  })
  .meta({ id: 'Call' });

export const turnView = z
  .object({
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
  })
  .meta({ id: 'Turn' });

/** A recording that can be listened to. The addresses are of this API, and as open as the call itself. */
export const recordingView = z
  .object({
    seconds: z.number(),
    /** GET it with the same credentials: stereo, the caller left and the agent right. */
    url: z.string(),
    /** Without noise and evenly loud; null where no such copy is kept. */
    review_url: z.string().nullable(),
  })
  .meta({ id: 'Recording' });

/** What a scenario keeps of the call stands beside these under its own names, such as `appointments`. */
export const callDetail = z.looseObject({
  call: callView,
  turns: z.array(turnView),
  /** As sent on the data channel, oldest first (docs/events.md). */
  events: z.array(callEvent),
  /** Null until the summary is written, a few seconds after the end at the latest. */
  summary: z.union([callSummaryEvent, z.null()]),
  cost_breakdown: costBreakdown,
  user_preferences: userPreferences,
  /** Null when the call was not recorded, or when the days for which its recording is kept are over. */
  recording: z.union([recordingView, z.null()]),
  outcome: outcome.nullable(),
  disposition: z.string().nullable(),
  end_reason: z.string().nullable(),
  sentiment: sentiment.nullable(),
  /** Who took the call, where it was handed over. */
  operator: z.string().nullable(),
});

export type CallView = z.infer<typeof callView>;
export type TurnView = z.infer<typeof turnView>;
export type CallDetail = z.infer<typeof callDetail>;

/** Where a page of calls starts: strictly older than this call. */
export interface CallCursor {
  startedAt: string;
  id: string;
}

/** Something that calls of an organization are about. */
export interface OfferedScenario {
  name: string;
  /** Whoever calls can be answered with it; with the others the organization only calls. */
  answers: boolean;
}

/** An organization that a member may act for. */
export interface Membership {
  organizationId: string;
  slug: string;
}

/** Where a recording lies. */
export interface RecordingFile {
  store: 'folder' | 'supabase';
  path: string;
  bytes: number;
}

/** What one member of an organization may read. Every method throws `DatabaseError` when there was no answer. */
export interface Records {
  /** The organizations that these credentials are a member of; none for a key that is unknown or revoked. */
  memberships(): Promise<Membership[]>;
  /** What the organization's calls can be about, in its order. */
  scenarios(organizationId: string): Promise<OfferedScenario[]>;
  /** Newest first. */
  calls(
    organizationId: string,
    page: { limit: number; before: CallCursor | null },
  ): Promise<{ calls: CallView[]; next: CallCursor | null }>;
  /** Null for a call that does not exist or that this member may not see. */
  call(organizationId: string, callId: string): Promise<CallDetail | null>;
  /** The recording of a call, or its review copy; null when there is none, or none that this member may hear. */
  recording(
    organizationId: string,
    callId: string,
    copy: 'original' | 'review',
  ): Promise<RecordingFile | null>;
}
