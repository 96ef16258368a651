import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type CallView, callView } from '../../calls/call/call-views.ts';
import { DatabaseError } from '../../shared/errors.ts';
import type { Database } from './client.ts';
import { lookUp } from './look-up.ts';
import { personColumns, personRow } from './person-row.ts';

/** What is selected of `calls` for a list or a page. */
export const callColumns =
  'id, scenario, direction, channel, rehearsal, started_at, answered_at, ended_at, outcome, disposition, end_reason, ' +
  'summary, sentiment, user_id';

const row = callView.omit({ person: true }).extend({
  user_id: z.uuid().nullable(),
  started_at: z.string(),
  answered_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});

/**
 * Calls with the people they were with.
 * @throws DatabaseError when a row is not a call, or the database could not say with whom
 */
export async function toCalls(db: Database, selected: unknown[]): Promise<CallView[]> {
  const parsed = z.array(row).safeParse(selected);
  if (!parsed.success) throw new DatabaseError('read_call', { cause: parsed.error });
  const people = await lookUp(db, 'users', {
    ids: parsed.data.map(({ user_id }) => user_id),
    columns: personColumns,
    shape: personRow,
  });
  return parsed.data.map(({ user_id, started_at, answered_at, ended_at, ...call }) => ({
    ...call,
    person: (user_id && people.get(user_id)) || null,
    started_at: toInstant(started_at),
    answered_at: answered_at && toInstant(answered_at),
    ended_at: ended_at && toInstant(ended_at),
  }));
}

/** Postgres writes an instant with a space or a T and any precision; everywhere else it is ISO with milliseconds and Z. */
export function toInstant(timestamp: string): string {
  return Temporal.Instant.from(timestamp).toString({ smallestUnit: 'millisecond' });
}
