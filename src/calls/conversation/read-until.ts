import type { ReadableStream } from 'node:stream/web';

/** What a stream brings until it ends, or is not wanted any more: then it is canceled, even while it is silent. */
export async function* readUntil<Chunk>(
  stream: ReadableStream<Chunk>,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const reader = stream.getReader();
  const cancel = () => void reader.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    await reader.cancel();
  }
}
