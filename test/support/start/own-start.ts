import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `npm start` on ports and data of its own, as a person would run it. */
export interface OwnStart {
  url: string;
  pid: number;
  output: () => string;
  /** Process ids by part. */
  processes: () => Record<string, number>;
  /** Resolves once the output has this. */
  until: (text: string | RegExp, timeoutMs?: number) => Promise<void>;
  exited: Promise<number | null>;
  signal: (signal: NodeJS.Signals) => void;
}

const root = path.resolve(import.meta.dirname, '../../..');

export function temporaryDirectory(): { path: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-start-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Ports {
  http: number;
  agent: number;
  livekit: number;
}

/** The system hands out high ports to clients; these stay below, and differ from worker to worker. */
export async function freePorts(): Promise<Ports> {
  for (;;) {
    const base = 10_000 + Math.floor(Math.random() * 2000) * 10;
    const wanted = [0, 1, 2, 3, 4].map((offset) => base + offset);
    if ((await Promise.all(wanted.map(isFree))).every(Boolean)) {
      return { http: base, agent: base + 1, livekit: base + 2 };
    }
  }
}

export function startParley(
  dataDirectory: string,
  ports: Ports,
  environment: Record<string, string> = {},
): OwnStart {
  const child = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PARLEY_DATA_DIR: dataDirectory,
      PORT: String(ports.http),
      AGENT_PORT: String(ports.agent),
      LIVEKIT_PORT: String(ports.livekit),
      ...environment,
    },
  });
  const output = collect(child);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const url = `http://127.0.0.1:${ports.http}`;
  return {
    url,
    pid: child.pid ?? 0,
    output: output.text,
    processes: () => JSON.parse(readFileSync(path.join(dataDirectory, 'running.json'), 'utf8')).processes,
    until: (text, timeoutMs = 60_000) => output.until(text, timeoutMs, exited),
    exited,
    signal: (signal) => child.kill(signal),
  };
}

function collect(child: ChildProcess) {
  let text = '';
  const listeners = new Set<() => void>();
  const add = (chunk: Buffer) => {
    text += chunk;
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  const until = (wanted: string | RegExp, timeoutMs: number, exited: Promise<unknown>) =>
    new Promise<void>((resolve, reject) => {
      const has = () => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        settle();
      };
      const look = () => has() && finish(resolve);
      const timer = setTimeout(
        () => finish(() => reject(new Error(`no ${wanted} in time; the output is:\n${text}`))),
        timeoutMs,
      );
      listeners.add(look);
      void exited.then(() =>
        finish(() => (has() ? resolve() : reject(new Error(`ended without ${wanted}:\n${text}`)))),
      );
      look();
    });
  return { text: () => text, until };
}

/** A PATH on which Go builds without end: its compiler is a process of its own that does not hear of Ctrl-C. */
export function folderWithSlowGo(): { path: string; remove: () => void } {
  const folder = temporaryDirectory();
  const go = `#!/bin/sh
if [ "$1" = version ]; then echo 'go version go1.26.6 linux/amd64'; exit; fi
/bin/sh -c '/bin/sleep 600; : ${folder.path}' &
wait
`;
  writeFileSync(path.join(folder.path, 'go'), go, { mode: 0o755 });
  return folder;
}

/** The processes of the Go in this folder. */
export function slowBuilds(folder: string): number[] {
  return processesWhere((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder));
}

/** Every process that was told of this data directory. */
export function processesOn(dataDirectory: string): number[] {
  return processesWhere((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dataDirectory));
}

function processesWhere(test: (pid: number) => boolean): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return isAlive(pid) && test(pid);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
}

/** Resolves when none of these processes is left; rejects after the time. */
export async function untilGone(pids: number[], timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (pids.some(isAlive)) {
    if (Date.now() > deadline) throw new Error(`still alive: ${pids.filter(isAlive).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A process that ended and was not yet collected by its new parent counts as gone. */
function isAlive(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
