import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, readConfig } from '../../../../src/config.ts';
import { keysFile } from '../../../../src/embedded/database-keys.ts';
import { findLivekitServer, startLivekitServer } from '../../../../src/embedded/livekit-server.ts';
import { cacheDirectory } from '../../../../src/embedded/programs.ts';
import { startServer } from '../../../../src/server.ts';
import { createDatabase, type Database } from '../../../../src/services/supabase/client.ts';
import type { Clock } from '../../../../src/shared/clock.ts';
import { createLogger } from '../../../../src/shared/logger.ts';
import { createEmbeddedTestDatabase } from '../../../support/pglite.ts';
import type { TestDatabase } from '../../../support/postgres.ts';

export interface TestSupabase {
  /** With the secret key. */
  db: Database;
  database: TestDatabase;
  /** What a process beside it finds in its environment. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** A database for one test file, and the environment that `npm start` would hand to the processes beside it. */
export async function startDatabase(
  create: () => Promise<TestDatabase> = createEmbeddedTestDatabase,
): Promise<TestSupabase> {
  const database = await create();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'parley-http-'));
  await writeFile(keysFile(dataDir), JSON.stringify(database.keys));
  return {
    db: createDatabase(database.url, database.keys.secret),
    database,
    env: {
      SUPABASE_URL: database.url,
      SUPABASE_KEY: database.keys.secret,
      SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
      PARLEY_DATA_DIR: dataDir,
      PARLEY_EMBEDDED_DATABASE: 'true',
    },
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface TestLivekit {
  env: Record<string, string>;
  url: string;
  apiKey: string;
  apiSecret: string;
  stop(): Promise<void>;
}

/** A real livekit-server, found as `npm start` finds it. */
export async function startLivekit(): Promise<TestLivekit> {
  const program = await findLivekitServer(cacheDirectory(process.env.PARLEY_CACHE_DIR), () => {});
  if (!('kind' in program)) throw new Error(`${program.why} ${program.fix}`);
  const apiKey = 'test-key';
  const apiSecret = 'a-secret-for-tests-that-is-long-enough';
  const server = await startLivekitServer({ program, port: await freePort(3), apiKey, apiSecret });
  return {
    env: { LIVEKIT_URL: server.url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret },
    url: server.url,
    apiKey,
    apiSecret,
    stop: server.stop,
  };
}

/** A server on a port of its own. `config` overrides what the environment says. */
export async function startTestServer(
  env: Record<string, string>,
  config: Partial<Config> = {},
  options: { webDirectory?: string; clock?: Clock } = {},
) {
  const logger = createLogger({ level: 'silent', component: 'test' });
  // Port 0 lets the kernel choose; the environment does not offer it.
  return startServer({ ...readConfig(env), PORT: 0, ...config }, logger, options);
}

/** The first of `count` neighboring ports that were free a moment ago. */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const first = await claim(0);
    const others = Array.from({ length: count - 1 }, (_, at) => first + at + 1);
    const free = await Promise.all(others.map((port) => claim(port).catch(() => null)));
    if (!free.includes(null)) return first;
  }
}

function claim(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
