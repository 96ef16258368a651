import { applyPlan } from '../../../src/lines/apply-lines.ts';
import { planLines } from '../../../src/lines/line-plan.ts';
import { createExchange } from '../../../src/services/livekit/trunks.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import { createLines } from '../../../src/services/supabase/supabase-lines.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import type { SipStack } from './stack.ts';

/** Makes LiveKit's trunks and rules what the tables say of this organization. */
export async function applyTables(
  { livekit }: SipStack,
  { url, keys }: TestDatabase,
  organizationId: string,
): Promise<void> {
  const exchange = createExchange(livekit);
  const tables = createLines(createDatabase(url, keys.secret));
  const [trunks, lines] = [await tables.trunks(organizationId), await tables.lines(organizationId)];
  const desired = { organizationId, trunks, lines, agentName: 'parley', passwords: new Map() };
  await applyPlan(planLines(desired, await exchange.inventory()), trunks, exchange, tables);
}
