import type { MissingPart } from '../config.ts';
import { type Child, type Exit, type Launch, startChild, untilParentDies } from './child.ts';
import { buildLivekitServer, cachedLivekitServer, livekitVersion } from './livekit-build.ts';
import { findProgram, isExecutable, type Say } from './programs.ts';
import { untilAnswers } from './ready.ts';
import { run } from './run.ts';

/**
 * A livekit-server for this machine only: everything binds to loopback and media never leaves it.
 * Three ports next to each other: signaling (TCP), media over TCP, media over UDP.
 */

export type LivekitProgram =
  | { kind: 'binary'; path: string; origin: 'PATH' | 'cache' | 'built' }
  | { kind: 'docker'; path: string; image: string };

export interface LivekitOptions {
  program: LivekitProgram;
  /** Signaling; the two that follow carry media. */
  port: number;
  apiKey: string;
  apiSecret: string;
  /** `host:port`; SIP trunks and dispatch rules need it, rooms do not. */
  redis?: string;
  /** Where it tells what happens in its rooms. */
  webhookUrl?: string;
  onLine?: (line: string) => void;
}

export interface LivekitServer {
  /** ws:// */
  url: string;
  apiKey: string;
  apiSecret: string;
  child: Child;
  stop: () => Promise<void>;
}

const image = `livekit/livekit-server:${livekitVersion}`;
/** It answers within a second; a container's first start unpacks an image. */
const readyTimeoutMs = 60_000;
/** Asked to end, it waits seconds for its rooms; whoever ends it here has no use for them. */
export const livekitStopGraceMs = 200;

/** In this order: on the PATH, built before, built now, in a container. The signal ends a build. */
export async function findLivekitServer(
  cache: string,
  say: Say,
  signal?: AbortSignal,
): Promise<LivekitProgram | MissingPart> {
  const onPath = findProgram('livekit-server');
  if (onPath !== null) return { kind: 'binary', path: onPath, origin: 'PATH' };
  const cached = cachedLivekitServer(cache);
  if (isExecutable(cached)) return { kind: 'binary', path: cached, origin: 'cache' };
  const refused = await buildLivekitServer(cache, say, signal);
  if (refused === null) return { kind: 'binary', path: cached, origin: 'built' };
  const docker = await findDocker(signal);
  if (docker !== null) return { kind: 'docker', path: docker, image };
  return {
    why: `No LiveKit server is configured or was found, and none could be built: ${refused}. So there are no rooms to talk in.`,
    fix:
      'Put livekit-server on the PATH, or install Go 1.21 or newer or start Docker, and start again; ' +
      'or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET. The console works without.',
  };
}

/** Only a Docker whose engine answers can run anything. */
async function findDocker(signal: AbortSignal | undefined): Promise<string | null> {
  const docker = findProgram('docker');
  if (docker === null) return null;
  return (await run(docker, ['info', '--format', '{{.ID}}'], { signal })).code === 0 ? docker : null;
}

export function livekitPorts(port: number): { signal: number; mediaTcp: number; mediaUdp: number } {
  return { signal: port, mediaTcp: port + 1, mediaUdp: port + 2 };
}

export function livekitUrl(port: number): string {
  return `ws://127.0.0.1:${port}`;
}

/** How to start it. The secret goes by the environment: arguments can be read by everyone on the machine. */
export function livekitLaunch(options: LivekitOptions): Launch {
  const config = JSON.stringify(livekitConfig(options));
  const { program } = options;
  if (program.kind === 'binary') {
    return untilParentDies({ command: program.path, args: [], env: { LIVEKIT_CONFIG: config } });
  }
  const { signal, mediaTcp, mediaUdp } = livekitPorts(options.port);
  const published = [`${signal}:${signal}`, `${mediaTcp}:${mediaTcp}`, `${mediaUdp}:${mediaUdp}/udp`];
  return {
    command: program.path,
    args: [
      ...['run', '--rm', '--init', '--name', `parley-livekit-${signal}`, '--env', 'LIVEKIT_CONFIG'],
      ...published.flatMap((ports) => ['--publish', `127.0.0.1:${ports}`]),
      program.image,
    ],
    env: { LIVEKIT_CONFIG: config },
  };
}

/** JSON is YAML too, which is what livekit-server reads. */
function livekitConfig(options: LivekitOptions): Record<string, unknown> {
  const { mediaTcp, mediaUdp, signal } = livekitPorts(options.port);
  const inContainer = options.program.kind === 'docker';
  return {
    port: signal,
    // A container must listen on its own network; Docker publishes that on loopback only.
    bind_addresses: [inContainer ? '0.0.0.0' : '127.0.0.1'],
    rtc: {
      tcp_port: mediaTcp,
      udp_port: mediaUdp,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      ...(inContainer ? {} : { enable_loopback_candidate: true, interfaces: { includes: ['lo'] } }),
    },
    keys: { [options.apiKey]: options.apiSecret },
    logging: { json: true, level: 'info' },
    ...(options.webhookUrl ? { webhook: { api_key: options.apiKey, urls: [options.webhookUrl] } } : {}),
    ...(options.redis ? { redis: { address: options.redis } } : {}),
  };
}

export async function untilLivekitAnswers(port: number, exited: Promise<Exit>): Promise<void> {
  await untilAnswers({ url: `http://127.0.0.1:${port}/`, timeoutMs: readyTimeoutMs, exited });
}

/** Starts one and waits until it answers. */
export async function startLivekitServer(options: LivekitOptions): Promise<LivekitServer> {
  const child = startChild(livekitLaunch(options), options.onLine ?? (() => {}));
  try {
    await untilLivekitAnswers(options.port, child.exited);
  } catch (error) {
    await child.stop(0);
    throw error;
  }
  return {
    url: livekitUrl(options.port),
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    child,
    stop: () => child.stop(livekitStopGraceMs),
  };
}
