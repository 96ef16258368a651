import { ParleyError } from '../shared/errors.ts';
import type { Trunk } from './lines.ts';

/** What LiveKit is told of our trunks, and how. LiveKit names trunks and rules by ids of its own. */

/** Written on everything that we make there, so that nothing else is ever changed or removed. */
export interface Mark {
  organization: string;
  trunk: string;
  /** Of the password that was set, since LiveKit need not show it again. */
  fingerprint?: string | undefined;
}

/** Who may call us, and on which numbers. */
export interface InboundSettings {
  name: string;
  /** E.164. */
  numbers: string[];
  allowedAddresses: string[];
  /** Asked of whoever calls; empty asks nobody. */
  username: string;
  mediaEncryption: Trunk['mediaEncryption'];
}

/** Where our calls go. */
export interface OutboundSettings {
  name: string;
  address: string;
  transport: Trunk['transport'];
  numbers: string[];
  username: string;
  headers: Record<string, string>;
  mediaEncryption: Trunk['mediaEncryption'];
}

/** What becomes of a call that comes in: a room of its own, with an agent in it. */
export interface RuleSettings {
  name: string;
  /** LiveKit's ids of inbound trunks. */
  trunks: string[];
  /** `callee` makes a room for each call, named after the called line; `other` is nothing that we make. */
  rooms: 'callee' | 'other';
  roomPrefix: string;
  agents: string[];
}

export interface SettingsOf {
  inbound: InboundSettings;
  outbound: OutboundSettings;
  rule: RuleSettings;
}

export type Kind = keyof SettingsOf;

export interface Existing<K extends Kind> {
  id: string;
  /** Null on what somebody else made. */
  mark: Mark | null;
  settings: SettingsOf[K];
}

export type Inventory = { [K in Kind]: Array<Existing<K>> };

export interface Exchange {
  /** @throws ExchangeError */
  inventory(): Promise<Inventory>;
  /**
   * Makes one, or changes the one with this id and leaves alone what the settings do not speak of.
   * @returns LiveKit's id. @throws ExchangeError
   */
  save<K extends Kind>(
    kind: K,
    id: string | null,
    settings: SettingsOf[K],
    mark: Mark,
    password: string,
  ): Promise<string>;
  /** One that is gone already is no error. @throws ExchangeError */
  remove(kind: Kind, id: string): Promise<void>;
}

/** LiveKit's SIP API was not reached, or did not accept what it was asked. */
export class ExchangeError extends ParleyError {
  readonly reason: 'unreachable' | 'refused' | 'no_redis' | 'rejected';

  constructor(
    operation: string,
    reason: ExchangeError['reason'],
    options: { said?: string; cause?: unknown } = {},
  ) {
    const said = options.said ? ` It says: ${options.said}` : '';
    super('sip_unavailable', `LiveKit could not ${operation}: ${explanations[reason].why}.${said}`, {
      cause: options.cause,
      retryable: reason === 'unreachable',
    });
    this.reason = reason;
  }

  get fix(): string {
    return explanations[this.reason].fix;
  }
}

const explanations = {
  unreachable: {
    why: 'it does not answer',
    fix: 'start it (`npm start`), or correct LIVEKIT_URL, or LIVEKIT_SIP_URL where the SIP API is elsewhere',
  },
  refused: { why: 'it refused our key', fix: 'correct LIVEKIT_API_KEY and LIVEKIT_API_SECRET' },
  no_redis: {
    why: 'it runs without Redis, which its SIP API needs',
    fix: 'start Redis and set LIVEKIT_REDIS=host:port, or `redis` in the configuration of your own livekit-server',
  },
  rejected: { why: 'it did not accept it', fix: 'correct the trunk or the line as the message says' },
};
