import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { UsageError } from '../usage.ts';

export interface WantedPort {
  /** Whose it is, as in "the page". */
  owner: string;
  port: number;
  /** The setting that moves it. */
  variable: string;
  protocol?: 'tcp' | 'udp';
  host?: string;
}

/**
 * A courtesy before anything starts: the one that loses a race still gets its own error from the system.
 * @throws UsageError that names every busy port and the setting that moves it.
 */
export async function checkPortsAreFree(wanted: WantedPort[]): Promise<void> {
  const busy: WantedPort[] = [];
  for (const one of wanted) if (!(await isFree(one))) busy.push(one);
  if (busy.length === 0) return;
  const lines = busy.map(
    ({ owner, port, protocol, variable }) =>
      `Port ${port}${protocol === 'udp' ? '/udp' : ''} for ${owner} is used by another program. ` +
      `End it, or choose another with ${variable} (for example ${variable}=${variable === 'LIVEKIT_PORT' ? 7980 : port + 1}).`,
  );
  throw new UsageError(lines.join('\n'));
}

function isFree({ port, protocol = 'tcp', host = '127.0.0.1' }: WantedPort): Promise<boolean> {
  return new Promise((resolve) => {
    if (protocol === 'udp') {
      const socket = createSocket('udp4');
      socket.once('error', () => resolve(false));
      socket.bind(port, host, () => socket.close(() => resolve(true)));
      return;
    }
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
