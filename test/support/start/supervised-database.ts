import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { databasePart } from '../../../src/cli/start/parts.ts';
import { supervise } from '../../../src/cli/start/supervisor.ts';
import { openEmbeddedDatabase } from '../../../src/embedded/database.ts';
import type { DatabaseKeys } from '../../../src/embedded/database-keys.ts';
import { layEmbeddedDatabase } from '../embedded-template.ts';
import { setNow } from '../postgres.ts';

/** The embedded database as `npm start` runs it: a program of its own, which is started again when it dies. */
export interface SupervisedDatabase {
  url: string;
  keys: DatabaseKeys;
  directory: string;
  /** How long its first start took. */
  startedWithinMs: number;
  /** As the machine would when it has no memory left. */
  kill(): void;
  /** Why it is not started again; null as long as it is. */
  givenUp(): string | null;
  close(): Promise<void>;
}

/** @param now what every rule about time takes for the present */
export async function superviseDatabase(now: string): Promise<SupervisedDatabase> {
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-supervised-'));
  await layEmbeddedDatabase(directory);
  const prepared = await openEmbeddedDatabase(directory);
  await setNow(prepared.sql, now);
  await prepared.close();
  let url = '';
  let givenUp: string | null = null;
  const part = databasePart(directory, { PARLEY_DATA_DIR: directory, LOG_LEVEL: 'warn' }, (ready) => {
    url = ready;
  });
  const startedAt = performance.now();
  const running = supervise(part, {
    onRestart: () => {},
    onGivenUp: (_part, reason) => {
      givenUp = `${reason}: ${part.log.tail().join('\n')}`;
    },
  });
  await running.ready;
  return {
    url,
    keys: prepared.keys,
    directory,
    startedWithinMs: performance.now() - startedAt,
    kill() {
      const pid = running.pid();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    },
    givenUp: () => givenUp,
    async close() {
      await running.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
