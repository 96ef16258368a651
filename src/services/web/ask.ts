import { readBody } from './body.ts';

export interface Asked {
  url: string | URL;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Larger answers are not read to their end. */
  maxBytes: number;
  /** Where nothing is asked with a key: a key is for its own address and no other. */
  followsRedirects?: boolean;
}

export interface Answer {
  status: number;
  isOk: boolean;
  text: string;
  /** What the other side asked us to wait; null where it did not say. */
  retryAfterSeconds: number | null;
}

/**
 * One question over HTTP, with its whole answer in the time that it may take.
 * @throws whatever kept the answer from coming: no connection, too slow, too large, cut off
 */
export async function ask({ url, timeoutMs, maxBytes, followsRedirects, ...init }: Asked): Promise<Answer> {
  const response = await fetch(url, {
    ...init,
    redirect: followsRedirects ? 'follow' : 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await readBody(response, maxBytes);
  return {
    status: response.status,
    isOk: response.ok,
    text,
    retryAfterSeconds: retryAfter(response.headers.get('retry-after')),
  };
}

/** JSON, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the same question may be answered later: a limit was met, or the fault is theirs. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
