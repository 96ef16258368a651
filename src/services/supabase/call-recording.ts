import { z } from 'zod';
import type { CallDetail, RecordingFile } from '../../calls/call/call-views.ts';
import { callFunction, type Database } from './client.ts';

const recordingRow = z
  .object({
    organization_id: z.uuid(),
    store: z.enum(['folder', 'supabase']),
    path: z.string(),
    seconds: z.number(),
    bytes: z.number(),
    review_path: z.string().nullable(),
    review_bytes: z.number().nullable(),
  })
  .nullable();

type RecordingRow = z.infer<typeof recordingRow>;

/** @param db a member's connection: what they may not see is not there. */
export async function readRecording(
  db: Database,
  organizationId: string,
  callId: string,
): Promise<RecordingRow> {
  const row = await callFunction(db, 'call_recording', { call_id: callId }, recordingRow);
  // Somebody may be a member of several organizations; they asked as a member of one.
  return row?.organization_id === organizationId ? row : null;
}

export function recordingView(callId: string, row: RecordingRow): CallDetail['recording'] {
  if (!row) return null;
  const url = `/calls/${callId}/recording`;
  return { seconds: row.seconds, url, review_url: row.review_path && `${url}?copy=review` };
}

export function recordingFile(row: RecordingRow, copy: 'original' | 'review'): RecordingFile | null {
  if (!row) return null;
  const { store, path, bytes, review_path, review_bytes } = row;
  if (copy === 'original') return { store, path, bytes };
  return review_path && review_bytes ? { store, path: review_path, bytes: review_bytes } : null;
}
