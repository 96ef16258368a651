import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What `npm start` keeps in `.parley/` besides the database: the LiveKit key, and who is running. */

const livekitKeys = z.object({ apiKey: z.string().min(1), apiSecret: z.string().min(32) });

/** How other commands on this machine find what `npm start` runs. Removed when it ends. */
const runningStack = z.object({
  pid: z.number().int(),
  /** Of the page and the API. */
  url: z.string(),
  /** The slug of whom the page shows. */
  organization: z.string().optional(),
  /** Of the embedded database; absent where Supabase is configured. */
  databaseUrl: z.string().optional(),
  /** Process ids by part, for whoever measures. */
  processes: z.record(z.string(), z.number()),
});

export type LivekitKeys = z.infer<typeof livekitKeys>;
export type RunningStack = z.infer<typeof runningStack>;

/** The key of the local LiveKit server: made once, so that tokens survive a restart. */
export function readOrCreateLivekitKeys(dataDirectory: string): LivekitKeys {
  const file = path.join(dataDirectory, 'livekit.json');
  const known = livekitKeys.safeParse(readJson(file));
  if (known.success) return known.data;
  const keys = {
    apiKey: `API${randomBytes(6).toString('hex')}`,
    apiSecret: randomBytes(32).toString('base64url'),
  };
  writePrivately(file, keys);
  return keys;
}

/** The stack that runs on this data directory now, or null. */
export function readRunningStack(dataDirectory: string): RunningStack | null {
  const known = runningStack.safeParse(readJson(runningFile(dataDirectory)));
  return known.success && isAlive(known.data.pid) ? known.data : null;
}

export function writeRunningStack(dataDirectory: string, stack: RunningStack): void {
  writePrivately(runningFile(dataDirectory), stack);
}

export function removeRunningStack(dataDirectory: string): void {
  rmSync(runningFile(dataDirectory), { force: true });
}

function runningFile(dataDirectory: string): string {
  return path.join(dataDirectory, 'running.json');
}

/** Only its owner can read it, and nobody ever reads half of it. */
function writePrivately(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
