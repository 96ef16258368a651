import { randomUUID } from 'node:crypto';
import type { Ending } from '../../../src/calls/call/call.ts';
import type { SqlRunner } from '../../../src/embedded/migrations.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import { createCalls } from '../../../src/services/supabase/supabase-calls.ts';
import { createDialing } from '../../../src/services/supabase/supabase-dialing.ts';
import type { TestDatabase } from '../../support/postgres.ts';

export const academyId = '00000000-0000-4000-8000-0000000000a1';

/** As the runner, the job and the network would do it, each step for real, but without a telephone. */
export function dialerOf(database: Pick<TestDatabase, 'url' | 'keys'>) {
  const db = createDatabase(database.url, database.keys.secret);
  const calls = createCalls(db);
  const dialing = createDialing(db);
  return {
    /** Claims what is due and dials it; answers with the calls. */
    async dial(): Promise<string[]> {
      const claimed = await dialing.claim({
        runnerId: 'test',
        batchSize: 50,
        leaseSeconds: 60,
        simulated: true,
      });
      for (const { callId } of claimed) await dialing.begin(callId, 60);
      return claimed.map(({ callId }) => callId);
    },
    async answer(callId: string): Promise<void> {
      await dialing.answered(callId, null, 'human');
    },
    /** Ends a call and gives its line back. */
    async end(callId: string, ending: Partial<Ending>): Promise<Ending> {
      const standing = await calls.end(callId, {
        outcome: 'answered',
        disposition: null,
        endReason: 'person_hung_up',
        ...ending,
      });
      await dialing.release(callId);
      return standing;
    },
  };
}

/** A call of the outreach scenario, as it is in the middle of its life. */
export async function addOutreachCall(
  sql: SqlRunner,
  options: {
    answered?: boolean;
    direction?: 'inbound' | 'outbound';
    organizationId?: string;
    toPhone?: string;
  } = {},
): Promise<string> {
  const id = randomUUID();
  const { answered = true, direction = 'outbound', organizationId = academyId, toPhone = null } = options;
  await sql.query(
    `insert into public.calls
       (id, organization_id, scenario, direction, channel, agent_id, agent_version, answered_at, lease_expires_at, to_phone)
     select $1::uuid, $2::uuid, 'outreach', $3, 'simulation', id, version,
       case when $4::text = 'true' then app.now() end, app.now() + interval '1 minute', $5
     from public.agents where organization_id = $2::uuid`,
    [id, organizationId, direction, String(answered), toPhone],
  );
  return id;
}
