import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type CallView, callView, person } from '../../calls/records.ts';
import { DatabaseError } from '../../shared/errors.ts';

/** What is selected of `calls` for a list or a page. */
export const callColumns =
  'id, scenario, direction, channel, rehearsal, started_at, answered_at, ended_at, outcome, disposition, end_reason, ' +
  'summary, sentiment, person:users!calls_user(name, phone)';

const row = callView.extend({
  person: person.nullable(),
  started_at: z.string(),
  answered_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});

/** @throws DatabaseError when the row is not a call. */
export function parseCall(selected: unknown): CallView {
  const parsed = row.safeParse(selected);
  if (!parsed.success) throw new DatabaseError('read_call', { cause: parsed.error });
  const { started_at, answered_at, ended_at, ...call } = parsed.data;
  return {
    ...call,
    started_at: toInstant(started_at),
    answered_at: answered_at && toInstant(answered_at),
    ended_at: ended_at && toInstant(ended_at),
  };
}

/** Postgres writes an instant with a space or a T and any precision; everywhere else it is ISO with milliseconds and Z. */
export function toInstant(timestamp: string): string {
  return Temporal.Instant.from(timestamp).toString({ smallestUnit: 'millisecond' });
}
