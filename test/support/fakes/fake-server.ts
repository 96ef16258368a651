import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * What the three provider fakes share: a real loopback server, faults that are planned per connection or request, and
 * a record of what arrived. `GET /_fake` answers with the record and `POST /_fake` plans faults, for a fake in a process
 * of its own.
 */

/** What goes wrong with one connection or request. `afterMs` counts what the fake has received or sent, in audio time. */
export type Fault =
  /** Answers the handshake or request with this HTTP status. */
  | { kind: 'refuse'; status: number }
  /** Drops the TCP connection without a closing handshake. */
  | { kind: 'cut'; afterMs: number }
  /** Accepts everything and answers nothing (more), from that point on. */
  | { kind: 'hang'; afterMs: number }
  /** Says that all is done, in good form, with only part of it delivered. */
  | { kind: 'half'; afterMs: number }
  /** Reports an error inside the protocol. */
  | { kind: 'error'; status: number; afterMs: number }
  /** Adds to the first answer's delay. */
  | { kind: 'slow'; delayMs: number };

export interface Faults {
  /** The next connection or request (or as many as `times`) fails in this way. */
  next(fault: Fault, times?: number): void;
  /** All of them do, until `null`. */
  always(fault: Fault | null): void;
}

export interface Arrival {
  at: number;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  fault: Fault | null;
}

export interface FakeServer extends Faults {
  port: number;
  httpUrl: string;
  wsUrl: string;
  arrivals: Arrival[];
  /** Open WebSockets. */
  sockets: Set<WebSocket>;
  close(): Promise<void>;
}

interface Handlers {
  port?: number;
  onSocket?(socket: WebSocket, request: IncomingMessage, fault: Fault | null): void;
  onRequest?(request: IncomingMessage, response: ServerResponse, fault: Fault | null): void;
  report(): unknown;
  configure?(settings: Record<string, unknown>): void;
}

export async function startFakeServer(handlers: Handlers): Promise<FakeServer> {
  const planned: Fault[] = [];
  let standing: Fault | null = null;
  const arrivals: Arrival[] = [];
  const sockets = new Set<WebSocket>();
  const faults: Faults = {
    next: (fault, times = 1) => planned.push(...Array.from({ length: times }, () => fault)),
    always: (fault) => {
      standing = fault;
    },
  };
  const arrive = (request: IncomingMessage) => {
    const fault = planned.shift() ?? standing;
    arrivals.push({ at: performance.now(), path: request.url ?? '', headers: request.headers, fault });
    return fault;
  };

  const server = createServer((request, response) => {
    if (request.url === '/_fake') return control(request, response, handlers, faults);
    if (!handlers.onRequest) return response.writeHead(404).end();
    handlers.onRequest(request, response, request.method === 'POST' ? arrive(request) : null);
  });
  const upgrades = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const fault = arrive(request);
    if (!handlers.onSocket || fault?.kind === 'refuse') {
      const status = fault?.kind === 'refuse' ? fault.status : 404;
      return socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    }
    // 100 ms frames must not wait for each other's acknowledgment.
    if ('setNoDelay' in socket) (socket as import('node:net').Socket).setNoDelay(true);
    upgrades.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.add(webSocket);
      webSocket.on('close', () => sockets.delete(webSocket));
      webSocket.on('error', () => {});
      handlers.onSocket?.(webSocket, request, fault);
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(handlers.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...faults,
    port,
    httpUrl: `http://127.0.0.1:${port}`,
    wsUrl: `ws://127.0.0.1:${port}`,
    arrivals,
    sockets,
    close: async () => {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function control(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: Handlers,
  faults: Faults,
): void {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    if (request.method === 'POST') {
      const { next, times, always, ...settings } = JSON.parse(body || '{}');
      if (next) faults.next(next, times);
      if (always !== undefined) faults.always(always);
      handlers.configure?.(settings);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(handlers.report()));
  });
}
