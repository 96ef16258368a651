import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Addresses and networks (10.0.0.0/8) with commas between them, as a list that an address can be looked up in. */
export const proxies = z
  .string()
  .default('')
  .transform((text, context) => {
    const list = new BlockList();
    for (const entry of text.split(',').map((part) => part.trim())) {
      if (entry === '' || add(list, entry)) continue;
      const message = `"${entry}" must be an address or a network such as 127.0.0.1 or 10.0.0.0/8`;
      context.issues.push({ code: 'custom', message, input: entry });
    }
    return list;
  });

function add(list: BlockList, entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (length === undefined) {
    list.addAddress(address, family);
    return true;
  }
  if (!/^\d{1,3}$/.test(length) || Number(length) > (version === 4 ? 32 : 128)) return false;
  list.addSubnet(address, Number(length), family);
  return true;
}
