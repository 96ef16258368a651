import { z } from 'zod';
import type { OfferedScenario } from '../../calls/call/call-views.ts';
import { callFunction, type Database } from './client.ts';

const rows = z.array(
  z
    .object({ scenario: z.string(), answers: z.boolean() })
    .transform(({ scenario, answers }): OfferedScenario => ({ name: scenario, answers })),
);

/** What an organization's calls can be about, in its order. */
export function listScenarios(db: Database, organizationId: string): Promise<OfferedScenario[]> {
  return callFunction(db, 'list_scenarios', { organization_id: organizationId }, rows);
}
