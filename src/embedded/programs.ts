import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Programs that npm does not bring. `PATH` says where the machine keeps them; it is no setting of Parley's. */

/** Shown to whoever waits while something is fetched or built. */
export type Say = (line: string) => void;

/** Full path of an executable, or null. */
export function findProgram(name: string, otherDirectories: string[] = []): string | null {
  const directories = [...(process.env.PATH ?? '').split(path.delimiter), ...otherDirectories];
  return (
    directories
      .filter((directory) => directory !== '')
      .map((directory) => path.join(directory, name))
      .find(isExecutable) ?? null
  );
}

/** The folder with `initdb` and `postgres`: the oldest supported version first, since hosted Supabase runs it too. */
export function findPostgres(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = listDirectory(debian)
    .filter((version) => Number(version) >= 15)
    .sort((a, b) => Number(a) - Number(b));
  const folders = versions.map((version) => path.join(debian, version, 'bin'));
  const initdb = findProgram('initdb', folders);
  return initdb === null ? null : path.dirname(initdb);
}

export function findChromium(): string | null {
  return findProgram('chromium') ?? findProgram('chromium-browser') ?? findProgram('google-chrome');
}

export function findRedis(): string | null {
  return findProgram('redis-server', ['/usr/local/bin', '/usr/sbin']);
}

/** Where built programs are kept: shared by every clone on this machine, so that each is built once. */
export function cacheDirectory(configured: string | undefined): string {
  return configured ?? path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'parley');
}

/** Every process we start loads the same modules: Node keeps them compiled, which saves each 15 MB and half a second. */
export function shareCompiledModules(configured: string | undefined): void {
  process.env.NODE_COMPILE_CACHE ??= path.join(cacheDirectory(configured), 'node');
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function listDirectory(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
