import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, untilParentDies } from '../../../src/embedded/child.ts';
import { findSipp } from './programs.ts';
import { untilReady } from './until-ready.ts';

export interface Sipp {
  /** Resolves when its one call is over. @throws Error with what it printed when the call went another way. */
  done: Promise<void>;
  stop(): Promise<void>;
}

const stopGraceMs = 500;

/**
 * One call of sipp as a scenario file says; resolves once it can be called. `@name@` in the file becomes the value of that
 * name: sipp's own keywords cannot stand in a status line or in a regular expression.
 */
export async function startSipp(options: {
  scenario: string;
  port: number;
  values: Record<string, string | number>;
  /** Whom to call; without one it waits to be called. */
  to?: string;
}): Promise<Sipp> {
  const { scenario, port, values, to } = options;
  const directory = await mkdtemp(path.join(tmpdir(), 'parley-sipp-'));
  const source = await readFile(path.resolve(import.meta.dirname, '../scenarios', `${scenario}.xml`), 'utf8');
  const file = path.join(directory, `${scenario}.xml`);
  await writeFile(file, fill(source, values));
  const args = [
    ...(to === undefined ? [] : [to]),
    '-sf',
    file,
    '-m',
    '1',
    '-i',
    '127.0.0.1',
    '-p',
    String(port),
  ];
  const output: string[] = [];
  const launch = {
    command: findSipp() ?? 'sipp',
    args: [...args, '-nostdin', '-timeout', '100s', '-timeout_error'],
    env: {},
  };
  const child = startChild(untilParentDies(launch), (line) => output.push(line));
  const done = child.exited.then(async ({ code }) => {
    await rm(directory, { recursive: true, force: true });
    if (code !== 0)
      throw new Error(`sipp (${scenario}) ended with ${code}:\n${output.slice(-30).join('\n')}`);
  });
  // Whoever does not wait for it stops it.
  done.catch(() => {});
  // What it printed says more than that it ended.
  await untilReady(child, () => isBound(port)).catch(() => done);
  return { done, stop: () => child.stop(stopGraceMs) };
}

/** sipp says nothing before it ends, but the kernel knows who has the port. */
async function isBound(port: number): Promise<boolean> {
  const local = new RegExp(`^ *\\d+: [0-9A-F]{8}:${port.toString(16).toUpperCase().padStart(4, '0')} `, 'm');
  return local.test(await readFile('/proc/net/udp', 'utf8'));
}

export function fill(source: string, values: Record<string, string | number>): string {
  return source.replace(/@([a-z_]+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the scenario wants a value for ${name}`);
    return String(value);
  });
}
