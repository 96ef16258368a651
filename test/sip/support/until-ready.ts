import type { Child } from '../../../src/embedded/child.ts';

const timeoutMs = 20_000;
const everyMs = 20;

/** @throws Error when the program ended first, or was not ready within 20 s */
export async function untilReady(child: Child, isReady: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let hasEnded = false;
  void child.exited.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && Date.now() < deadline) {
    if (await isReady()) return;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(hasEnded ? 'it ended' : `it did not listen within ${timeoutMs} ms`);
}
