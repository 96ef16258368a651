import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type Child, startChild } from '../../src/embedded/child.ts';
import { readKeys } from '../../src/embedded/database-keys.ts';
import { findLivekitServer, startLivekitServer } from '../../src/embedded/livekit-server.ts';
import { cacheDirectory } from '../../src/embedded/programs.ts';
import { untilAnswers, untilReadyLine } from '../../src/embedded/ready.ts';

/** Delays of the provider fakes, in milliseconds. */
export interface Delays {
  sttFinal: number;
  llmFirst: number;
  llmToken: number;
  ttsFirst: number;
}

export const realistic: Delays = { sttFinal: 100, llmFirst: 150, llmToken: 10, ttsFirst: 90 };
export const none: Delays = { sttFinal: 0, llmFirst: 0, llmToken: 0, ttsFirst: 0 };

export interface Stack {
  url: string;
  apiKey: string;
  apiSecret: string;
  /** Of the fakes, for steering and for reading what arrived. */
  fakes: { deepgram: string; openai: string; cartesia: string };
  agents: Record<'parley' | 'bare', Child>;
  stop(): Promise<void>;
}

const fakesReady = z.object({ deepgram: z.string(), openai: z.string(), cartesia: z.string() });

/** A LiveKit server, a database, the fakes and both agents, each in a process of its own, all on loopback. */
export async function startStack(delays: Delays): Promise<Stack> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'parley-bench-'));
  const stops: Array<() => Promise<unknown>> = [() => rm(dataDir, { recursive: true, force: true })];
  const say = (line: string) => console.error(line);
  const program = await findLivekitServer(cacheDirectory(process.env.PARLEY_CACHE_DIR), say);
  if (!('kind' in program)) throw new Error(`No LiveKit server: ${JSON.stringify(program)}`);
  const livekit = await startLivekitServer({
    program,
    port: await freePort(),
    apiKey: 'bench',
    apiSecret: randomBytes(24).toString('hex'),
  });
  stops.push(() => livekit.stop());
  const launch = (file: string, args: string[], env: Record<string, string>) => {
    const child = startChild({ command: process.execPath, args: [file, ...args], env }, (line) => {
      if (process.env.BENCH_VERBOSE) console.error(line);
    });
    stops.push(() => child.stop(2000));
    return child;
  };
  const database = launch('src/embedded/database-server.ts', [], { PARLEY_DATA_DIR: dataDir });
  const { url: supabaseUrl } = await untilReadyLine(database, 60_000);
  const keys = await readKeys(dataDir);
  const fakes = await startFakes(launch, delays);
  const providers = {
    LIVEKIT_URL: livekit.url,
    LIVEKIT_API_KEY: livekit.apiKey,
    LIVEKIT_API_SECRET: livekit.apiSecret,
    DEEPGRAM_API_KEY: 'bench',
    DEEPGRAM_BASE_URL: `${fakes.deepgram}/v1/listen`,
    OPENAI_API_KEY: 'bench',
    OPENAI_BASE_URL: fakes.openai,
    CARTESIA_API_KEY: 'bench',
    CARTESIA_BASE_URL: fakes.cartesia,
  };
  const worker = async (file: string, name: string, env: Record<string, string>) => {
    const port = await freePort();
    const child = launch(file, ['start'], {
      ...providers,
      ...env,
      AGENT_NAME: name,
      AGENT_PORT: String(port),
    });
    await untilAnswers({ url: `http://127.0.0.1:${port}/`, timeoutMs: 60_000, exited: child.exited });
    return child;
  };
  const agents = {
    parley: await worker('src/agent.ts', 'parley', {
      SUPABASE_URL: supabaseUrl ?? '',
      SUPABASE_KEY: keys.secret,
      SUPABASE_PUBLISHABLE_KEY: keys.publishable,
      LOG_LEVEL: process.env.BENCH_VERBOSE ? 'debug' : 'error',
    }),
    bare: await worker('bench/turn/bare-agent.ts', 'bare', {}),
  };
  return {
    url: livekit.url,
    apiKey: livekit.apiKey,
    apiSecret: livekit.apiSecret,
    fakes,
    agents,
    async stop() {
      for (const stop of stops.toReversed()) await stop();
    },
  };
}

async function startFakes(
  launch: (file: string, args: string[], env: Record<string, string>) => Child,
  delays: Delays,
): Promise<Stack['fakes']> {
  const child = launch(
    'test/support/fakes/main.ts',
    [
      ...['--openai-handler', 'bench/turn/handler.ts'],
      ...['--stt-final-ms', String(delays.sttFinal), '--llm-first-ms', String(delays.llmFirst)],
      ...['--llm-token-ms', String(delays.llmToken), '--tts-first-ms', String(delays.ttsFirst)],
    ],
    {},
  );
  const { promise, resolve, reject } = Promise.withResolvers<Stack['fakes']>();
  child.listen((line) => {
    if (line.startsWith('{"deepgram"')) resolve(fakesReady.parse(JSON.parse(line)));
  });
  void child.exited.then(() => reject(new Error('the fakes ended before they were ready')));
  return promise;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
