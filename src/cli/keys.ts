import { createApiKey, listApiKeys, revokeApiKey } from '../services/supabase/api-keys.ts';
import type { Database } from '../services/supabase/client.ts';
import { formatTable } from './start/table.ts';
import { withDatabase } from './with-database.ts';

/** API keys of the organization that this deployment answers for. */
export function keys({ positionals: [verb, subject = ''] }: { positionals: string[] }): Promise<number> {
  return withDatabase((db, { ORGANIZATION }) => apply(verb, subject, db, ORGANIZATION));
}

async function apply(
  verb: string | undefined,
  subject: string,
  db: Database,
  organization: string,
): Promise<number> {
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
  const isRevoked = await revokeApiKey(db, { organization, idOrPrefix: subject });
  console.log(isRevoked ? 'Revoked.' : `${organization} has no key "${subject}" in use.`);
  return isRevoked ? 0 : 1;
}
