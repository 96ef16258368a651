import { type BlockList, isIP, isIPv4 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * Whom a request comes from, for limits. The peer of the socket; where that is a proxy of ours (TRUSTED_PROXIES) the
 * nearest address in X-Forwarded-For that is none. What stands before it there was sent by the client and may be anything.
 */
export function createAddressReader(proxies: BlockList): (c: Context) => string {
  return (c) =>
    network(clientAddress(getConnInfo(c).remote.address, c.req.header('x-forwarded-for'), proxies));
}

export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  proxies: BlockList,
): string {
  let address = plain(peer ?? '');
  for (const claimed of (forwardedFor ?? '').split(',').reverse()) {
    if (!isTrusted(address, proxies)) break;
    const next = plain(claimed.trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address === '' ? 'unknown' : address;
}

function isTrusted(address: string, proxies: BlockList): boolean {
  if (isIP(address) === 0) return false;
  return proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** IPv4 as a socket for both kinds shows it, and an address with its port as some proxies write it. */
function plain(address: string): string {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? address;
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(bare)?.[1];
  return (ipv4 ?? bare).toLowerCase();
}

/** One household or machine has a whole /64 of IPv6: its addresses count as one. */
export function network(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const behind = tail ? tail.split(':').length : 0;
  const whole = tail === undefined ? groups : [...groups, ...Array(8 - groups.length - behind).fill('0')];
  return `${[...whole, ...(tail ? tail.split(':') : [])].slice(0, 4).join(':')}::/64`;
}
