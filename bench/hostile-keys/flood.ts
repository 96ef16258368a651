import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

/** Connections that show one random key after the other, in a thread of their own, until they are told to stop. */
const { url, connections } = workerData as { url: string; connections: number };
const seen: Record<number, number> = {};
let isOver = false;
parentPort?.once('message', () => {
  isOver = true;
});

async function attack(): Promise<void> {
  while (!isOver) {
    const { status } = await fetch(`${url}/calls`, { headers: { 'x-api-key': `parley_${randomUUID()}` } });
    seen[status] = (seen[status] ?? 0) + 1;
  }
}

await Promise.all(Array.from({ length: connections }, attack));
parentPort?.postMessage(seen);
