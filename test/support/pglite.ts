import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { openEmbeddedDatabase } from '../../src/embedded/database.ts';
import { setNow, type TestDatabase } from './postgres.ts';
import { serveSupabase } from './serve-supabase.ts';

// As in database-server.ts: compiling Postgres a second time, optimized, takes longer than the tests save by it.
setFlagsFromString('--liftoff-only');

/** The embedded database as `npm start` has it, in a temporary directory. */
export async function createEmbeddedTestDatabase(): Promise<TestDatabase> {
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-pglite-'));
  const database = await openEmbeddedDatabase(directory);
  const api = await serveSupabase(database.fetch);
  return {
    url: api.url,
    keys: database.keys,
    sql: database.sql,
    setNow: (instant) => setNow(database.sql, instant),
    async close() {
      await api.close();
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
