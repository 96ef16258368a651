import { AsyncLocalStorage } from 'node:async_hooks';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { App } from '@supabase/lite';
import { createPgliteConnection, type PGlite } from '@supabase/lite/pglite';
import { sql as statement } from 'kysely';
import { closeToOthers } from './close-to-others.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { type DatabaseKeys, hashApiKey, readOrCreateKeys } from './database-keys.ts';
import { prepareDatabase, type SqlRunner } from './migrations.ts';
import { isForNobodyHere } from './session-claims.ts';

export interface EmbeddedDatabase {
  /** Answers as a Supabase project would: /rest/v1, /auth/v1. */
  fetch(request: Request): Promise<Response>;
  keys: DatabaseKeys;
  sql: SqlRunner;
  close(): Promise<void>;
}

/** The demo clinic's organization (supabase/seed.sql). */
export const demoOrganizationId = '00000000-0000-4000-8000-000000000001';

/**
 * Opens the database in a directory, creates it on the first start, brings it to the present.
 * It is Postgres (PGlite) behind Supabase's API (@supabase/lite), so everything else speaks supabase-js to it.
 * @param organization slug of the one that requests from this machine act for
 * @throws ParleyError `database_in_use` when another process has it open.
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  organization = 'demo-clinic',
): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  // One that was there already may be open to others.
  await chmod(dataDir, 0o700);
  const unlock = await lockDataDir(dataDir);
  try {
    const keys = await readOrCreateKeys(dataDir);
    const connection = await createPgliteConnection({
      url: path.join(dataDir, 'postgres'),
      pgliteOptions: { extensions: { btree_gist } },
    });
    const { app, fetch } = createSupabaseApp(connection, keys);
    await app.init();
    const sql = runnerOf(connection.driver);
    await prepareDatabase(sql, () => app.ensureSystemSchema());
    await keepLocalApiKey(sql, keys.demoApiKey, organization);
    await answerOnce(fetch, keys.secret);
    // PGlite unpacks a new database with modes of its own.
    await closeToOthers(path.join(dataDir, 'postgres'));
    const close = async () => {
      await app.connection.close();
      unlock();
    };
    return { fetch: oneAtATime(fetch), keys, sql, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * The first answer takes seconds on a busy machine: Lite reads the schema for it, and Postgres is not compiled yet. Whoever
 * is told that the database is there has that behind them.
 */
async function answerOnce(
  fetch: (request: Request) => Response | Promise<Response>,
  key: string,
): Promise<void> {
  const address = 'http://embedded/rest/v1/organizations?select=id&limit=1';
  await fetch(new Request(address, { headers: { apikey: key, authorization: `Bearer ${key}` } }));
}

/**
 * Supabase's API over a connection. The secret that signs sessions is ours: Lite's default is a known one.
 *
 * PostgREST tells every statement the request's headers, Lite only functions. Row level security reads an API key there,
 * so the header is handed to plain selects as well, in the transaction that Lite opens for each request.
 */
export function createSupabaseApp(connection: App['connection'], keys: DatabaseKeys) {
  const apiKey = new AsyncLocalStorage<string | null>();
  const withContext = connection.withContext.bind(connection);
  connection.withContext = (vars, answer, options) =>
    withContext(
      vars,
      async (transaction) => {
        const headers = JSON.stringify({ 'x-parley-key': apiKey.getStore() });
        if (apiKey.getStore())
          await statement`select set_config('request.headers', ${headers}, true)`.execute(transaction);
        return answer(transaction);
      },
      options,
    );
  const app = new App({
    connection,
    auth: { publishable_key: keys.publishable, secret_key: keys.secret, jwt_secret: keys.jwtSecret },
  });
  const fetch = (request: Request) => {
    if (isForNobodyHere(request.headers.get('authorization'))) {
      return Response.json({ code: 'PGRST301', message: 'This token is no session.' }, { status: 401 });
    }
    return apiKey.run(request.headers.get('x-parley-key'), () => app.fetch(request));
  };
  return { app, fetch };
}

/**
 * PGlite is one connection, and Lite opens a transaction on it for every request without waiting for the one before:
 * two at once would share a transaction and its role. So requests stand in line.
 */
function oneAtATime(
  fetch: (request: Request) => Response | Promise<Response>,
): (request: Request) => Promise<Response> {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answer = last.then(() => fetch(request));
    last = answer.catch(() => undefined);
    return answer;
  };
}

function runnerOf(driver: PGlite): SqlRunner {
  return {
    exec: (sql) => driver.exec(sql),
    query: async <Row>(sql: string, parameters: unknown[]) => (await driver.query<Row>(sql, parameters)).rows,
  };
}

/**
 * The key that stands in for credentials on loopback; it follows the setting ORGANIZATION from start to start. Where that
 * names nobody it is taken away, or it would go on opening the organization of the last start.
 */
async function keepLocalApiKey(sql: SqlRunner, key: string, organization: string): Promise<void> {
  await sql.query(
    `insert into public.api_keys (organization_id, name, key_hash, prefix)
     select id, 'Requests from this machine', $2, $3 from public.organizations where slug = $1
     on conflict (key_hash) do update set organization_id = excluded.organization_id`,
    [organization, hashApiKey(key), key.slice(0, 12)],
  );
  await sql.query(
    `delete from public.api_keys
     where key_hash = $2 and not exists (select from public.organizations where slug = $1)`,
    [organization, hashApiKey(key)],
  );
}
