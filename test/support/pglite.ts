import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEmbeddedDatabase } from '../../src/embedded/database.ts';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import { layEmbeddedDatabase } from './embedded-template.ts';
import { setNow, type TestDatabase } from './postgres.ts';
import { serveSupabase } from './serve-supabase.ts';

/**
 * The embedded database as `npm start` has it, in a temporary directory.
 * @param prepare adds what is no part of Parley, before the API looks which functions there are
 */
export async function createEmbeddedTestDatabase(
  prepare?: (sql: SqlRunner) => Promise<void>,
): Promise<TestDatabase> {
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-pglite-'));
  await layEmbeddedDatabase(directory);
  if (prepare) {
    const prepared = await openEmbeddedDatabase(directory);
    await prepare(prepared.sql);
    await prepared.close();
  }
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
