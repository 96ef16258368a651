import { JWT, type OAuth2Client, UserRefreshClient } from 'google-auth-library';
import { z } from 'zod';
import {
  type CalendarError,
  CalendarRefused,
  CalendarRevoked,
  CalendarUnavailable,
} from '../../../campaigns/ports.ts';
import { isPassing } from '../../web/ask.ts';
import type { GoogleCredentials } from './credentials.ts';

/** What is needed to see when somebody is busy and to write an event, and no more. */
const scopes = [
  'https://www.googleapis.com/auth/calendar.freebusy',
  'https://www.googleapis.com/auth/calendar.events',
];

/** Access tokens of one grant, asked for again before they run out. */
export interface Tokens {
  /** @throws CalendarError */
  get(): Promise<string>;
  /** The last one was not accepted; the next is a new one. */
  forget(): void;
}

export function createTokens(credentials: GoogleCredentials, timeoutMs: number): Tokens {
  let client = createClient(credentials, timeoutMs);
  return {
    async get() {
      try {
        const { token } = await client.getAccessToken();
        if (token) return token;
      } catch (cause) {
        throw explain(cause);
      }
      throw new CalendarRefused('Google gave no token for GOOGLE_CREDENTIALS_JSON.');
    },
    forget: () => {
      client = createClient(credentials, timeoutMs);
    },
  };
}

function createClient(credentials: GoogleCredentials, timeoutMs: number): OAuth2Client {
  const client =
    credentials.type === 'service_account'
      ? new JWT({
          email: credentials.client_email,
          key: credentials.private_key,
          ...(credentials.private_key_id ? { keyId: credentials.private_key_id } : {}),
          scopes,
        })
      : new UserRefreshClient({
          clientId: credentials.client_id,
          clientSecret: credentials.client_secret,
          refreshToken: credentials.refresh_token,
        });
  // Nothing but grants goes through this. The library asks Google whatever the credentials say, asks again and again, and
  // waits as long as it takes.
  client.transporter.interceptors.request.add({
    resolved: async (request) => {
      if (credentials.token_uri) request.url = new URL(credentials.token_uri);
      request.retryConfig = { retry: 0 };
      request.signal = AbortSignal.timeout(timeoutMs);
      return request;
    },
  });
  return client;
}

const refusal = z.object({
  response: z.object({
    status: z.number(),
    data: z
      .object({ error: z.string(), error_description: z.string().optional() })
      .optional()
      .catch(undefined),
  }),
});

/** RFC 6749, 5.2, as Google speaks it. */
function explain(cause: unknown): CalendarError {
  const parsed = refusal.safeParse(cause);
  if (!parsed.success) {
    // A key that cannot sign fails before anything is asked.
    return isCryptographic(cause)
      ? new CalendarRefused('The private key in GOOGLE_CREDENTIALS_JSON cannot be used.', { cause })
      : new CalendarUnavailable('Google gave no token: it did not answer.', { cause });
  }
  const { status, data } = parsed.data.response;
  const { error, error_description: why = '' } = data ?? {};
  if (error === 'invalid_grant' && !/signature|account not found/i.test(why)) {
    return new CalendarRevoked('Google no longer accepts the grant in GOOGLE_CREDENTIALS_JSON.', { cause });
  }
  if (error === undefined || isPassing(status)) {
    return new CalendarUnavailable(`Google gave no token: it answered ${status}.`, { cause });
  }
  return new CalendarRefused(`Google does not accept GOOGLE_CREDENTIALS_JSON (${error}).`, { cause });
}

function isCryptographic(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code.startsWith('ERR_OSSL') || code.startsWith('ERR_CRYPTO') || code === 'ERR_INVALID_ARG_TYPE';
}
