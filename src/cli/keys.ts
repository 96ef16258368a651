import { parseArgs } from 'node:util';
import { createApiKey, listApiKeys, revokeApiKey } from '../services/supabase/api-keys.ts';
import type { Database } from '../services/supabase/client.ts';
import { formatTable } from './start/table.ts';
import { UsageError } from './usage.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run parley -- keys list | create NAME | revoke BEGINNING_OR_ID';

/** API keys of the organization that this deployment answers for. */
export async function keys(args: string[]): Promise<number> {
  const [verb, subject] = parseArgs({ args, allowPositionals: true, options: {} }).positionals;
  if (verb === undefined || (verb !== 'list' && subject === undefined)) throw new UsageError(usage);
  return withDatabase((db, { ORGANIZATION }) => apply(verb, subject ?? '', db, ORGANIZATION));
}

async function apply(verb: string, subject: string, db: Database, organization: string): Promise<number> {
  if (verb === 'list') {
    const rows = (await listApiKeys(db, organization)).map(({ prefix, name, createdAt, revokedAt }) => ({
      part: `${prefix}…`,
      where: name,
      what: revokedAt === null ? `since ${createdAt}` : `revoked ${revokedAt}`,
    }));
    console.log(rows.length === 0 ? `${organization} has no API keys.` : formatTable(rows));
    return 0;
  }
  if (verb === 'create') {
    const { key } = await createApiKey(db, { organization, name: subject });
    console.log(`${key}\nSend it as "Authorization: Bearer …". It is not shown again.`);
    return 0;
  }
  if (verb !== 'revoke') throw new UsageError(usage);
  const isRevoked = await revokeApiKey(db, { organization, idOrPrefix: subject });
  console.log(isRevoked ? 'Revoked.' : `${organization} has no key "${subject}" in use.`);
  return isRevoked ? 0 : 1;
}
