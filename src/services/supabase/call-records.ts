import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  type CallCursor,
  type CallDetail,
  type CallView,
  callDetail,
  type Records,
} from '../../calls/call/call-views.ts';
import { callEvent, callSummaryEvent, costBreakdown, userPreferences } from '../../calls/call/events.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { readRecording, recordingFile, recordingView } from './call-recording.ts';
import { callColumns, toCalls } from './call-rows.ts';
import type { Database } from './client.ts';
import { listScenarios } from './supabase-scenarios.ts';

/**
 * What a member may read, asked for as that member: row level security decides, and what it hides is not there.
 * @param db a connection with the publishable key and the member's credentials.
 */
export function createRecords(db: Database): Records {
  return {
    async memberships() {
      // The first question of every request: whoever waits hears at once that the database is gone.
      const { data, error, status } = await db
        .from('organizations')
        .select('id, slug')
        .order('slug')
        .retry(false);
      // A token that is forged or has expired is refused before any row is looked at.
      if (error && (status === 401 || status === 403)) return [];
      if (error) throw new DatabaseError('list_memberships', { cause: error });
      return membershipRows.parse(data).map(({ id, slug }) => ({ organizationId: id, slug }));
    },
    scenarios: (organizationId) => listScenarios(db, organizationId),
    calls: (organizationId, page) => listCalls(db, organizationId, page),
    call: (organizationId, callId) => readCall(db, organizationId, callId),
    recording: async (organizationId, callId, copy) =>
      recordingFile(await readRecording(db, organizationId, callId), copy),
  };
}

const membershipRows = z.array(z.object({ id: z.uuid(), slug: z.string() }));

async function listCalls(
  db: Database,
  organizationId: string,
  { limit, before }: { limit: number; before: CallCursor | null },
): Promise<{ calls: CallView[]; next: CallCursor | null }> {
  let query = db
    .from('calls')
    .select(callColumns)
    .eq('organization_id', organizationId)
    .eq('is_listed', true);
  if (before !== null) query = query.or(olderThan(before));
  const { data, error } = await query
    .order('started_at', { ascending: false })
    .order('id', { ascending: false })
    // One more than asked for tells whether there is a next page.
    .limit(limit + 1);
  if (error) throw new DatabaseError('list_calls', { cause: error });
  const rows = z.array(z.unknown()).parse(data);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? cursorRow.parse(shown.at(-1)) : null;
  return { calls: await toCalls(db, shown), next: last && { startedAt: last.started_at, id: last.id } };
}

/** With the microseconds that Postgres keeps: rounded to milliseconds, a page would skip calls. */
const cursorRow = z.object({ id: z.uuid(), started_at: z.string().transform(toExactInstant) });

function toExactInstant(timestamp: string): string {
  return Temporal.Instant.from(timestamp).toString();
}

/** Quoted, since an instant has colons and a plus. */
function olderThan({ startedAt, id }: CallCursor): string {
  return `started_at.lt."${startedAt}",and(started_at.eq."${startedAt}",id.lt.${id})`;
}

/** @param db a connection with the secret key: it reads the calls of every organization. */
export async function readCallOfAnybody(db: Database, callId: string): Promise<CallDetail | null> {
  const { data, error } = await db.from('calls').select('organization_id').eq('id', callId).maybeSingle();
  if (error) throw new DatabaseError('read_call', { cause: error });
  return data === null ? null : readCall(db, z.uuid().parse(data.organization_id), callId);
}

async function readCall(db: Database, organizationId: string, callId: string): Promise<CallDetail | null> {
  const row = await db
    .from('calls')
    .select(callColumns)
    .eq('organization_id', organizationId)
    .eq('id', callId)
    .maybeSingle();
  if (row.error) throw new DatabaseError('read_call', { cause: row.error });
  if (row.data === null) return null;
  const detail = await db.rpc('get_call', { call_id: callId });
  if (detail.error) throw new DatabaseError('get_call', { cause: detail.error });
  const recording = await readRecording(db, organizationId, callId);
  const [call] = await toCalls(db, [row.data]);
  return call ? toDetail(call, recordingView(callId, recording), detail.data) : null;
}

const detailAnswer = z.looseObject({
  // Known from the row already.
  call: z.unknown(),
  summary: z.unknown(),
  sentiment: z.unknown(),
  turns: callDetail.shape.turns,
  events: z.array(z.unknown()),
  preferences: userPreferences,
  operator: z.string().nullable(),
  cost_breakdown: costBreakdown,
});

function toDetail(call: CallView, recording: CallDetail['recording'], answer: unknown): CallDetail {
  const parsed = detailAnswer.safeParse(answer);
  if (!parsed.success) throw new DatabaseError('get_call', { cause: parsed.error });
  // What is left belongs to the call's scenario, under its own names.
  const { turns, cost_breakdown, preferences, operator, events: kept, ...rest } = parsed.data;
  const { call: _call, summary: _summary, sentiment: _sentiment, ...parts } = rest;
  // An event that an older version wrote and this one no longer knows must not hide the rest of the call.
  const events = kept.flatMap((event) => {
    const known = callEvent.safeParse(event);
    return known.success ? [known.data] : [];
  });
  const sent = events.findLast((event) => event.type === 'call_summary');
  const { summary, outcome, disposition, end_reason, sentiment, ended_at, started_at } = call;
  const written =
    summary === null
      ? null
      : callSummaryEvent.parse({
          type: 'call_summary',
          timestamp: new Date(ended_at ?? started_at).toISOString(),
          summary,
          ...parts,
          cost_breakdown,
          user_preferences: preferences,
        });
  return {
    call,
    turns,
    events,
    summary: sent ?? written,
    cost_breakdown,
    user_preferences: preferences,
    ...parts,
    recording,
    outcome,
    disposition,
    end_reason,
    sentiment,
    operator,
  };
}
