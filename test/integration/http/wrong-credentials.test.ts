import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

/** One of each kind: reading, writing, a file, a start, and a token that is no key. */
const routes = [
  ['GET', '/calls'],
  ['PATCH', '/agent'],
  ['POST', '/customers.csv'],
  ['POST', '/token'],
  ['GET', '/dialer'],
  ['POST', '/webhook/call-result'],
] as const;

const perMinute = 60;

let supabase: TestSupabase;

beforeAll(async () => {
  supabase = await startDatabase();
}, 120_000);
afterAll(() => supabase?.close());

const serve = (variables: Record<string, string> = {}, clock?: Clock) =>
  startTestServer(
    { ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false', ...variables },
    {},
    clock ? { clock } : {},
  );
const newKey = async () =>
  (await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'A program' })).key;
const wrongKey = () => bearer(`parley_${randomUUID()}`);
const statusOf = async (
  base: string,
  headers: Record<string, string>,
  [method, target] = routes[0] as readonly [string, string],
) => (await ask(base, target, { method, headers })).status;

describe('wrong credentials', () => {
  it('are refused on every route without work once there were too many of an address, and use up nothing of a right key', async () => {
    // A failure is forgiven each second: on a busy machine sixty of them take longer.
    let now = Date.now();
    const server = await serve({}, { now: () => now });
    const seen = await newKey();
    expect(await statusOf(server.url, bearer(seen))).toBe(200);
    for (let count = 0; count < perMinute; count += 1) {
      expect(await statusOf(server.url, wrongKey())).toBe(401);
    }
    for (const route of routes) {
      for (const headers of [wrongKey(), bearer('e30.e30.e30'), { 'x-api-key': 'guess' }]) {
        const answer = await ask(server.url, route[1], { method: route[0], headers });
        expect([route, answer.status, readError(answer).code]).toEqual([route, 429, 'too_many_failures']);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    }
    expect(await statusOf(server.url, bearer(seen))).toBe(200);
    const unseen = await newKey();
    now += 1_100;
    expect(await statusOf(server.url, bearer(unseen))).toBe(200);
    await server.close();
  });

  it('of sixty connections leave a right key its answers', async () => {
    const server = await serve();
    const key = await newKey();
    const flood = async () => {
      const statuses = [];
      for (let count = 0; count < 20; count += 1) statuses.push(await statusOf(server.url, wrongKey()));
      return statuses;
    };
    const floods = Array.from({ length: 60 }, flood);
    const startedAt = performance.now();
    expect(await statusOf(server.url, bearer(key))).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const statuses = (await Promise.all(floods)).flat();
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(perMinute + 30);
    await server.close();
  });

  it('count for the address that a trusted proxy names, whatever the client claims before it', async () => {
    const server = await serve({ TRUSTED_PROXIES: '127.0.0.1' });
    for (let count = 0; count < perMinute; count += 1) {
      await statusOf(server.url, { ...wrongKey(), 'x-forwarded-for': `192.0.2.${count}, 198.51.100.7` });
    }
    const from = (chain: string) => statusOf(server.url, { ...wrongKey(), 'x-forwarded-for': chain });
    expect(await from('203.0.113.1, 198.51.100.7')).toBe(429);
    expect(await from('198.51.100.8')).toBe(401);
    await server.close();
  });

  it('count for the peer where no proxy is trusted, whatever X-Forwarded-For says', async () => {
    const server = await serve();
    for (let count = 0; count < perMinute; count += 1) {
      await statusOf(server.url, { ...wrongKey(), 'x-forwarded-for': `198.51.100.${count}` });
    }
    expect(await statusOf(server.url, { ...wrongKey(), 'x-forwarded-for': '203.0.113.5' })).toBe(429);
    await server.close();
  });

  it('do not use up the calls that an address may start', async () => {
    const server = await serve();
    for (let count = 0; count < 25; count += 1) await statusOf(server.url, wrongKey(), ['POST', '/token']);
    const answer = await ask(server.url, '/token', { method: 'POST', headers: bearer(await newKey()) });
    expect(readError(answer).code).toBe('livekit_unavailable');
    await server.close();
  });
});

describe('a token of the embedded database', () => {
  const claims = { role: 'authenticated', aud: 'authenticated', exp: Math.floor(Date.now() / 1000) + 600 };
  let userId: string;

  beforeAll(async () => {
    userId = randomUUID();
    await supabase.database.sql.query(`insert into auth.users (id, email) values ($1::uuid, $2)`, [
      userId,
      `${userId}@example.com`,
    ]);
    await supabase.database.sql.query(
      'insert into public.members (organization_id, user_id) values ($1::uuid, $2::uuid)',
      [demoOrganizationId, userId],
    );
  });

  const signed = (payload: object) => {
    const [head, body] = [
      { alg: 'HS256', typ: 'JWT' },
      { sub: userId, ...payload },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const { jwtSecret } = supabase.database.keys;
    return `${head}.${body}.${createHmac('sha256', jwtSecret).update(`${head}.${body}`).digest('base64url')}`;
  };

  it('opens with an end and the right audience, and without either opens nothing', async () => {
    const server = await serve();
    const { exp: _exp, ...endless } = claims;
    const { aud: _aud, ...forAll } = claims;
    expect(await statusOf(server.url, bearer(signed(claims)))).toBe(200);
    for (const wrong of [endless, forAll, { ...claims, aud: 'service' }, { ...claims, exp: 1 }]) {
      expect([wrong, await statusOf(server.url, bearer(signed(wrong)))]).toEqual([wrong, 401]);
    }
    await server.close();
  });
});

it.each([
  ['PATCH', '/agent'],
  ['POST', '/dialer'],
  ['POST', '/token'],
  ['POST', '/customer'],
  ['POST', '/webhook/call-result'],
])('%s %s takes no body that is declared as something else than JSON', async (method, target) => {
  const server = await serve();
  const key = bearer(await newKey());
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/xml',
  ]) {
    const answer = await ask(server.url, target, {
      method,
      headers: { ...key, 'content-type': type },
      body: '{}',
    });
    expect([type, answer.status]).toEqual([type, 415]);
  }
  await server.close();
});
