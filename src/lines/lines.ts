/** A provider, a PBX or another exchange that carries our calls. Its password is in the environment, never here. */
export interface Trunk {
  id: string;
  organizationId: string;
  name: string;
  /** Host name or address, with a port where it is not the transport's own. Null for a trunk that only receives. */
  address: string | null;
  transport: 'auto' | 'udp' | 'tcp' | 'tls';
  mediaEncryption: 'disable' | 'allow' | 'require';
  username: string | null;
  /** Name of the environment variable that holds the password. */
  passwordVariable: string | null;
  /** Addresses or networks (CIDR) that inbound calls may come from; empty means any, which needs a password. */
  allowedAddresses: string[];
  headers: Record<string, string>;
  /** How a called number is written for this trunk; see `docs/telephony.md`. Plain E.164 by default. */
  dialTemplate: string;
  initialDtmf: string | null;
  ringTimeoutSeconds: number;
  /** Whether calls may carry a number that is not ours, such as the person's own when an operator is dialed. */
  allowsForeignCallerId: boolean;
  /** Whether whoever calls through it is the person of the number that it tells. */
  trustsCallerId: boolean;
  /** False for trunks that somebody else made in LiveKit: they are used, never changed. */
  managed: boolean;
  livekitInboundTrunkId: string | null;
  livekitOutboundTrunkId: string | null;
  livekitDispatchRuleId: string | null;
}

/** A number that is called and that we call from. */
export interface Line {
  id: string;
  organizationId: string;
  trunkId: string | null;
  /** E.164. */
  phone: string;
  name: string;
  enabled: boolean;
  inbound: boolean;
  outbound: boolean;
  /** What is shown to whom we call; null means `phone`. */
  callerId: string | null;
  /** Which scenario answers when the line is called; null leaves it to the organization. */
  inboundScenario: string | null;
  maxConcurrent: number;
  maxPerMinute: number;
  maxPerDay: number;
  /** Of `maxConcurrent`, kept free for people who call us. */
  inboundHeadroom: number;
}

export interface Lines {
  trunks(organizationId: string): Promise<Trunk[]>;
  lines(organizationId: string): Promise<Line[]>;
  /** Keeps what LiveKit calls our trunk and its rule. */
  rememberTrunk(
    trunkId: string,
    ids: Pick<Trunk, 'livekitInboundTrunkId' | 'livekitOutboundTrunkId' | 'livekitDispatchRuleId'>,
  ): Promise<void>;
}
