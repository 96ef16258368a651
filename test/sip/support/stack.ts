import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, untilParentDies } from '../../../src/embedded/child.ts';
import type { LivekitServer } from '../../../src/embedded/livekit-server.ts';
import { startOwnLivekit } from '../../support/page/own-livekit.ts';
import { startRedis } from '../../support/redis.ts';
import { findLivekitSip } from './programs.ts';
import { untilReady } from './until-ready.ts';

/** livekit-server, Redis and livekit-sip on loopback, with ports of their own. */
export interface SipStack {
  livekit: LivekitServer;
  /** Where livekit-sip takes calls, `host:port`. */
  sipAddress: string;
  /** The end of livekit-sip's log, for the message of a test that fails. */
  log: string[];
  /** Whether livekit-sip has ended by itself. */
  hasEnded(): boolean;
  stop(): Promise<void>;
}

const keptLines = 200;
const stopGraceMs = 1000;

export async function startSipStack(): Promise<SipStack> {
  const redis = await startRedis();
  const livekit = await startOwnLivekit(undefined, redis.address);
  const [sipPort, healthPort] = [await freeSipPort(), await freeUdpPort()];
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-sip-'));
  const config = path.join(directory, 'sip.yaml');
  // JSON is YAML too. A file that only its owner can read: arguments are seen by everybody on the machine.
  await writeFile(config, JSON.stringify(sipConfig(livekit, redis.address, sipPort, healthPort)), {
    mode: 0o600,
  });
  const log: string[] = [];
  const launch = { command: findLivekitSip() ?? 'livekit-sip', args: ['--config', config], env: {} };
  const child = startChild(untilParentDies(launch), (line) => {
    log.push(line);
    log.splice(0, log.length - keptLines);
  });
  let isOver = false;
  void child.exited.then(() => {
    isOver = true;
  });
  const stop = async () => {
    await child.stop(stopGraceMs);
    await livekit.stop();
    await redis.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await untilReady(child, () => accepts(healthPort));
  } catch (error) {
    await stop();
    throw new Error(`livekit-sip did not start:\n${log.join('\n')}`, { cause: error });
  }
  return { livekit, sipAddress: `127.0.0.1:${sipPort}`, log, hasEnded: () => isOver, stop };
}

function sipConfig(
  { url, apiKey, apiSecret }: LivekitServer,
  redis: string,
  sipPort: number,
  healthPort: number,
) {
  return {
    api_key: apiKey,
    api_secret: apiSecret,
    ws_url: url,
    redis: { address: redis },
    sip_port: sipPort,
    health_port: healthPort,
    rtp_port: '31000-31999',
    use_external_ip: false,
    nat_1_to_1_ip: '127.0.0.1',
    listen_ip: '127.0.0.1',
    // The tests and the agent share the processor; at 0.99 calls are refused while a job starts ("cpu exhausted").
    max_cpu_utilization: 1,
    logging: { level: 'info' },
  };
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

/** livekit-sip listens over TCP as well. */
async function freeSipPort(): Promise<number> {
  for (;;) {
    const port = await freeUdpPort();
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** SIP is spoken over UDP here. */
export function freeUdpPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

export function newRoom(): string {
  return `sip-${randomUUID()}`;
}
