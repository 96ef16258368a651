import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { z } from 'zod';
import { type Asked, json, type OutsideServer, type Reply, startOutsideServer } from './outside-server.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const email = 'parley@project.example';
const calendarId = 'me@example.com';
const consent = {
  type: 'authorized_user' as const,
  client_id: 'client',
  client_secret: 'client-secret',
  refresh_token: 'refresh',
};

/** Google's token endpoint, free/busy and events on a loopback socket, for one calendar and one service account. */
export interface FakeGoogleCalendar extends OutsideServer {
  /** For GOOGLE_CREDENTIALS_JSON. */
  credentials: { type: 'service_account'; client_email: string; private_key: string; token_uri: string };
  consent: {
    type: 'authorized_user';
    client_id: string;
    client_secret: string;
    refresh_token: string;
    token_uri: string;
  };
  calendarId: string;
  busy: Array<{ start: string; end: string }>;
  events: Array<Record<string, unknown>>;
  /** The grant is taken back: no new tokens, and the old ones are worth nothing. */
  revoked: boolean;
  /** Of tokens, questions, events. */
  count(path: RegExp): number;
}

const question = z.object({
  timeMin: z.iso.datetime(),
  timeMax: z.iso.datetime(),
  items: z.array(z.object({ id: z.string() })),
});
const written = z.looseObject({
  id: z.string().regex(/^[0-9a-v]{5,1024}$/),
  start: z.object({ dateTime: z.iso.datetime({ offset: true }) }),
  end: z.object({ dateTime: z.iso.datetime({ offset: true }) }),
});

export async function startFakeGoogleCalendar(): Promise<FakeGoogleCalendar> {
  const state: Pick<FakeGoogleCalendar, 'busy' | 'events' | 'revoked'> = {
    busy: [],
    events: [],
    revoked: false,
  };
  const tokens = new Set<string>();
  const server = await startOutsideServer({
    answer: (asked) => {
      if (asked.url.pathname === '/token') return grant(asked, fake.revoked, tokens);
      const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '';
      if (fake.revoked || !tokens.has(token)) return refuse(401, 'authError', 'Invalid Credentials');
      return answer(asked, fake);
    },
    refusal: (status) =>
      refuse(status, status === 403 ? 'rateLimitExceeded' : 'backendError', 'Refused').body,
  });
  const fake: FakeGoogleCalendar = Object.assign(state, server, {
    calendarId,
    credentials: {
      type: 'service_account' as const,
      client_email: email,
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      token_uri: `${server.url}/token`,
    },
    consent: { ...consent, token_uri: `${server.url}/token` },
    count: (path: RegExp) => server.asked.filter(({ url }) => path.test(url.pathname)).length,
  });
  return fake;
}

function grant({ body }: Asked, revoked: boolean, tokens: Set<string>): Reply {
  const form = new URLSearchParams(body);
  if (form.get('grant_type') === 'refresh_token') return refresh(form, revoked, tokens);
  const [header = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.');
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return json({ error: 'unsupported_grant_type' }, 400);
  }
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${claims}`),
    createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) {
    return json({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }, 400);
  }
  const { iss, scope } = z
    .object({ iss: z.string(), scope: z.string() })
    .parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
  if (iss !== email || !scope.includes('calendar.freebusy'))
    return json({ error: 'unauthorized_client' }, 401);
  if (revoked) return json({ error: 'invalid_grant', error_description: 'Token has been revoked.' }, 401);
  return give(tokens);
}

function refresh(form: URLSearchParams, revoked: boolean, tokens: Set<string>): Reply {
  const isClient = (['client_id', 'client_secret'] as const).every(
    (name) => form.get(name) === consent[name],
  );
  if (!isClient) return json({ error: 'invalid_client', error_description: 'Unauthorized' }, 401);
  const isGranted = !revoked && form.get('refresh_token') === consent.refresh_token;
  return isGranted ? give(tokens) : json({ error: 'invalid_grant', error_description: 'Bad Request' }, 400);
}

function give(tokens: Set<string>): Reply {
  const token = `token-${tokens.size}`;
  tokens.add(token);
  return json({ access_token: token, expires_in: 3599, token_type: 'Bearer' });
}

function answer({ method, url, body }: Asked, fake: FakeGoogleCalendar): Reply {
  if (method === 'POST' && url.pathname === '/calendar/v3/freeBusy') {
    const { timeMin, timeMax, items } = question.parse(JSON.parse(body));
    if (Date.parse(timeMax) - Date.parse(timeMin) > 90 * 86_400_000) {
      return refuse(400, 'timeRangeTooLong', 'The requested time range is too long.');
    }
    const of = ({ id }: { id: string }) =>
      id === calendarId
        ? { busy: fake.busy.filter(({ start, end }) => start < timeMax && end > timeMin) }
        : { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] };
    return json({
      kind: 'calendar#freeBusy',
      timeMin,
      timeMax,
      calendars: Object.fromEntries(items.map((item) => [item.id, of(item)])),
    });
  }
  const path = `/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`;
  if (method !== 'POST' || url.pathname !== path) return refuse(404, 'notFound', 'Not Found');
  const event = written.safeParse(JSON.parse(body));
  if (!event.success) return refuse(400, 'invalid', 'Invalid resource id value.');
  if (fake.events.some(({ id }) => id === event.data.id)) {
    return refuse(409, 'duplicate', 'The requested identifier already exists.');
  }
  fake.events.push(event.data);
  return json({ kind: 'calendar#event', status: 'confirmed', ...event.data });
}

function refuse(status: number, reason: string, message: string): Reply {
  return json({ error: { code: status, message, errors: [{ domain: 'global', reason, message }] } }, status);
}
