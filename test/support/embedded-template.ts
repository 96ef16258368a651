import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants, cp, mkdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { openEmbeddedDatabase } from '../../src/embedded/database.ts';
import { compileWasmOnce } from '../../src/embedded/lean-wasm.ts';
import { supabaseDir } from '../../src/embedded/migrations.ts';
import { cacheDirectory } from '../../src/embedded/programs.ts';

compileWasmOnce();

const root = path.resolve(supabaseDir, '..');
/** What the template is made of besides the migrations: who applies them, and the versions of Postgres and Lite. */
const makers = [
  'supabase/seed.sql',
  'src/embedded/database.ts',
  'src/embedded/migrations.ts',
  'test/support/embedded-template.ts',
  'package-lock.json',
];
/** A template that nobody has copied for so long belongs to sources that are gone. */
const staleAfterMs = 7 * 24 * 3_600_000;

/**
 * Puts a migrated and seeded database into an empty data directory, as a first start would have left it. Applying all
 * migrations takes seconds of a processor, a copy takes a tenth of one. Keys are not in it: opening makes them.
 */
export async function layEmbeddedDatabase(dataDir: string): Promise<void> {
  const template = await prepareEmbeddedTemplate();
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const options = { recursive: true, mode: constants.COPYFILE_FICLONE };
  await cp(template, path.join(dataDir, 'postgres'), options);
}

/** @returns where the template is; made when nobody has yet, for these very sources. */
export async function prepareEmbeddedTemplate(): Promise<string> {
  const folder = path.join(cacheDirectory(process.env.PARLEY_CACHE_DIR), 'test-databases');
  const template = path.join(folder, hashSources());
  if (!existsSync(template)) await makeTemplate(folder, template);
  const now = new Date();
  await utimes(template, now, now);
  return template;
}

/** Two test files may make it at the same time; the first to finish gives it its name. */
async function makeTemplate(folder: string, template: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeStale(folder);
  const making = path.join(folder, `making-${randomUUID()}`);
  const database = await openEmbeddedDatabase(making);
  // The key of this machine belongs to a data directory; the next one makes its own.
  await database.sql.exec('delete from public.api_keys; checkpoint');
  await database.close();
  await rename(path.join(making, 'postgres'), template).catch((error) => {
    if (!existsSync(template)) throw error;
  });
  await rm(making, { recursive: true, force: true });
}

async function removeStale(folder: string): Promise<void> {
  for (const name of readdirSync(folder)) {
    const found = await stat(path.join(folder, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > staleAfterMs)
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

function hashSources(): string {
  const migrations = readdirSync(path.join(supabaseDir, 'migrations')).map(
    (name) => `supabase/migrations/${name}`,
  );
  const hash = createHash('sha256');
  for (const file of [...makers, ...migrations.sort()])
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}
