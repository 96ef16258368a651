import { ApiError, refusal } from './api.ts';
import { readEvents, type ServerEvent } from './event-stream.ts';

/** How long to wait before the next try; the last one again and again. */
const waitsMs = [500, 1_000, 2_000, 5_000];

export interface Following {
  path: string;
  /** Of the last event that is known; null for all of them from the first. */
  after: string | null;
  /** True: a stream that ends is opened again, since there is more to come. */
  isOpen: boolean;
  onEvent(event: ServerEvent): void;
  /** Whether events arrive as they happen; false while the stream is opened again. */
  onConnected(isConnected: boolean): void;
  signal: AbortSignal;
}

/**
 * Reads events as they happen, and opens the stream again where it breaks off, from the last event that was read: none is
 * lost or told twice.
 * @returns when the stream has ended and nothing more is to come, or somebody has aborted it
 * @throws ApiError when the server refuses it
 */
export async function followEvents(following: Following, wait = pause): Promise<void> {
  const { isOpen, signal, onConnected } = following;
  let last = following.after;
  let failures = 0;
  const onEvent = (event: ServerEvent) => {
    last = event.id ?? last;
    failures = 0;
    following.onEvent(event);
  };
  while (!signal.aborted) {
    try {
      const body = await open(following.path, last, signal);
      onConnected(true);
      await readEvents(body, onEvent);
      if (!isOpen) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw error;
    }
    onConnected(false);
    await wait(waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0, signal);
    failures += 1;
  }
}

async function open(path: string, last: string | null, signal: AbortSignal) {
  const response = await fetch(path, {
    headers: { accept: 'text/event-stream', ...(last === null ? {} : { 'last-event-id': last }) },
    cache: 'no-store',
    signal,
  });
  if (!response.ok || !response.body) throw refusal(response, await response.json().catch(() => null));
  return response.body;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
