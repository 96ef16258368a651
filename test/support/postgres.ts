import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { createSupabaseApp } from '../../src/embedded/database.ts';
import { createKeys, type DatabaseKeys } from '../../src/embedded/database-keys.ts';
import type { SqlRunner } from '../../src/embedded/migrations.ts';
import type { PostgresCluster } from './postgres-cluster.ts';
import { connectLite, runnerOf, startPostgres, templateName } from './postgres-template.ts';
import { serveSupabase } from './serve-supabase.ts';

/** A database of one test file: migrated, seeded, empty of calls. */
export interface TestDatabase {
  /** For supabase-js: Supabase's API over this database, on loopback. */
  url: string;
  keys: DatabaseKeys;
  /** The owner's connection. */
  sql: SqlRunner;
  /** From now on every rule about time takes this for the present. Null lets the clock run again. */
  setNow(instant: string | null): Promise<void>;
  close(): Promise<void>;
}

export interface PostgresTestDatabase extends TestDatabase {
  /** So many connections of their own, each as the role that the secret key has. */
  connect(count: number): Promise<postgres.Sql[]>;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Without the global setup: one server for this process, while it has a database open. */
let ownCluster: Promise<PostgresCluster> | undefined;
let openDatabases = 0;

/**
 * A copy of the template on real Postgres, with Supabase's API served over it.
 * @param prepare adds what is no part of Parley, before the API looks which functions there are
 */
export async function createTestDatabase(
  prepare: (sql: SqlRunner) => Promise<void> = async () => {},
): Promise<PostgresTestDatabase> {
  const adminUrl = await clusterUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = postgres(`${adminUrl}/postgres`, { max: 1 });
  await server.unsafe(`create database ${name} template ${templateName} owner postgres`);

  const url = `${adminUrl}/${name}`;
  const owner = postgres(url, { max: 1, username: 'postgres', onnotice: () => undefined });
  const connections: postgres.Sql[] = [owner];
  const sql = runnerOf(owner);
  await prepare(sql);
  const keys = createKeys();
  const { app, fetch } = createSupabaseApp(connectLite(url), keys);
  await app.init();
  const api = await serveSupabase(fetch);
  // Lite grants its roles their rights with the first request it serves, and two first requests at once collide there.
  await firstRequest(api.url, keys.secret);
  return {
    url: api.url,
    keys,
    sql,
    setNow: (instant) => setNow(sql, instant),
    async connect(count) {
      const opened = Array.from({ length: count }, () =>
        postgres(url, { max: 1, idle_timeout: 0, connection: { role: 'service_role' } }),
      );
      connections.push(...opened);
      await Promise.all(opened.map((connection) => connection`select 1`));
      return opened;
    },
    async close() {
      await api.close();
      await app.connection.close();
      await Promise.all(connections.map((connection) => connection.end()));
      await server.unsafe(`drop database ${name} with (force)`);
      await server.end();
      await release();
    },
  };
}

async function firstRequest(url: string, key: string): Promise<void> {
  const response = await fetch(`${url}/rest/v1/organizations?select=id&limit=1`, {
    headers: { apikey: key },
  });
  if (!response.ok) throw new Error(`Supabase's API does not answer: ${response.status}`);
}

/** Only the owner of a database can replace this function: that is the whole mechanism. */
export async function setNow(sql: SqlRunner, instant: string | null): Promise<void> {
  const body =
    instant === null ? 'select pg_catalog.now()' : `select timestamptz '${new Date(instant).toISOString()}'`;
  await sql.exec(
    'create or replace function app.now() returns timestamptz ' +
      `language sql stable security invoker set search_path = '' as $$ ${body} $$`,
  );
}

async function clusterUrl(): Promise<string> {
  // A measurement runs without Vitest.
  const provided = process.env.VITEST === undefined ? undefined : inject('postgresUrl');
  if (provided) return provided;
  openDatabases += 1;
  ownCluster ??= startPostgres();
  return (await ownCluster).adminUrl;
}

/** Stops this process's own server with its last database, so that no worker leaves one behind. */
async function release(): Promise<void> {
  if (!ownCluster) return;
  openDatabases -= 1;
  if (openDatabases > 0) return;
  const cluster = await ownCluster;
  ownCluster = undefined;
  await cluster.stop();
}
