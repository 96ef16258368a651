import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface RunResult {
  /** 0 is success; null when a signal ended it. */
  code: number | null;
  /** The end of what it printed, for an error message. */
  tail: string[];
}

/** Lines of a failed command that are worth showing. */
const tailLines = 12;

/** Runs a command to its end. A program that cannot be started counts as code 127, as in a shell. */
export function run(
  command: string,
  args: string[],
  options: { env?: Record<string, string>; cwd?: string; onLine?: (line: string) => void } = {},
): Promise<RunResult> {
  const tail: string[] = [];
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const keep = (line: string) => {
    tail.push(line);
    if (tail.length > tailLines) tail.shift();
    options.onLine?.(line);
  };
  readLines(child.stdout, keep);
  readLines(child.stderr, keep);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, tail: [error.message] }));
    child.once('close', (code) => resolve({ code, tail }));
  });
}

export function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}
