import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ParleyError } from '../shared/errors.ts';

/**
 * Two PGlites on one directory destroy it, so the directory is locked by the kernel: SQLite's exclusive lock on an
 * empty file is the one lock in Node's standard library that ends with its process, `kill -9` included, and that works
 * on every platform. A pid file would need a guess whether its process still lives.
 * @returns what releases the lock.
 * @throws ParleyError `database_in_use`
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const pidFile = path.join(dataDir, 'database.pid');
  const lock = new DatabaseSync(path.join(dataDir, 'database.lock'));
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    const pid = await readFile(pidFile, 'utf8').catch(() => 'unknown');
    throw new ParleyError(
      'database_in_use',
      `Another Parley (process ${pid.trim()}) uses the data in ${dataDir}. Stop it, or set PARLEY_DATA_DIR to another ` +
        'directory.',
      { cause },
    );
  }
  await writeFile(pidFile, `${process.pid}\n`);
  return () => lock.close();
}
