import type { Context } from 'hono';
import type { AgentDesk } from '../calls/call/agent-settings.ts';
import type { Membership, Records } from '../calls/call/call-views.ts';
import type { People } from '../calls/people/people.ts';
import type { Dialer } from '../dialing/dialer.ts';
import type { TrunkTrust } from '../lines/trunk-trust.ts';
import { HttpError } from './http-errors.ts';

/** Who a request says it comes from. The database decides whether that is so. */
export type Credential = { kind: 'user'; token: string } | { kind: 'api_key'; key: string };

/** API keys are told from tokens by how they begin. */
export const apiKeyPrefix = 'parley_';

/** The credentials in the headers; null when there are none. */
export function readCredential(c: Context): Credential | null {
  const header = c.req.header('authorization');
  const bearer = header === undefined ? undefined : /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (header !== undefined && bearer === undefined) {
    throw new HttpError('unauthorized', { message: 'The Authorization header is not "Bearer <token>".' });
  }
  if (bearer?.startsWith(apiKeyPrefix)) return { kind: 'api_key', key: bearer };
  if (bearer !== undefined) return { kind: 'user', token: bearer };
  const key = c.req.header('x-api-key')?.trim();
  return key ? { kind: 'api_key', key } : null;
}

/** Which API keys there are, so that one that nobody made is refused without a question to the database. */
export interface KeyRing {
  /** Whether there is such a key; the database still decides what it opens. Throws `DatabaseError`. */
  holds(key: string): Promise<boolean>;
  /** The database did not take it: it has been revoked. */
  drop(key: string): void;
}

/** A request that was let in: the organization that it acts for and what it may read there. */
export interface Member {
  organizationId: string;
  records: Records;
  /** What it showed, for whatever else it may ask of the database. */
  credential: Credential;
}

export interface Authentication {
  recordsOf(credential: Credential): Records;
  agentOf(credential: Credential): AgentDesk;
  dialerOf(credential: Credential): Dialer;
  peopleOf(credential: Credential): People;
  trunksOf(credential: Credential): TrunkTrust;
  /** Used where the request has none: only for an embedded database behind a loopback address. */
  local: Credential | null;
}

/**
 * Lets a request in, or throws `unauthorized`. Asked of the database every time, so that a key that was revoked a
 * moment ago is refused now.
 */
export async function authenticate(
  c: Context,
  { recordsOf, local }: Pick<Authentication, 'recordsOf' | 'local'>,
): Promise<Member> {
  const credential = readCredential(c) ?? local;
  if (credential === null) throw new HttpError('unauthorized', { headers: challenge });
  const records = recordsOf(credential);
  const memberships = await records.memberships();
  if (memberships.length === 0) {
    throw new HttpError('unauthorized', {
      message: 'These credentials are not accepted.',
      headers: challenge,
    });
  }
  c.set('isMember', true);
  return { organizationId: choose(memberships, c.req.header('x-parley-organization')), records, credential };
}

const challenge = { 'www-authenticate': 'Bearer' };

function choose(memberships: Membership[], wish: string | undefined): string {
  const candidates = memberships.filter(({ slug }) => wish === undefined || slug === wish);
  const [only, ...others] = candidates;
  if (only === undefined) {
    throw new HttpError('unauthorized', { message: 'These credentials do not belong to that organization.' });
  }
  if (others.length > 0)
    throw new HttpError('organization_required', { field: 'header.x-parley-organization' });
  return only.organizationId;
}
