import { type Child, type Launch, nodeLaunch } from '../../embedded/child.ts';
import {
  type LivekitOptions,
  livekitLaunch,
  livekitStopGraceMs,
  untilLivekitAnswers,
} from '../../embedded/livekit-server.ts';
import { untilAnswers, untilReadyLine } from '../../embedded/ready.ts';
import { openPartLog } from './part-log.ts';
import type { Part } from './supervisor.ts';

/** How each part is started, when it counts as ready and how long it may take to end. */

/** The first start of the database creates it; the others load in seconds, on a busy machine in tens of seconds. */
const readyTimeoutMs = 60_000;
/** Ctrl-C has ten seconds in all: those that write to the database first, then the database. */
const workerGraceMs = 5000;
const databaseGraceMs = 3000;

/** PGlite's memory is outside V8's heap, which would otherwise grow to several times what it needs. */
const databaseFlags = ['--max-semi-space-size=4', '--max-old-space-size=192'];

type Settings = Launch['env'];

/**
 * `onUrl` hears where it answers, before it counts as ready. Started again it answers there once more: the others know its
 * address and keep asking.
 */
export function databasePart(dataDirectory: string, settings: Settings, onUrl: (url: string) => void): Part {
  let port: string[] = [];
  return {
    name: 'database',
    launch: () => nodeLaunch('embedded/database-server.ts', port, settings, databaseFlags),
    async ready(child) {
      const { url } = await untilReadyLine(child, readyTimeoutMs);
      if (url === undefined) throw new Error('did not say where it answers');
      port = ['--port', new URL(url).port];
      onUrl(url);
    },
    isWaitedFor: true,
    stopGraceMs: databaseGraceMs,
    log: openPartLog(dataDirectory, 'database'),
  };
}

export function livekitPart(dataDirectory: string, options: LivekitOptions): Part {
  return {
    name: 'livekit-server',
    launch: () => livekitLaunch(options),
    ready: (child) => untilLivekitAnswers(options.port, child.exited),
    stopGraceMs: livekitStopGraceMs,
    log: openPartLog(dataDirectory, 'livekit-server'),
  };
}

/** `server.ts` or `runner.ts`. */
export function entryPart(name: 'server' | 'runner', dataDirectory: string, settings: Settings): Part {
  return {
    name,
    launch: () => nodeLaunch(`${name}.ts`, [], settings),
    ready: untilReady,
    stopGraceMs: workerGraceMs,
    log: openPartLog(dataDirectory, name),
  };
}

/** The worker's own health check answers once it is registered with the LiveKit server. */
export function agentPart(dataDirectory: string, port: number, settings: Settings): Part {
  return {
    name: 'agent',
    launch: () => nodeLaunch('agent.ts', ['start'], settings),
    ready: ({ exited }) =>
      untilAnswers({ url: `http://127.0.0.1:${port}/`, timeoutMs: readyTimeoutMs, exited }),
    stopGraceMs: workerGraceMs,
    log: openPartLog(dataDirectory, 'agent'),
  };
}

async function untilReady(child: Child): Promise<void> {
  await untilReadyLine(child, readyTimeoutMs);
}
