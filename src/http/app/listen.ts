import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { ParleyError } from '../../shared/errors.ts';
import type { HttpEnv } from '../dependencies.ts';
import { answerUnreadable, refuseUnreadable, requireHost } from './unreadable.ts';

export interface Listening {
  /** Where it answers, http://host:port. */
  url: string;
  /** Lets requests in progress finish for a while, then cuts them off. */
  close(): Promise<void>;
}

/** A supervisor gives us five seconds; what is not answered by then was not going to be. */
const drainMs = 3000;

/** @throws ParleyError `port_in_use` or `port_refused`, saying which port and what to do. */
export async function listen(
  app: OpenAPIHono<HttpEnv>,
  { hostname, port }: { hostname: string; port: number },
): Promise<Listening> {
  const listener = getRequestListener(app.fetch, { hostname, errorHandler: answerUnreadable });
  const server = createServer({ requireHostHeader: false }, requireHost(listener));
  refuseUnreadable(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, hostname, port)));
    server.listen(port, hostname, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = hostname.includes(':') ? `[${hostname}]` : hostname;
  return { url: `http://${name}:${bound}`, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

function explain(error: NodeJS.ErrnoException, hostname: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ParleyError(
      'port_in_use',
      `Port ${port} on ${hostname} is used by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL') {
    return new ParleyError(
      'port_refused',
      `This machine does not let Parley listen on ${hostname}, port ${port}. Check HOST, and choose a PORT above 1023.`,
      { cause: error },
    );
  }
  return error;
}
