import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, readError } from './support/client.ts';
import { converse } from './support/rows.ts';
import {
  startDatabase,
  startLivekit,
  startTestServer,
  type TestLivekit,
  type TestSupabase,
} from './support/stack.ts';

type Json = Record<string, unknown>;

let supabase: TestSupabase;
let livekit: TestLivekit;
let server: { url: string; close(): Promise<void> };
let description: Json;

beforeAll(async () => {
  [supabase, livekit] = await Promise.all([startDatabase(), startLivekit()]);
  server = await startTestServer({ ...supabase.env, ...livekit.env });
  description = (await ask(server.url, '/openapi.json')).body as Json;
}, 120_000);

afterAll(async () => {
  await server?.close();
  await livekit?.stop();
  await supabase?.close();
});

/** The parts of OpenAPI 3.1 that programs rely on: what must be there, and of which kind. */
const openApi31 = z.object({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(
      z.enum(['get', 'post', 'patch']),
      z.object({
        summary: z.string().min(1),
        description: z.string().min(1),
        security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
        parameters: z
          .array(
            z.object({
              name: z.string(),
              in: z.enum(['query', 'path', 'header']),
              required: z.boolean(),
              schema: z.looseObject({}),
            }),
          )
          .optional(),
        responses: z.record(
          z.string().regex(/^[1-5]\d\d$/),
          z.object({
            description: z.string().min(1),
            content: z.record(z.string(), z.object({ schema: z.looseObject({}) })),
          }),
        ),
      }),
    ),
  ),
  components: z.object({
    schemas: z.record(z.string(), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.enum(['http', 'apiKey']) })),
  }),
});

/** What a program that knows only /openapi.json makes of the answer of a route. */
function schemaOf(target: string, method: string, status: number): z.ZodType {
  const { paths, components } = openApi31.parse(description);
  const operation = (paths[target] as Json)[method] as { responses: Record<string, { content: Json }> };
  const content = operation.responses[status]?.content['application/json'] as { schema: Json };
  // The same document, rooted at this schema: references in it point to `#/components/schemas` of the whole.
  const rooted = { ...content.schema, $defs: components.schemas };
  const text = JSON.stringify(rooted).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text));
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1 with every route', () => {
    const { paths } = openApi31.parse(description);
    const routes = Object.entries(paths).flatMap(([target, methods]) =>
      Object.keys(methods).map((method) => `${method} ${target}`),
    );
    expect(routes.toSorted()).toEqual([
      'get /agent',
      'get /appointments',
      'get /call-requests',
      'get /calls',
      'get /calls/{id}',
      'get /calls/{id}/recording',
      'get /campaigns',
      'get /campaigns/{campaign_id}',
      'get /campaigns/{campaign_id}/events',
      'get /customer/{customer_id}',
      'get /customers',
      'get /customers.csv',
      'get /dialer',
      'get /health',
      'get /outreach/captures',
      'get /outreach/captures.csv',
      'get /people/retention',
      'get /trunks',
      'patch /agent',
      'patch /dialer',
      'patch /people/retention',
      'patch /trunks/{id}',
      'post /campaigns',
      'post /campaigns/{campaign_id}/cancel',
      'post /campaigns/{campaign_id}/confirm',
      'post /customer',
      'post /customers.csv',
      'post /dialer',
      'post /livekit/webhook',
      'post /people/erase',
      'post /people/export',
      'post /token',
      'post /trigger-call/{customer_id}',
      'post /webhook/call-result',
    ]);
  });

  it('refers only to what it contains', () => {
    const { components } = openApi31.parse(description);
    const text = JSON.stringify(description);
    for (const [, name] of text.matchAll(/#\/components\/schemas\/([\w.-]+)/g)) {
      expect(Object.keys(components.schemas)).toContain(name);
    }
    const schemes = new Set(
      [...text.matchAll(/"security":(\[[^\]]*\](?:[^\]]*\])*?)/g)].flatMap(([, list]) =>
        [...(list ?? '').matchAll(/"(\w+)":\[\]/g)].map(([, scheme]) => scheme ?? ''),
      ),
    );
    for (const scheme of schemes) expect(Object.keys(components.securitySchemes)).toContain(scheme);
  });

  it.each([
    ['/health', '/health', 'get', 200],
    ['/calls', '/calls', 'get', 200],
    ['/calls?limit=0', '/calls', 'get', 400],
    ['/appointments', '/appointments', 'get', 200],
    ['/calls/00000000-0000-4000-8000-00000000dead', '/calls/{id}', 'get', 404],
    ['/token', '/token', 'post', 200],
    ['/customers', '/customers', 'get', 200],
    ['/agent', '/agent', 'get', 200],
    ['/dialer', '/dialer', 'get', 200],
    ['/people/retention', '/people/retention', 'get', 200],
    ['/trunks', '/trunks', 'get', 200],
    ['/customer/CUST000099', '/customer/{customer_id}', 'get', 404],
    ['/trigger-call/CUST000099', '/trigger-call/{customer_id}', 'post', 404],
  ])('describes what %s really answers', async (request, target, method, status) => {
    const answer = await ask(server.url, request, { method: method.toUpperCase() });
    expect(answer.status).toBe(status);
    expect(schemaOf(target, method, status).safeParse(answer.body).error).toBeUndefined();
  });

  it('describes a customer, their call, their result and their file', async () => {
    const json = { 'content-type': 'application/json' };
    const post = async (target: string, body: unknown, headers = json) =>
      (
        await ask(server.url, target, {
          method: 'POST',
          headers,
          body: typeof body === 'string' ? body : JSON.stringify(body),
        })
      ).body;
    const added = await post('/customer', { name: 'Ann Example', mobile: '+12025550111' });
    expect(schemaOf('/customer', 'post', 201).safeParse(added).error).toBeUndefined();
    const triggered = await post('/trigger-call/CUST000001', '');
    expect(schemaOf('/trigger-call/{customer_id}', 'post', 200).safeParse(triggered).error).toBeUndefined();
    const result = { call_flow: 'order_booking', result: { order_details: '1 x tea' } };
    const recorded = await post('/webhook/call-result', { customer_id: 'CUST000001', ...result });
    expect(schemaOf('/webhook/call-result', 'post', 200).safeParse(recorded).error).toBeUndefined();
    const imported = await post('/customers.csv', 'name,mobile\nBob,1', { 'content-type': 'text/csv' });
    expect(schemaOf('/customers.csv', 'post', 200).safeParse(imported).error).toBeUndefined();
  });

  it('describes a call with everything in it, and one with nothing', async () => {
    const { callId } = await converse(supabase.db, demoOrganizationId);
    const token = (await ask(server.url, '/token', { method: 'POST' })).body as { call_id: string };
    const schema = schemaOf('/calls/{id}', 'get', 200);
    for (const id of [callId, token.call_id]) {
      const { body } = await ask(server.url, `/calls/${id}`);
      expect(schema.safeParse(body).error).toBeUndefined();
    }
    expect(schema.safeParse({}).success).toBe(false);
  });
});

describe('/docs', () => {
  it('is a page of files that this server has, which a browser may keep, and of nothing that stands in it', async () => {
    const { body, headers } = await ask(server.url, '/docs');
    const page = String(body);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page).not.toMatch(/<style|style="|<script[^>]*>[^<]|https?:\/\//);
    const files = [...page.matchAll(/<(?:script|link rel="stylesheet")[^>]*(?:src|href)="([^"]+)"/g)];
    const kinds = [];
    for (const [, file = ''] of files) {
      const answer = await ask(server.url, file);
      expect(answer.status).toBe(200);
      kinds.push([answer.headers.get('content-type'), answer.headers.get('cache-control')]);
    }
    expect(kinds).toEqual([
      ['text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['text/javascript; charset=utf-8', 'no-store'],
    ]);
  });

  it('has no other file of the package it is made of', async () => {
    const { body } = await ask(server.url, '/docs');
    const folder = /\/docs\/swagger-ui-[\d.]+/.exec(String(body))?.[0];
    for (const file of ['package.json', 'swagger-ui.js', 'swagger-ui.css.map', '..%2fhono%2fpackage.json']) {
      expect((await ask(server.url, `${folder}/${file}`)).status).toBe(404);
    }
  });
});

describe('the page', () => {
  let webDirectory: string;
  const navigation = { headers: { accept: 'text/html' } };

  beforeAll(async () => {
    webDirectory = await mkdtemp(path.join(tmpdir(), 'parley-web-'));
  });
  afterAll(() => rm(webDirectory, { recursive: true, force: true }));

  it('says how to build it while it is not built', async () => {
    const other = await startTestServer(supabase.env, {}, { webDirectory });
    const answer = await ask(other.url, '/', navigation);
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('npm run build');
    await other.close();
  });

  it('is served at /, as not found anywhere else, its assets for good, and nothing outside of it', async () => {
    await writeFile(path.join(webDirectory, 'index.html'), '<!doctype html><title>Parley</title>');
    await mkdir(path.join(webDirectory, 'assets'));
    await writeFile(path.join(webDirectory, 'assets', 'index-a1b2.js'), 'export {};');
    const other = await startTestServer(supabase.env, {}, { webDirectory });
    for (const [target, status] of [
      ['/', 200],
      ['/history', 404],
      ['/history/some-call', 404],
    ] as const) {
      const answer = await ask(other.url, target, navigation);
      expect([answer.status, answer.body]).toEqual([status, '<!doctype html><title>Parley</title>']);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    const script = await ask(other.url, '/assets/index-a1b2.js');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await ask(other.url, '/assets/gone.js')).status).toBe(404);
    expect((await ask(other.url, '/..%2f..%2fpackage.json')).status).toBe(404);
    await other.close();
  });

  it('may use the microphone, talk to LiveKit, and be framed by nobody', async () => {
    const { headers } = await ask(server.url, '/', navigation);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`connect-src 'self' ${livekit.url} ${livekit.url.replace('ws', 'http')}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('permissions-policy')).toContain('microphone=(self)');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('every answer', () => {
  it('has an id, is kept by no cache, and is JSON also where there is nothing', async () => {
    for (const target of ['/calls', '/nowhere', '/health']) {
      const { headers } = await ask(server.url, target);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-type')).toContain('application/json');
    }
    expect(await ask(server.url, '/nowhere', { method: 'DELETE' })).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    });
  });

  it.each([
    ['DELETE', '/calls', 'GET, HEAD'],
    ['GET', '/token', 'POST'],
    ['PUT', '/dialer', 'GET, HEAD, POST, PATCH'],
    ['POST', `/calls/${crypto.randomUUID()}`, 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
  ])('to %s %s says which methods there are', async (method, target, allow) => {
    for (const accept of ['application/json', 'text/html']) {
      const answer = await ask(server.url, target, { method, headers: { accept } });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
      expect(readError(answer).code).toBe('method_not_allowed');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('to a method that there is is not touched, whatever it found', async () => {
    const missing = await ask(server.url, `/calls/${crypto.randomUUID()}`);
    expect([missing.status, readError(missing).code]).toEqual([404, 'call_not_found']);
    expect((await fetch(`${server.url}/health`, { method: 'HEAD' })).status).toBe(200);
  });
});

it('answers what a business from outside adds, with the guards and limits of everything else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'parley-garden-'));
  const module = path.join(folder, 'garden.mjs');
  await writeFile(
    module,
    `const routes = async () => ({
       takeFiles: ['/plants.csv'],
       add(app) {
         app.get('/plants', (c) => c.json({ plants: ['fern'] }));
         for (const target of ['/plants.csv', '/plant']) app.post(target, async (c) => c.text(await c.req.text()));
       },
     });
     const definition = { name: 'plant_advice' };
     export const scenarios = [{ definition, loadBesideCalls: async () => ({ routes }) }];`,
  );
  const garden = await startTestServer({ ...supabase.env, ...livekit.env, SCENARIO_MODULES: module });
  const post = (target: string) => ask(garden.url, target, { method: 'POST', body: 'fern,'.repeat(5000) });
  try {
    const listed = await ask(garden.url, '/plants');
    expect([listed.status, listed.body]).toEqual([200, { plants: ['fern'] }]);
    expect(listed.headers.get('cache-control')).toBe('no-store');
    expect(readError(await ask(garden.url, '/plants', { method: 'PUT' })).code).toBe('method_not_allowed');
    expect((await post('/plants.csv')).status).toBe(200);
    expect(readError(await post('/plant')).code).toBe('body_too_large');
  } finally {
    await garden.close();
    await rm(folder, { recursive: true });
  }
});
