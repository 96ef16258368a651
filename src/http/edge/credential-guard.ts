import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '../../shared/clock.ts';
import { type KeyRing, readCredential } from '../credentials.ts';
import type { HttpEnv } from '../dependencies.ts';
import { HttpError } from '../http-errors.ts';
import { createRateLimit } from './rate-limit.ts';

/** A person mistypes a key a few times; an office behind one address has a program whose key was revoked. */
const failuresPerMinute = 60;
/** Tokens whose worth only the database knows wait for it a few at a time, so that others get between them. */
const mostUnknown = 4;
/** As many programs and people as one server serves at a time; the longest unseen are looked at anew. */
const mostRemembered = 1_000;

export interface CredentialGuardParts {
  keys: KeyRing;
  addressOf: (c: Context) => string;
  clock: Clock;
  /** Routes that tell by a signature who asks. It is checked without the database, so a right one always counts. */
  signed: readonly string[];
}

/**
 * Bounds what wrong credentials may cost, before anything else is done for them.
 *
 *   an API key that there is, or a token that was let in before ──────────────────► the route, never limited here
 *   an API key that nobody made ─► 401 without the database ─┐
 *   another token ─► the route, a few at a time ─► 401 ──────┴─► counted for its address; after too many 429 at once
 */
export function guardCredentials(parts: CredentialGuardParts): MiddlewareHandler<HttpEnv> {
  const failures = createRateLimit({ perMinute: failuresPerMinute, clock: parts.clock });
  const letIn = new Set<string>();
  let unknown = 0;

  const refuseIfTooMany = (address: string) => {
    const seconds = failures.wait(address);
    if (seconds > 0) throw tooMany(seconds);
  };

  return async (c, next) => {
    const address = parts.addressOf(c);
    if (parts.signed.includes(c.req.path)) {
      await next();
      if (c.res.status === 401 && failures.take(address) > 0) refuseIfTooMany(address);
      return;
    }
    const shown = headersOf(c);
    if (shown === null) return next();
    const isRemembered = letIn.delete(shown);
    if (isRemembered || (await isKey(c, parts.keys))) {
      await next();
    } else {
      refuseIfTooMany(address);
      if (isNoToken(c)) {
        failures.take(address);
        throw new HttpError('unauthorized', {
          message: 'These credentials are not accepted.',
          headers: challenge,
        });
      }
      if (unknown >= mostUnknown) throw tooMany(1);
      unknown += 1;
      try {
        await next();
      } finally {
        unknown -= 1;
      }
    }
    if (c.get('isMember')) remember(letIn, shown);
    else if (c.res.status === 401) {
      failures.take(address);
      const credential = wellFormed(c);
      if (credential?.kind === 'api_key') parts.keys.drop(credential.key);
    }
  };
}

const challenge = { 'www-authenticate': 'Bearer' };

const tooMany = (seconds: number) =>
  new HttpError('too_many_failures', { headers: { 'retry-after': String(seconds) } });

function headersOf(c: Context): string | null {
  const shown = [c.req.header('authorization'), c.req.header('x-api-key')];
  if (shown.every((header) => header === undefined || header.trim() === '')) return null;
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url');
}

async function isKey(c: Context, keys: KeyRing): Promise<boolean> {
  const credential = wellFormed(c);
  return credential?.kind === 'api_key' && (await keys.holds(credential.key));
}

/** Nothing that could be a session of Supabase Auth: three parts with dots between them. */
function isNoToken(c: Context): boolean {
  const credential = wellFormed(c);
  if (credential?.kind !== 'user') return true;
  return !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(credential.token);
}

function wellFormed(c: Context): ReturnType<typeof readCredential> {
  try {
    return readCredential(c);
  } catch {
    return null;
  }
}

function remember(letIn: Set<string>, shown: string): void {
  letIn.add(shown);
  for (const oldest of letIn) {
    if (letIn.size <= mostRemembered) return;
    letIn.delete(oldest);
  }
}
