import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { signalGroup } from './process-group.ts';

export interface RunResult {
  /** 0 is success; null when a signal ended it. */
  code: number | null;
  /** The end of what it printed, for an error message. */
  tail: string[];
}

/** Lines of a failed command that are worth showing. */
const tailLines = 12;

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  onLine?: (line: string) => void;
  /** Ends the command and everything that it started, as Ctrl-C would; whatever it was for is not done then. */
  signal?: AbortSignal | undefined;
}

/** A compiler takes its temporary files away in this time. */
const abortGraceMs = 2000;

/**
 * Runs a command to its end. A program that cannot be started counts as code 127, as in a shell.
 * @throws the signal's reason, once the command has ended, when the signal ended it.
 */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  const { signal } = options;
  signal?.throwIfAborted();
  const tail: string[] = [];
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be ended as a whole; it hears a terminal's Ctrl-C from us then.
    detached: signal !== undefined,
  });
  const release = endOn(signal, child);
  const keep = (line: string) => {
    tail.push(line);
    if (tail.length > tailLines) tail.shift();
    options.onLine?.(line);
  };
  readLines(child.stdout, keep);
  readLines(child.stderr, keep);
  const result = await new Promise<RunResult>((resolve) => {
    child.once('error', (error) => resolve({ code: 127, tail: [error.message] }));
    child.once('close', (code) => resolve({ code, tail }));
  });
  release();
  signal?.throwIfAborted();
  return result;
}

function endOn(signal: AbortSignal | undefined, child: ChildProcess): () => void {
  if (signal === undefined) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const kill = () => signalGroup(child, 'SIGKILL');
  const end = () => {
    signalGroup(child, 'SIGINT');
    // What it started may go on without it.
    child.once('exit', kill);
    timer = setTimeout(kill, abortGraceMs);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => {
    signal.removeEventListener('abort', end);
    clearTimeout(timer);
  };
}

export function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}
