import { fileURLToPath } from 'node:url';
import { ParleyError } from './errors.ts';

/** What runs until somebody ends it. */
export interface Running {
  /** Where it answers, for those that answer. */
  url?: string;
  close(): Promise<void>;
}

/** A supervisor waits five seconds. */
const closeTimeoutMs = 4500;

/**
 * Runs a program if this file was started, and does nothing if it was imported. Prints one JSON line,
 * {"ready":true,"url":…}, when it is ready; ends with code 0 on SIGTERM and SIGINT, with 1 and a sentence on standard
 * error when it could not start.
 */
export async function runEntry(moduleUrl: string, start: () => Promise<Running> | Running): Promise<void> {
  if (process.argv[1] !== fileURLToPath(moduleUrl)) return;
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
    return;
  }
  const stop = () => {
    setTimeout(() => process.exit(1), closeTimeoutMs).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { url } = running;
  process.stdout.write(`${JSON.stringify({ ready: true, ...(url === undefined ? {} : { url }) })}\n`);
}

/** Our own errors say what to do; of any other the stack says where it was. */
export function explain(error: unknown): string {
  if (error instanceof ParleyError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
