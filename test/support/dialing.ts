import type { Outcome } from '../../src/calls/call/call.ts';
import type { ClaimedCall } from '../../src/dialing/dialing.ts';
import type { CallRequest } from '../../src/dialing/requests.ts';
import { createDialer } from '../../src/services/supabase/supabase-dialer.ts';
import { createDialing } from '../../src/services/supabase/supabase-dialing.ts';
import { createCallRequests } from '../../src/services/supabase/supabase-requests.ts';
import { callRequest } from './call-request.ts';
import { portsOf } from './database-fixtures.ts';
import type { TestDatabase } from './postgres.ts';

/** A number of the range that is reserved for fiction. */
export const fictional = (index: number) => `+1202555${String(100 + (index % 100)).padStart(4, '0')}`;

export interface LineFixture {
  phone?: string;
  maxConcurrent?: number;
  maxPerMinute?: number;
  maxPerDay?: number;
  headroom?: number;
  enabled?: boolean;
}

let linesMade = 0;

/** The ports of calls out over one test database, and what tests need to set the stage. */
export function dialingPorts(database: TestDatabase) {
  const ports = portsOf(database);
  const dialing = createDialing(ports.db);
  const requests = createCallRequests(ports.db);
  const dialer = createDialer(ports.db);

  /** A line; its number is outside the ranges of people, and unique. */
  async function addLine(organizationId: string, line: LineFixture = {}): Promise<string> {
    linesMade += 1;
    const phone = line.phone ?? `+1312555${String(linesMade).padStart(4, '0')}`;
    const [row] = await database.sql.query<{ id: string }>(
      `insert into public.lines
         (organization_id, phone, name, max_concurrent, max_per_minute, max_per_day, inbound_headroom, enabled)
       values ($1::uuid, $2, $2, $3::int, $4::int, $5::int, $6::int, $7::boolean) returning id`,
      [
        organizationId,
        phone,
        line.maxConcurrent ?? 100,
        line.maxPerMinute ?? 1000,
        line.maxPerDay ?? 10_000,
        line.headroom ?? 0,
        line.enabled ?? true,
      ],
    );
    return row?.id ?? '';
  }

  async function ask(organizationId: string, phone: string, request: Partial<CallRequest> = {}) {
    const answer = await requests.add(organizationId, callRequest({ phone, ...request }));
    if (!answer.ok) throw new Error(answer.code);
    return answer.requestId;
  }

  const claim = (batchSize = 10): Promise<ClaimedCall[]> =>
    dialing.claim({ runnerId: 'test', batchSize, leaseSeconds: 60, simulated: true });

  /** Dials a claimed call and ends it so. */
  async function finish(call: ClaimedCall, outcome: Outcome, disposition: string | null = null) {
    const begun = await dialing.begin(call.callId, 60);
    if (!begun.ok) throw new Error(begun.code);
    if (outcome === 'answered') await dialing.answered(call.callId, null, 'human');
    await ports.calls.end(call.callId, { outcome, disposition, endReason: 'not_answered' });
    await dialing.release(call.callId);
  }

  async function requestRow(id: string) {
    const [row] = await database.sql.query<{
      status: string;
      status_reason: string | null;
      dials: number;
      attempts: number;
      due_at: Date | string;
      last_outcome: string | null;
    }>(
      'select status, status_reason, dials, attempts, due_at, last_outcome from public.call_requests where id = $1::uuid',
      [id],
    );
    if (!row) throw new Error('no such request');
    return { ...row, due_at: new Date(row.due_at).toISOString() };
  }

  return { ...ports, dialing, requests, dialer, addLine, ask, claim, finish, requestRow };
}
