import { z } from 'zod';
import type { People } from '../../calls/people/people.ts';
import { camelRow } from './camel-row.ts';
import { callFunction, type Database } from './client.ts';
import { orRefusal } from './or-refusal.ts';
import { keptRows } from './supabase-recordings.ts';

const refused = <Code extends string>(...codes: [Code, ...Code[]]) =>
  z.object({ ok: z.literal(false), code: z.enum(codes) });

const exported = z.discriminatedUnion('ok', [
  camelRow({
    ok: z.literal(true),
    exported_at: z.string(),
    data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    recordings: keptRows,
  }),
  refused('owner_required'),
]);

const erased = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    erased: z.record(z.string(), z.number().int()),
    kept: z.record(z.string(), z.string()),
    recordings: keptRows,
  }),
  refused('owner_required', 'person_in_call'),
]);

const days = z.number().int().nullable();
const retentionRow = z.object({
  transcript_days: days,
  event_days: days,
  recording_days: days,
  only_called_days: days,
});

/** Everything about a person, and how long it is kept. The database decides whose owner may ask. */
export function createPeople(db: Database): People {
  return {
    retention: (organizationId) =>
      callFunction(db, 'get_retention', { organization_id: organizationId }, retentionRow),
    changeRetention: (organizationId, changes) =>
      callFunction(
        db,
        'change_retention',
        { organization_id: organizationId, changes },
        orRefusal(retentionRow, 'owner_required'),
      ),
    async export(organizationId, phone) {
      const answer = await callFunction(
        db,
        'export_person',
        { organization_id: organizationId, phone },
        exported,
      );
      return answer.ok ? answer : answer.code;
    },
    async erase(organizationId, phone) {
      const answer = await callFunction(
        db,
        'erase_person',
        { organization_id: organizationId, phone },
        erased,
      );
      return answer.ok ? answer : answer.code;
    },
  };
}

const kept = z.object({
  ok: z.literal(true),
  transcripts: z.number().int(),
  events: z.number().int(),
  looked: z.number().int(),
  people: z.number().int(),
});

/** Cuts what organizations no longer keep, a batch of calls at a time. @returns whether there may be more */
export async function keepRetention(db: Database, batchSize: number): Promise<boolean> {
  const { transcripts, events, looked } = await callFunction(
    db,
    'keep_retention',
    { batch_size: batchSize },
    kept,
  );
  return Math.max(transcripts, events, looked) >= batchSize;
}
