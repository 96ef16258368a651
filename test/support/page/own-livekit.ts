import { createServer } from 'node:net';
import {
  findLivekitServer,
  type LivekitServer,
  startLivekitServer,
} from '../../../src/embedded/livekit-server.ts';
import { cacheDirectory } from '../../../src/embedded/programs.ts';

/**
 * A livekit-server that only this test uses, so that it may be killed. The same port brings it back. Its SIP API works
 * with a Redis only.
 */
export async function startOwnLivekit(
  port?: number,
  redis?: string,
  webhookUrl?: string,
): Promise<LivekitServer & { port: number }> {
  const program = await findLivekitServer(cacheDirectory(process.env.PARLEY_CACHE_DIR), () => undefined);
  if ('why' in program) throw new Error(`${program.why} ${program.fix}`);
  const chosen = port ?? (await threeFreePorts());
  const server = await startLivekitServer({
    program,
    port: chosen,
    apiKey: 'devkey',
    apiSecret: 'a-secret-of-32-characters-or-more',
    ...(redis === undefined ? {} : { redis }),
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  });
  return { ...server, port: chosen };
}

/** Signaling, media over TCP, media over UDP; below the range that the system hands out by itself. */
async function threeFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + 3 * Math.floor(Math.random() * 4_000);
    if ((await isFree(port)) && (await isFree(port + 1)) && (await isFree(port + 2))) return port;
  }
  throw new Error('No three free ports next to each other.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
