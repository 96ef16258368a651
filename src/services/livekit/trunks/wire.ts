import { SIPMediaConfig, SIPMediaEncryption, SIPTransport } from '@livekit/protocol';
import { z } from 'zod';
import type { Mark } from '../../../lines/exchange.ts';
import type { Trunk } from '../../../lines/lines.ts';

/** Between LiveKit's words and ours. */

/** Our mark in LiveKit's free field. */
const metadata = z.object({
  parley: z.object({ organization: z.string(), trunk: z.string(), fingerprint: z.string().optional() }),
});

export function toMetadata(mark: Mark): string {
  return JSON.stringify({ parley: mark });
}

/** Null on what bears no mark of ours, whatever else is written there. */
export function toMark(text: string): Mark | null {
  try {
    return metadata.parse(JSON.parse(text)).parley;
  } catch {
    return null;
  }
}

const transports = {
  auto: SIPTransport.SIP_TRANSPORT_AUTO,
  udp: SIPTransport.SIP_TRANSPORT_UDP,
  tcp: SIPTransport.SIP_TRANSPORT_TCP,
  tls: SIPTransport.SIP_TRANSPORT_TLS,
};

const encryptions = {
  disable: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_DISABLE,
  allow: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_ALLOW,
  require: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE,
};

export function toTransport(name: Trunk['transport']): SIPTransport {
  return transports[name];
}

export function fromTransport(transport: SIPTransport): Trunk['transport'] {
  return nameOf(transports, transport) ?? 'auto';
}

/** Servers before 1.10 read the older field only, newer ones prefer `media`: both say the same. */
export function encryptionFields(name: Trunk['mediaEncryption'], media?: SIPMediaConfig) {
  const encryption = encryptions[name];
  return { mediaEncryption: encryption, media: new SIPMediaConfig({ ...media, encryption }) };
}

export function fromEncryption(trunk: {
  mediaEncryption: SIPMediaEncryption;
  media?: SIPMediaConfig;
}): Trunk['mediaEncryption'] {
  return nameOf(encryptions, trunk.media?.encryption ?? trunk.mediaEncryption) ?? 'disable';
}

function nameOf<Name extends string, Value>(table: Record<Name, Value>, value: Value): Name | undefined {
  return (Object.keys(table) as Name[]).find((name) => table[name] === value);
}

/** What the three kinds have in common, each in a file of its own. */
export interface Shelf<Settings> {
  list(): Promise<Array<{ id: string; mark: Mark | null; settings: Settings }>>;
  save(id: string | null, settings: Settings, mark: Mark, password: string): Promise<string>;
  remove(id: string): Promise<unknown>;
}
