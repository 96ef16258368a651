import {
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { HttpError, toHttpError } from '../http-errors.ts';

/**
 * What never reaches a route because it is no request: Node's parser refuses it, or no address can be made of it. Left to
 * themselves both answer with a status and nothing else; whoever sends it is told as much as everybody.
 */

/** For requests whose address, or Host, is none. */
export function answerUnreadable(error: unknown): Response {
  const isUnreadable = error instanceof Error && error.name === 'RequestError';
  const answer = isUnreadable
    ? unreadable('Send a path, and the Host by which this server is reached.', error)
    : toHttpError(error);
  const { status, headers, body } = written(answer);
  return new Response(body, { status, headers });
}

/** As HTTP/1.1 demands; Node would refuse it without a word. HTTP/1.0, in which some proxies ask how we are, has none. */
export function requireHost(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host !== undefined || request.httpVersion !== '1.1')
      return listener(request, response);
    const { status, body, headers } = written(
      unreadable('Send the Host by which this server is reached.', null),
    );
    response.writeHead(status, { ...headers, connection: 'close' }).end(body);
  };
}

/** For bytes that are no HTTP, headers without end, and requests that stop half-way. */
export function refuseUnreadable(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => {
    answering.set(request.socket, response);
    response.once('close', () => {
      if (answering.get(request.socket) === response) answering.delete(request.socket);
    });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Nobody listens any more, or listens to another answer in the middle of which this would stand.
    const answer = answering.get(socket);
    const isTaken = answer?.headersSent === true && !answer.writableEnded;
    if (error.code === 'ECONNRESET' || !socket.writable || isTaken) return void socket.destroy();
    socket.end(write(meaningOf(error)));
  });
  // Whatever is expected of us besides 100 Continue: what is asked is answered.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
}

function meaningOf(error: NodeJS.ErrnoException): HttpError {
  if (error.code === 'HPE_HEADER_OVERFLOW') return new HttpError('headers_too_large', { cause: error });
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return new HttpError('request_timeout', { cause: error });
  return unreadable('Send it as HTTP/1.1, and all of it.', error);
}

function unreadable(fix: string, cause: unknown): HttpError {
  return new HttpError('invalid_request', { fix, cause });
}

function written(answer: HttpError) {
  const body = JSON.stringify(answer.toBody());
  const headers = {
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  return { status: answer.status, headers, body };
}

/** There is no response of Node's to write it with. */
function write(answer: HttpError): string {
  const { status, headers, body } = written(answer);
  const lines = Object.entries({ connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
