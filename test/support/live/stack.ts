import { createServer } from 'node:net';
import { type Child, nodeLaunch, startChild } from '../../../src/embedded/child.ts';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import type { SqlRunner } from '../../../src/embedded/migrations.ts';
import { untilAnswers } from '../../../src/embedded/ready.ts';
import { type FakeCartesia, startFakeCartesia } from '../fakes/cartesia.ts';
import { type FakeDeepgram, startFakeDeepgram } from '../fakes/deepgram.ts';
import { type FakeOpenai, startFakeOpenai } from '../fakes/openai.ts';
import { startOwnLivekit } from '../page/own-livekit.ts';
import { createEmbeddedTestDatabase } from '../pglite.ts';
import type { TestDatabase } from '../postgres.ts';
import { type DatabaseGate, openDatabaseGate } from './database-gate.ts';

/**
 * The worker as it runs in production, with a real LiveKit server, the embedded database and the provider plugins over
 * their sockets; only what answers at the other end of those sockets is scripted. One a test file: its start takes
 * seconds.
 */
export interface LiveStack {
  livekit: LivekitServer;
  database: TestDatabase;
  /** The worker reaches the database through here. */
  gate: DatabaseGate;
  worker: Child;
  deepgram: FakeDeepgram;
  openai: FakeOpenai;
  cartesia: FakeCartesia;
  /** The worker's log, for the message of a test that fails. */
  log: string[];
  /** Settings with which any other entry joins this stack. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

const keptLines = 200;

export interface LiveStackOptions {
  /** Where LiveKit tells what happens in its rooms. */
  webhookUrl?: string;
  /** A server that somebody else starts and stops; else one of its own. */
  livekit?: LivekitServer;
  /** Adds to the database what is no part of Parley. */
  prepare?: (sql: SqlRunner) => Promise<void>;
  /** What the worker finds in its environment besides. */
  environment?: (livekit: LivekitServer) => Promise<Record<string, string>>;
}

export async function startLiveStack(options: LiveStackOptions = {}): Promise<LiveStack> {
  const [livekit, database, deepgram, openai, cartesia] = await Promise.all([
    options.livekit ?? startOwnLivekit(undefined, undefined, options.webhookUrl),
    createEmbeddedTestDatabase(options.prepare),
    startFakeDeepgram(),
    startFakeOpenai(),
    startFakeCartesia(),
  ]);
  const gate = await openDatabaseGate(database.url);
  const settings = {
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: livekit.apiKey,
    LIVEKIT_API_SECRET: livekit.apiSecret,
    SUPABASE_URL: gate.url,
    SUPABASE_KEY: database.keys.secret,
    SUPABASE_PUBLISHABLE_KEY: database.keys.publishable,
    LOG_LEVEL: 'warn',
  };
  const log: string[] = [];
  const worker = await startWorker(
    {
      ...settings,
      ...(await options.environment?.(livekit)),
      DEEPGRAM_API_KEY: 'test',
      DEEPGRAM_BASE_URL: `${deepgram.url}/v1/listen`,
      OPENAI_API_KEY: 'test',
      OPENAI_BASE_URL: openai.url,
      CARTESIA_API_KEY: 'test',
      CARTESIA_BASE_URL: cartesia.url,
    },
    (line) => {
      log.push(line);
      log.splice(0, log.length - keptLines);
    },
  );
  return {
    livekit,
    database,
    gate,
    worker,
    deepgram,
    openai,
    cartesia,
    log,
    settings,
    async stop() {
      await worker.stop(2000);
      if (!options.livekit) await livekit.stop();
      await gate.close();
      await database.close();
      await Promise.all([deepgram.close(), openai.close(), cartesia.close()]);
    },
  };
}

async function startWorker(env: Record<string, string>, onLine: (line: string) => void): Promise<Child> {
  const port = await freePort();
  const worker = startChild(nodeLaunch('agent.ts', ['start'], { ...env, AGENT_PORT: String(port) }), onLine);
  await untilAnswers({ url: `http://127.0.0.1:${port}/`, timeoutMs: 60_000, exited: worker.exited });
  return worker;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
