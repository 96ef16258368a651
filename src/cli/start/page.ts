import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Say } from '../../embedded/programs.ts';
import { run } from '../../embedded/run.ts';
import { UsageError } from '../../shared/errors.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const built = path.join(root, 'web', 'dist');
const hashFile = path.join(built, '.sources');
const ignored = new Set(['dist', 'node_modules']);
/** What the page is made of besides its own folder: the schemas that it shares with the server, and its packages. */
const shared = ['src/http/contract.ts', 'src/calls/call/events.ts', 'package-lock.json'];
const sharedFolders = ['web', 'src/http/contract'];

/**
 * Builds the page when its sources are not those of the last build. A machine without the build tools
 * (`npm ci --omit=dev`, the container image) uses what was built before.
 */
export async function buildPage(say: Say, signal?: AbortSignal): Promise<void> {
  const sources = hashSources();
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === sources) return;
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) {
    if (existsSync(path.join(built, 'index.html'))) return;
    throw new UsageError(
      'The page was never built, and Vite is not installed: run `npm ci` and start again.',
    );
  }
  say('Building the page.');
  const { code, tail } = await run(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    signal,
  });
  if (code !== 0) throw new UsageError(`The page could not be built:\n${tail.join('\n')}`);
  writeFileSync(hashFile, sources);
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of [...sharedFolders.flatMap(listFiles), ...shared].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name))
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(name) : [name];
    });
}
