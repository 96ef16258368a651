import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Child, Exit } from './child.ts';

/** How often a starting program is asked; asking costs it next to nothing. */
const askEveryMs = 50;
/** A program that accepts the connection and then hangs must not hold up the next question. */
const answerTimeoutMs = 1000;

/**
 * Waits until a program that was just started answers over HTTP with success.
 * @throws Error when it exits first or does not answer in time.
 */
export async function untilAnswers(options: {
  url: string;
  timeoutMs: number;
  exited: Promise<Exit>;
}): Promise<void> {
  let exit: Exit | undefined;
  void options.exited.then((reason) => {
    exit = reason;
  });
  const deadline = Date.now() + options.timeoutMs;
  while (Date.now() < deadline) {
    if (exit !== undefined) throw new Error(`ended before it was ready (${describeExit(exit)})`);
    if (await answers(options.url)) return;
    await sleep(askEveryMs);
  }
  throw new Error(`did not answer at ${options.url} within ${options.timeoutMs / 1000} s`);
}

/** What our own entries print when they are ready. */
const readyLine = z.object({ ready: z.literal(true), url: z.string().optional() });

/**
 * Waits for the line `{"ready":true,…}`.
 * @throws Error when the program exits first or takes too long.
 */
export function untilReadyLine(child: Child, timeoutMs: number): Promise<{ url?: string | undefined }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ url?: string | undefined }>();
  const stopListening = child.listen((line) => {
    const parsed = readyLine.safeParse(parseJson(line));
    if (parsed.success) resolve(parsed.data);
  });
  const timer = setTimeout(() => reject(new Error(`was not ready within ${timeoutMs / 1000} s`)), timeoutMs);
  void child.exited.then((exit) => reject(new Error(`ended before it was ready (${describeExit(exit)})`)));
  return promise.finally(() => {
    clearTimeout(timer);
    stopListening();
  });
}

export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
