import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { z } from 'zod';
import { DatabaseError } from '../../shared/errors.ts';
import { toStorable } from '../../shared/storable.ts';

export type Database = SupabaseClient;

/**
 * Longer than any business function takes (milliseconds), shorter than a person waits in silence. A request that is cut
 * off here may have been committed: asking again with the same tool call id finds out.
 */
const requestTimeoutMs = 10_000;

/** Agent, runner and server's own work: with the secret key, which passes every policy. */
export function createDatabase(url: string, key: string): Database {
  return connect(url, key, {});
}

/** Who asks: somebody signed in to Supabase Auth, or a program with an organization's API key. */
export type Credential = { accessToken: string } | { apiKey: string };

/**
 * Requests of the HTTP API: with the publishable key and whatever the caller showed, so that row level security
 * decides what they see.
 */
export function createMemberDatabase(url: string, publishableKey: string, credential: Credential): Database {
  return connect(
    url,
    publishableKey,
    'accessToken' in credential
      ? { authorization: `Bearer ${credential.accessToken}` }
      : { 'x-parley-key': credential.apiKey },
  );
}

function connect(url: string, key: string, headers: Record<string, string>): Database {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { headers },
    db: { timeout: requestTimeoutMs },
  });
}

/**
 * Calls a database function and parses its answer.
 * @throws DatabaseError when the database did not answer, refused the request, or answered in another shape.
 */
export async function callFunction<Schema extends z.ZodType>(
  db: Database,
  name: string,
  parameters: Record<string, unknown>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const { data, error, status } = await db.rpc(name, toStorable(parameters));
  // Status 0 is a network that failed; 5xx a database that could not. Neither says that the request was wrong.
  if (error) throw new DatabaseError(name, { cause: error, retryable: status === 0 || status >= 502 });
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new DatabaseError(name, { cause: parsed.error });
  return parsed.data;
}
