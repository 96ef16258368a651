import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ParleyError } from '../shared/errors.ts';

/** The part of a Postgres driver that migrations need. `exec` may hold several statements. */
export interface SqlRunner {
  exec(sql: string): Promise<unknown>;
  query<Row>(sql: string, parameters: unknown[]): Promise<Row[]>;
}

export const supabaseDir = path.resolve(import.meta.dirname, '../../supabase');

/** What hosted Supabase has before the first migration: its API roles. service_role is not bound by policies. */
const createRoles = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
end $$;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
`;

/** Policies and functions ask auth.uid() with the caller's rights. */
const openAuthSchema = 'grant usage on schema auth to anon, authenticated, service_role';

/**
 * Migrations that were written anew before the first release, by the SHA-256 of what stood there. On a database with
 * nothing but Parley in it both do the same, so one that had applied the old text is at the present (ADR 14).
 */
const rewritten = new Map([
  ['20261121081000', '473d4ae22c2e35b52181bfb0fe123bf056e0d105d75868ecb262165850c39ef3'],
  ['20261121120900', '51c449dfb15f4a2f6bb92dd0f29d0279eaf0f346f8269481e7c4b817fd4810f3'],
  ['20261121121050', 'aa164ba91ef2da01ada0f7f69147f2ddbc187987f18091beca7757da30b74719'],
]);

/**
 * Brings an empty or older database to the present: roles, auth schema, the migrations that are not in the ledger
 * (`supabase_migrations.schema_migrations`, the Supabase CLI's own), seed data.
 * @param createSystemSchemas creates `auth` and the ledger, which hosted Supabase brings along.
 * @returns the versions that were applied now.
 */
export async function prepareDatabase(
  sql: SqlRunner,
  createSystemSchemas: () => Promise<void>,
): Promise<string[]> {
  await sql.exec(createRoles);
  await createSystemSchemas();
  await sql.exec(openAuthSchema);
  const applied = await applyMigrations(sql, path.join(supabaseDir, 'migrations'));
  await sql.exec(await readFile(path.join(supabaseDir, 'seed.sql'), 'utf8'));
  return applied;
}

async function applyMigrations(sql: SqlRunner, directory: string): Promise<string[]> {
  const ledger = new Map(
    (
      await sql.query<{ version: string; statements: string[] | null }>(
        'select version, statements from supabase_migrations.schema_migrations',
        [],
      )
    ).map((row) => [row.version, row.statements?.[0]]),
  );
  const applied: string[] = [];
  for (const file of (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()) {
    const [version = '', name = ''] = path.basename(file, '.sql').split(/_(.*)/s);
    const statements = await readFile(path.join(directory, file), 'utf8');
    if (!ledger.has(version)) {
      await applyMigration(sql, { version, name, statements });
      applied.push(version);
    } else if (!isSame(version, ledger.get(version), statements)) {
      throw new ParleyError(
        'migration_changed',
        `The migration ${file} was changed after this database had applied it. Undo the change and add a new ` +
          'migration, or remove the data directory to start afresh.',
      );
    }
  }
  return applied;
}

function isSame(version: string, applied: string | undefined, statements: string): boolean {
  if (applied === statements) return true;
  return (
    createHash('sha256')
      .update(applied ?? '')
      .digest('hex') === rewritten.get(version)
  );
}

/** A migration and its line in the ledger are one transaction: after a crash it is there or it is not. */
async function applyMigration(
  sql: SqlRunner,
  migration: { version: string; name: string; statements: string },
): Promise<void> {
  await sql.exec('begin');
  try {
    await sql.exec(migration.statements);
    await sql.query(
      'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3::text])',
      [migration.version, migration.name, migration.statements],
    );
    await sql.exec('commit');
  } catch (error) {
    await sql.exec('rollback');
    throw new ParleyError(
      'migration_failed',
      `The migration ${migration.version}_${migration.name} failed.`,
      {
        cause: error,
      },
    );
  }
}
