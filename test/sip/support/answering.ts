import { type Child, nodeLaunch, startChild } from '../../../src/embedded/child.ts';
import { demoOrganizationId } from '../../../src/embedded/database.ts';
import { untilAnswers } from '../../../src/embedded/ready.ts';
import { createDatabase } from '../../../src/services/supabase/client.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { applyTables } from './apply.ts';
import { freeUdpPort, type SipStack } from './stack.ts';

/** Makes this number the demo clinic's only line, reached through a trunk of this machine. */
export async function applyLine(stack: SipStack, database: TestDatabase, phone: string): Promise<void> {
  const db = createDatabase(database.url, database.keys.secret);
  const organization_id = demoOrganizationId;
  await db.from('lines').delete().eq('organization_id', organization_id);
  const trunk = { organization_id, name: 'Provider', allowed_addresses: ['127.0.0.1/32'] };
  const { data, error } = await db.from('trunks').insert(trunk).select('id').single();
  if (error) throw error;
  const line = { organization_id, trunk_id: data.id, phone, name: 'Main line', outbound: false };
  const added = await db.from('lines').insert(line);
  if (added.error) throw added.error;
  await applyTables(stack, database, organization_id);
}

/** The worker, which answers with its local voice. */
export async function startAnswering(
  { livekit: { url, apiKey, apiSecret } }: SipStack,
  database: TestDatabase,
  onLine: (line: string) => void,
): Promise<Child> {
  const port = await freeUdpPort();
  const env = {
    LIVEKIT_URL: url,
    LIVEKIT_API_KEY: apiKey,
    LIVEKIT_API_SECRET: apiSecret,
    SUPABASE_URL: database.url,
    SUPABASE_KEY: database.keys.secret,
    SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    SIMULATED_CALLS: 'false',
    AGENT_PORT: String(port),
  };
  const child = startChild(nodeLaunch('agent.ts', ['start'], env), onLine);
  await untilAnswers({ url: `http://127.0.0.1:${port}/`, timeoutMs: 60_000, exited: child.exited });
  return child;
}
