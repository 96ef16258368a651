import { z } from 'zod';
import { readCallOfAnybody } from '../services/supabase/call-records.ts';
import { callFunction, type Database } from '../services/supabase/client.ts';
import { UsageError } from '../shared/errors.ts';
import { showRecord } from './calls/show-record.ts';
import { formatTable } from './start/table.ts';
import { withDatabase } from './with-database.ts';

/** What each finding means and what to do about it. */
const meanings: Record<string, string> = {
  open_without_owner: 'nobody runs it and nobody ended it; is a runner running?',
  line_kept: 'it has ended and still holds a line; is a runner running, and is LiveKit reached?',
  answered_by_nobody: 'it ended as answered, and nobody ever answered',
  not_answered_yet_answered: 'it ended as not answered, and somebody answered',
  request_still_dialing: 'it has ended, and its request still waits for it',
  unknown_disposition: 'it ended with a disposition that its scenario does not have',
  dials_miscounted: 'a request counts other dials than its attempts show',
  ended_twice: 'its attempt tells of another ending than the call itself',
};

const findings = z.array(z.object({ call_id: z.uuid().nullable(), problem: z.string() }));

export function calls({ positionals: [verb, callId] }: { positionals: string[] }): Promise<number> {
  return withDatabase(verb === 'audit' ? audit : (db) => show(db, callId));
}

async function show(db: Database, id: string | undefined): Promise<number> {
  const callId = z.uuid().safeParse(id);
  if (!callId.success)
    throw new UsageError(`"${id}" is no call: their ids are in \`GET /calls\`, and on the page.`);
  const detail = await readCallOfAnybody(db, callId.data);
  if (detail === null) throw new UsageError(`There is no call ${callId.data} in this database.`);
  showRecord(detail, (line) => console.log(line));
  return 0;
}

/** Calls that are open, doubled or contradict themselves. Exits with 1 when there is one. */
async function audit(db: Database): Promise<number> {
  const found = await callFunction(db, 'audit_calls', {}, findings);
  if (found.length === 0) {
    console.log('Every call has one ending, and everything agrees with it.');
    return 0;
  }
  console.log(
    formatTable(
      found.map(({ call_id, problem }) => ({
        part: call_id ?? 'a request',
        where: problem,
        what: meanings[problem] ?? '',
      })),
    ),
  );
  return 1;
}
