import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, revokeApiKey } from '../../../src/services/supabase/api-keys.ts';
import { ask, askWithLines, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

const hosted = 'https://app.example.com';
let supabase: TestSupabase;
let server: { url: string; close(): Promise<void> };

beforeAll(async () => {
  supabase = await startDatabase();
  server = await startTestServer({ ...supabase.env, CORS_ORIGINS: ` ${hosted}/ ,http://localhost:5173` });
}, 60_000);

afterAll(async () => {
  await server?.close();
  await supabase?.close();
});

describe('with the embedded database on a loopback address', () => {
  it('acts for the demo organization when no credentials are sent', async () => {
    expect((await ask(server.url, '/calls')).status).toBe(200);
  });

  it('still refuses credentials that are wrong', async () => {
    const answer = await ask(server.url, '/calls', { headers: { 'x-api-key': 'parley_wrong' } });
    expect([answer.status, readError(answer).code]).toEqual([401, 'unauthorized']);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.1',
    'evil.example:80',
    '',
  ])(
    'refuses the Host "%s", to which a page of its own name may have been pointed (DNS rebinding)',
    async (host) => {
      for (const target of ['/calls', '/health', '/']) {
        expect(await askWithLines(server.url, target, [`Host: ${host}`])).toBe(403);
      }
    },
  );

  it.each(['localhost', 'LOCALHOST:8000', '127.0.0.1', '127.1.2.3:1234', '[::1]:8000'])(
    'answers for the Host "%s", which is this machine',
    async (host) => {
      expect(await askWithLines(server.url, '/calls', [`Host: ${host}`])).toBe(200);
    },
  );

  it('refuses pages of other origins, with and without a preflight', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask(server.url, '/calls', { method, headers: { origin } });
        expect([answer.status, readError(answer).code]).toEqual([403, 'origin_not_allowed']);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      }
      expect((await ask(server.url, '/token', { method: 'POST', headers: { origin } })).status).toBe(403);
    }
  });

  it('refuses what another site embeds, which sends no Origin, and lets links in', async () => {
    const host = `Host: ${new URL(server.url).host}`;
    const site = 'Sec-Fetch-Site: cross-site';
    const embedded = [host, site, 'Sec-Fetch-Mode: no-cors'];
    expect(await askWithLines(server.url, '/calls', embedded)).toBe(403);
    const link = [host, site, 'Sec-Fetch-Mode: navigate', 'Accept: text/html'];
    expect(await askWithLines(server.url, '/docs', link)).toBe(200);
  });

  it('answers our own page, and pages of CORS_ORIGINS with the headers that let them read', async () => {
    expect((await ask(server.url, '/calls', { headers: { origin: server.url } })).status).toBe(200);
    const answer = await ask(server.url, '/calls', { headers: { origin: hosted } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(hosted);
    const preflight = await ask(server.url, '/token', {
      method: 'OPTIONS',
      headers: { origin: hosted, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it.each(['*', 'app.example.com', 'https://app.example.com/page'])(
    'refuses to start with "%s" in CORS_ORIGINS, which is no origin',
    async (origin) => {
      await expect(startTestServer({ ...supabase.env, CORS_ORIGINS: origin })).rejects.toThrow(
        /CORS_ORIGINS/,
      );
    },
  );
});

describe('with the embedded database on an address that others reach', () => {
  const open = { HOST: '0.0.0.0' };

  it('refuses to start while nobody could prove who they are, and says how to change that', async () => {
    await expect(startTestServer({ ...supabase.env, ...open })).rejects.toThrow(/0\.0\.0\.0.*keys create/s);
  });

  it('starts once there is an API key, and then answers nobody without one', async () => {
    const organization = 'demo-clinic';
    const { key, id } = await createApiKey(supabase.db, { organization, name: 'For the network' });
    const other = await startTestServer({ ...supabase.env, ...open });
    const url = other.url.replace('0.0.0.0', '127.0.0.1');
    expect((await ask(url, '/calls')).status).toBe(401);
    expect((await ask(url, '/calls', { headers: { 'x-api-key': key } })).status).toBe(200);
    await other.close();
    await revokeApiKey(supabase.db, { organization, idOrPrefix: id });
    await expect(startTestServer({ ...supabase.env, ...open })).rejects.toThrow(/keys create/);
  });

  it('refuses keys that belong to another database than it is pointed to', async () => {
    const env = { ...supabase.env, SUPABASE_KEY: 'sb_secret_of_another' };
    await expect(startTestServer(env)).rejects.toThrow(/PARLEY_DATA_DIR/);
  });
});
