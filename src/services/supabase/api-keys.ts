import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DatabaseError } from '../../shared/errors.ts';
import { camelRow } from './camel-row.ts';
import type { Database } from './client.ts';
import { findOrganizationId } from './organizations.ts';

/** Told from a Supabase Auth token by this. */
const keyPrefix = 'parley_';
/** 256 bits: not guessed, so the hash needs no salt and no slowness. */
const secretBytes = 32;
/** As much of a key as lists show. */
const shownLength = keyPrefix.length + 6;
/** The embedded database makes this one itself, for requests without credentials; nobody else holds it. */
const ownKeyName = 'Requests from this machine';

const row = camelRow({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  created_at: z.string(),
  revoked_at: z.string().nullable(),
});

export interface ApiKey {
  id: string;
  name: string;
  /** The beginning of the key, to recognize it by. */
  prefix: string;
  createdAt: string;
  revokedAt: string | null;
}

/**
 * Makes a key for programs that act for this organization (a slug). The key is in the answer and nowhere else: the
 * database keeps its hash.
 * @param db a connection with the secret key.
 */
export async function createApiKey(
  db: Database,
  request: { organization: string; name: string },
): Promise<ApiKey & { key: string }> {
  const key = keyPrefix + randomBytes(secretBytes).toString('base64url');
  const organizationId = await findOrganizationId(db, request.organization);
  const { data, error } = await db
    .from('api_keys')
    .insert({ organization_id: organizationId, name: request.name, key_hash: hash(key), prefix: shown(key) })
    .select(columns)
    .single();
  if (error) throw new DatabaseError('create_api_key', { cause: error });
  return { ...row.parse(data), key };
}

/** Newest first, revoked ones too. */
export async function listApiKeys(db: Database, organization: string): Promise<ApiKey[]> {
  const { data, error } = await db
    .from('api_keys')
    .select(columns)
    .eq('organization_id', await findOrganizationId(db, organization))
    .neq('name', ownKeyName)
    .order('created_at', { ascending: false });
  if (error) throw new DatabaseError('list_api_keys', { cause: error });
  return z.array(row).parse(data);
}

/** As many as Supabase answers with at once. */
const pageSize = 1_000;

/**
 * What the keys of all organizations are known by, except those that were revoked.
 * @param db a connection with the secret key.
 */
export async function hashesInUse(db: Database): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (let from = 0; ; from += pageSize) {
    const { data, error } = await db
      .from('api_keys')
      .select('key_hash')
      .is('revoked_at', null)
      .order('key_hash')
      .range(from, from + pageSize - 1)
      .retry(false);
    if (error) throw new DatabaseError('list_key_hashes', { cause: error });
    const page = z.array(z.object({ key_hash: z.string() })).parse(data);
    for (const { key_hash } of page) hashes.add(key_hash);
    if (page.length < pageSize) return hashes;
  }
}

/** Refused from the next request on. False when there is no such key in use, by id or by its beginning. */
export async function revokeApiKey(
  db: Database,
  request: { organization: string; idOrPrefix: string },
): Promise<boolean> {
  const column = z.uuid().safeParse(request.idOrPrefix).success ? 'id' : 'prefix';
  const { data, error } = await db
    .from('api_keys')
    .update({ revoked_at: new Date().toISOString() })
    .eq('organization_id', await findOrganizationId(db, request.organization))
    .eq(column, request.idOrPrefix)
    .is('revoked_at', null)
    .select('id');
  if (error) throw new DatabaseError('revoke_api_key', { cause: error });
  return data.length > 0;
}

const columns = 'id, name, prefix, created_at, revoked_at';

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function shown(key: string): string {
  return key.slice(0, shownLength);
}
