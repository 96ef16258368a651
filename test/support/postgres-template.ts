import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { createSupabaseApp } from '../../src/embedded/database.ts';
import { createKeys } from '../../src/embedded/database-keys.ts';
import { prepareDatabase, type SqlRunner } from '../../src/embedded/migrations.ts';
import { type PostgresCluster, startCluster } from './postgres-cluster.ts';

/** The migrated and seeded database that each test database is a copy of. */
export const templateName = 'parley_template';

/** Starts Postgres with the template in it. */
export async function startPostgres(): Promise<PostgresCluster> {
  const cluster = await startCluster();
  await createTemplate(cluster);
  return cluster;
}

/**
 * Makes the template as hosted Supabase would: the superuser is not `postgres`, who owns the database and runs the
 * migrations; the auth schema belongs to neither and is there before the first migration.
 */
async function createTemplate(cluster: PostgresCluster): Promise<void> {
  const server = postgres(`${cluster.adminUrl}/postgres`, { max: 1, onnotice: () => undefined });
  await server.unsafe(`
    create role anon nologin noinherit;
    create role authenticated nologin noinherit;
    create role service_role nologin noinherit bypassrls;
    create role postgres login createdb createrole bypassrls;
    grant anon, authenticated, service_role to postgres with admin option;
  `);
  await server.end();
  await migrateNew(cluster.adminUrl, templateName);
}

/**
 * Makes a database and migrates it, in a cluster that has the roles.
 * @param prepare does what a project has done before Parley came
 */
export async function migrateNew(
  adminUrl: string,
  name: string,
  prepare: (sql: SqlRunner) => Promise<void> = async () => {},
): Promise<void> {
  const url = `${adminUrl}/${name}`;
  const server = postgres(`${adminUrl}/postgres`, { max: 1, onnotice: () => undefined });
  await server.unsafe(`create database ${name} owner postgres`);
  await server.end();
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  const owner = postgres(url, { max: 1, username: 'postgres', onnotice: () => undefined });
  await prepareDatabase(runnerOf(owner), async () => {
    await createHostedSchemas(url);
    await admin.unsafe(`
      create schema extensions authorization postgres;
      grant usage on schema auth to postgres with grant option;
      grant all on all tables in schema auth to postgres;
      grant all on schema supabase_migrations to postgres;
      grant all on all tables in schema supabase_migrations to postgres;
    `);
    await prepare(runnerOf(owner));
  });
  await owner.end();
  await admin.end();
}

async function createHostedSchemas(url: string): Promise<void> {
  const { app } = createSupabaseApp(
    createPostgresConnection({ url, postgresOptions: { onnotice: () => undefined } }),
    createKeys(),
  );
  await app.init();
  await app.ensureSystemSchema();
  await app.connection.close();
}

/**
 * Lite over a real server. It hands a function's JSON arguments over as text, which this driver would quote once more
 * and PGlite's does not.
 */
export function connectLite(url: string) {
  const asJson = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return createPostgresConnection({
    url,
    postgresOptions: {
      onnotice: () => undefined,
      types: { jsonb: { to: 3802, from: [3802], serialize: asJson, parse: JSON.parse } },
    },
  });
}

export function runnerOf(sql: postgres.Sql): SqlRunner {
  return {
    exec: (statements) => sql.unsafe(statements).simple(),
    query: async <Row>(statement: string, parameters: unknown[]) => [
      ...(await sql.unsafe<Row[] & object[]>(statement, parameters as postgres.ParameterOrJSON<never>[])),
    ],
  };
}
