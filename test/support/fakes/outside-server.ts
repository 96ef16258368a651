import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the fakes of calendars, places and travel times share: a loopback server that records, and fails as planned. */

export type OutsideFault =
  /** Answers with this status, in the words of the provider. */
  | { kind: 'refuse'; status: number; retryAfter?: string }
  /** Takes the question and never answers. */
  | { kind: 'hang' }
  | { kind: 'slow'; delayMs: number }
  /** Sends the question on, as it is. */
  | { kind: 'redirect'; to: string }
  /** Breaks the connection in the middle of the answer. */
  | { kind: 'cut' };

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

export interface OutsideServer {
  url: string;
  asked: Asked[];
  /** The next question, or as many as `times`, fails in this way. */
  next(fault: OutsideFault, times?: number): void;
  close(): Promise<void>;
}

export async function startOutsideServer(handlers: {
  answer(asked: Asked): Reply;
  /** What the provider says with a status. */
  refusal(status: number): string;
}): Promise<OutsideServer> {
  const asked: Asked[] = [];
  const planned: OutsideFault[] = [];
  const server = createServer((request, response) => {
    void take(request).then((question) => {
      asked.push(question);
      const fault = planned.shift();
      if (fault?.kind === 'hang') return;
      if (fault?.kind === 'redirect') {
        return send(response, { status: 307, body: '', headers: { location: fault.to } });
      }
      if (fault?.kind === 'refuse') {
        const retry = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
        return send(response, {
          status: fault.status,
          body: handlers.refusal(fault.status),
          headers: retry,
        });
      }
      const reply = handlers.answer(question);
      if (fault?.kind === 'cut') {
        response.writeHead(reply.status, {
          ...reply.headers,
          'content-length': Buffer.byteLength(reply.body),
        });
        return response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
      }
      if (fault?.kind === 'slow') return void setTimeout(() => send(response, reply), fault.delayMs);
      return send(response, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    next: (fault, times = 1) => void planned.push(...Array.from({ length: times }, () => fault)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function take(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '', 'http://127.0.0.1'),
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  response.writeHead(status, headers).end(body);
}

export function json(body: unknown, status = 200): Reply {
  return {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json; charset=UTF-8' },
  };
}
