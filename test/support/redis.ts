import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, untilParentDies } from '../../src/embedded/child.ts';
import { findRedis } from '../../src/embedded/programs.ts';

export interface TestRedis {
  /** `host:port`, as LIVEKIT_REDIS wants it. */
  address: string;
  stop(): Promise<void>;
}

const readyTimeoutMs = 10_000;
const stopGraceMs = 500;

/** A Redis of one's own that keeps nothing. */
export async function startRedis(): Promise<TestRedis> {
  const program = findRedis();
  if (program === null) throw new Error('There is no redis-server; `npm test` installs it.');
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    directory,
  ];
  const log: string[] = [];
  const child = startChild(untilParentDies({ command: program, args, env: {} }), (line) => log.push(line));
  const stop = async () => {
    await child.stop(stopGraceMs);
    await rm(directory, { recursive: true, force: true });
  };
  const exited = child.exited.then(() => 'exited' as const);
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await accepts(port))) {
    const isOver = (await Promise.race([exited, pause(20)])) === 'exited' || Date.now() > deadline;
    if (!isOver) continue;
    await stop();
    throw new Error(`redis-server did not start: ${log.join('\n')}`);
  }
  return { address: `127.0.0.1:${port}`, stop };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
