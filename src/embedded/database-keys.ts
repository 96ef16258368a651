import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What opens the embedded database. Kept in a file that only its owner can read, never printed. */
const databaseKeys = z.object({
  /** Acts as nobody; row level security decides by the user's token or API key beside it. */
  publishable: z.string().startsWith('sb_publishable_'),
  /** Passes every policy: for agent and runner. */
  secret: z.string().startsWith('sb_secret_'),
  /** An API key of the demo organization, with which the server answers requests without credentials on loopback. */
  demoApiKey: z.string().startsWith('parley_'),
  /** Signs the sessions of Supabase Auth. */
  jwtSecret: z.string().min(32),
});

export type DatabaseKeys = z.infer<typeof databaseKeys>;

/** Where `database-server.ts` leaves the keys for the processes beside it. */
export function keysFile(dataDir: string): string {
  return path.join(dataDir, 'keys.json');
}

/** Reads the keys that a running or earlier database made. */
export async function readKeys(dataDir: string): Promise<DatabaseKeys> {
  return databaseKeys.parse(JSON.parse(await readFile(keysFile(dataDir), 'utf8')));
}

/** Reads the keys, or makes them on the first start. */
export async function readOrCreateKeys(dataDir: string): Promise<DatabaseKeys> {
  try {
    return await readKeys(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const keys = createKeys();
  // Renamed into place, so that nobody ever reads half a file.
  const draft = `${keysFile(dataDir)}.new`;
  await writeFile(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, keysFile(dataDir));
  return keys;
}

export function createKeys(): DatabaseKeys {
  return {
    publishable: `sb_publishable_${randomText()}`,
    secret: `sb_secret_${randomText()}`,
    demoApiKey: `parley_${randomText()}`,
    jwtSecret: randomText(),
  };
}

/** How the database keeps an API key. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

const randomText = () => randomBytes(32).toString('base64url');
