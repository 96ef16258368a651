import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Stands between the agent and the database and can hold one call of a function back: before the database sees it, or
 * after it has committed and answered. Everything else passes unchanged.
 */
export interface DatabaseGate {
  url: string;
  /** The next call of this function that fits is held at this point. */
  hold(rpc: string, when: 'before' | 'after', fits?: (body: Record<string, unknown>) => boolean): Held;
  close(): Promise<void>;
}

export interface Held {
  /** Resolves once it is held, with whoever waits for the answer. */
  reached: Promise<Waiting>;
  /** Lets it go on. */
  release(): void;
}

export interface Waiting {
  /** Of its end of the TCP connection. */
  port: number;
  /** Resolves once its end of the connection is closed. */
  gone: Promise<unknown>;
}

interface Hold {
  rpc: string;
  when: 'before' | 'after';
  fits: (body: Record<string, unknown>) => boolean;
  reach(waiting: Waiting): void;
  released: Promise<void>;
}

export async function openDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const holds: Hold[] = [];
  const server = createServer((request, response) => void pass(request, response, databaseUrl, holds));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hold(rpc, when, fits = () => true) {
      const reached = Promise.withResolvers<Waiting>();
      const released = Promise.withResolvers<void>();
      holds.push({ rpc, when, fits, reach: reached.resolve, released: released.promise });
      return { reached: reached.promise, release: () => released.resolve() };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  databaseUrl: string,
  holds: Hold[],
): Promise<void> {
  const body = await text(request);
  const hold = take(holds, request.url ?? '', body);
  const { socket } = request;
  const wait = async (when: Hold['when']) => {
    if (hold?.when !== when) return;
    hold.reach({ port: socket.remotePort ?? 0, gone: once(socket, 'close') });
    await hold.released;
  };
  await wait('before');
  // Nobody waits for it any more: it was lost on its way.
  if (socket.destroyed) return;
  const answer = await forward(request, body, databaseUrl);
  await wait('after');
  if (socket.destroyed) return;
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

function take(holds: Hold[], url: string, body: string): Hold | undefined {
  const index = holds.findIndex(({ rpc, fits }) => url.endsWith(`/rpc/${rpc}`) && fits(JSON.parse(body)));
  return index < 0 ? undefined : holds.splice(index, 1)[0];
}

function forward(request: IncomingMessage, body: string, databaseUrl: string) {
  const { connection: _, 'transfer-encoding': __, ...headers } = request.headers;
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>(
    (resolve, reject) => {
      const onward = ask(
        new URL(request.url ?? '/', databaseUrl),
        {
          method: request.method,
          headers: { ...headers, host: new URL(databaseUrl).host, 'content-length': Buffer.byteLength(body) },
        },
        async (answer) => {
          const { connection: ___, 'transfer-encoding': ____, ...answered } = answer.headers;
          resolve({ status: answer.statusCode ?? 502, headers: answered, body: await text(answer) });
        },
      );
      onward.once('error', reject);
      onward.end(body);
    },
  );
}
