import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { isLoopback } from '../../http/edge/loopback.ts';
import { UsageError } from '../../shared/errors.ts';

export interface WantedPort {
  /** Whose it is, as in "the page". */
  owner: string;
  port: number;
  /** The setting that moves it, and what that is set to; LIVEKIT_PORT stands for the two ports that follow as well. */
  variable: string;
  setTo: number;
  protocol?: 'tcp' | 'udp';
  host?: string;
}

const thisMachine = '127.0.0.1';
const everywhere = new Set(['0.0.0.0', '::', '[::]']);

/**
 * A courtesy before anything starts: the one that loses a race still gets its own error from the system.
 * @throws UsageError that names every two settings that want the same port, every busy port, and what to change.
 */
export async function checkPorts(wanted: WantedPort[]): Promise<void> {
  const clashes = describeClashes(wanted);
  const busy: WantedPort[] = [];
  for (const one of wanted) if (!(await isFree(one))) busy.push(one);
  const lines = [...clashes, ...busy.map((one) => describeBusy(one, wanted))];
  if (lines.length > 0) throw new UsageError(lines.join('\n'));
}

/** Two parts that would each be told "address in use" by the other. */
export function describeClashes(wanted: WantedPort[]): string[] {
  return wanted.flatMap((one, index) =>
    wanted.slice(index + 1).flatMap((other) => {
      if (!isSame(one, other)) return [];
      const { variable } = one;
      return (
        `${settingOf(one)} and ${settingOf(other)} both want port ${nameOf(one)}: for ${one.owner}, and for ${other.owner}. ` +
        `Change one of them (for example ${variable}=${unwantedPort(one.port, wanted)}).`
      );
    }),
  );
}

function isSame(one: WantedPort, other: WantedPort): boolean {
  const hosts = [one.host ?? thisMachine, other.host ?? thisMachine];
  const meet =
    hosts[0] === hosts[1] ||
    hosts.some((host) => everywhere.has(host)) ||
    hosts.every((host) => isLoopback(host));
  return one.port === other.port && (one.protocol ?? 'tcp') === (other.protocol ?? 'tcp') && meet;
}

function describeBusy(one: WantedPort, wanted: WantedPort[]): string {
  const { owner, variable, port } = one;
  const instead = variable === 'LIVEKIT_PORT' ? 7980 : unwantedPort(port, wanted);
  return (
    `Port ${nameOf(one)} for ${owner} is used by another program. ` +
    `End it, or choose another with ${variable} (for example ${variable}=${instead}).`
  );
}

function settingOf({ variable, setTo }: WantedPort): string {
  return `${variable}=${setTo}`;
}

function nameOf({ port, protocol }: WantedPort): string {
  return protocol === 'udp' ? `${port}/udp` : String(port);
}

/** The next one that none of our own parts wants either. */
function unwantedPort(port: number, wanted: WantedPort[]): number {
  const next = port === 65_535 ? 1024 : port + 1;
  return wanted.some((one) => one.port === next) ? unwantedPort(next, wanted) : next;
}

function isFree({ port, protocol = 'tcp', host = thisMachine }: WantedPort): Promise<boolean> {
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
