import { randomUUID } from 'node:crypto';
import type { Line, Lines, Trunk } from '../../../src/lines/lines.ts';

export const organizationId = randomUUID();

/** A trunk with an address and callers from one network, unless told otherwise. */
export function trunkRow(changes: Partial<Trunk> = {}): Trunk {
  return {
    id: randomUUID(),
    organizationId,
    name: 'Provider',
    address: 'sip.example.com',
    transport: 'tls',
    mediaEncryption: 'require',
    username: 'parley',
    passwordVariable: 'SIP_PASSWORD',
    allowedAddresses: ['192.0.2.0/24'],
    headers: { 'X-Account': 'clinic' },
    dialTemplate: '{e164}',
    initialDtmf: null,
    ringTimeoutSeconds: 30,
    allowsForeignCallerId: false,
    trustsCallerId: true,
    managed: true,
    livekitInboundTrunkId: null,
    livekitOutboundTrunkId: null,
    livekitDispatchRuleId: null,
    ...changes,
  };
}

export function lineRow(trunk: Trunk | null, phone: string, changes: Partial<Line> = {}): Line {
  return {
    id: randomUUID(),
    organizationId,
    trunkId: trunk?.id ?? null,
    phone,
    name: `Line ${phone.slice(-4)}`,
    enabled: true,
    inbound: true,
    outbound: true,
    callerId: null,
    inboundScenario: 'appointment',
    maxConcurrent: 2,
    maxPerMinute: 10,
    maxPerDay: 500,
    inboundHeadroom: 0,
    ...changes,
  };
}

/** The tables, kept in memory; the adapter of the real ones has its own test. */
export function tablesOf(trunks: Trunk[], lines: Line[]): Lines {
  return {
    trunks: async () => trunks,
    lines: async () => lines,
    rememberTrunk: async (trunkId, ids) => {
      Object.assign(trunks.find(({ id }) => id === trunkId) ?? {}, ids);
    },
  };
}
