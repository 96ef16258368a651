import { z } from 'zod';
import { callFunction, type Database } from '../services/supabase/client.ts';
import { formatTable } from './start/table.ts';
import { UsageError } from './usage.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run parley -- calls audit';

/** What each finding means and what to do about it. */
const meanings: Record<string, string> = {
  open_without_owner: 'nobody runs it and nobody ended it; is a runner running?',
  line_kept: 'it has ended and still holds a line; is a runner running, and is LiveKit reached?',
  answered_by_nobody: 'it ended as answered, and nobody ever answered',
  not_answered_yet_answered: 'it ended as not answered, and somebody answered',
  request_still_dialing: 'it has ended, and its request still waits for it',
  dials_miscounted: 'a request counts other dials than its attempts show',
  ended_twice: 'its attempt tells of another ending than the call itself',
};

const findings = z.array(z.object({ call_id: z.uuid().nullable(), problem: z.string() }));

/** `calls audit`: calls that are open, doubled or contradict themselves. Exits with 1 when there is one. */
export async function calls(args: string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== 'audit') throw new UsageError(usage);
  return withDatabase(audit);
}

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
