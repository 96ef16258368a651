import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { signalGroup } from './process-group.ts';
import { findProgram } from './programs.ts';
import { readLines } from './run.ts';

/**
 * Child processes that never outlive us. Each leads a process group of its own, so that Ctrl-C in a terminal reaches
 * only the parent, which ends them in order, and so that the last resort takes their children along.
 */

export interface Launch {
  command: string;
  args: string[];
  /** On top of our own environment; undefined takes a variable away. */
  env: Record<string, string | undefined>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  pid: number;
  /** Hears every line that it prints from now on; the answer ends that. */
  listen: (onLine: (line: string) => void) => () => void;
  /** Never rejects. A program that cannot be started exits with 127. */
  exited: Promise<Exit>;
  /** Asks it to end; after `graceMs` kills it and everything it started. */
  stop: (graceMs: number) => Promise<void>;
}

const watcher = new URL('./end-with-parent.ts', import.meta.url).href;

/** One of our own entries. It and every process that it forks end when their parent does. */
export function nodeLaunch(
  entry: string,
  args: string[],
  env: Launch['env'],
  nodeFlags: string[] = [],
): Launch {
  const file = fileURLToPath(new URL(`../${entry}`, import.meta.url));
  return { command: process.execPath, args: [...nodeFlags, '--import', watcher, file, ...args], env };
}

/** For programs that are not ours: on Linux the kernel ends them when we die. Elsewhere they would be left behind. */
export function untilParentDies(launch: Launch): Launch {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv', ['/usr/bin']) : null;
  if (setpriv === null) return launch;
  return { ...launch, command: setpriv, args: ['--pdeathsig', 'KILL', '--', launch.command, ...launch.args] };
}

export function startChild(launch: Launch, onLine: (line: string) => void): Child {
  const child = spawn(launch.command, launch.args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...launch.env },
  });
  const listeners = new Set([onLine]);
  const tell = (line: string) => {
    for (const listener of listeners) listener(line);
  };
  readLines(child.stdout, tell);
  readLines(child.stderr, tell);
  const exited = whenExited(child, tell);
  return {
    pid: child.pid ?? 0,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exited,
    stop: (graceMs) => stop(child, exited, graceMs),
  };
}

function whenExited(child: ChildProcess, onLine: (line: string) => void): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      onLine(error.message);
      resolve({ code: 127, signal: null });
    });
    child.once('exit', (code, signal) => {
      // What it forked has no one to talk to any more.
      signalGroup(child, 'SIGKILL');
      resolve({ code, signal });
    });
  });
}

async function stop(child: ChildProcess, exited: Promise<Exit>, graceMs: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
}
