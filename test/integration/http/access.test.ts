import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAppointmentsResponse, listCallsResponse } from '../../../src/http/contract.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../../src/services/supabase/api-keys.ts';
import { addOrganization, databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { converse, openCall } from './support/rows.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

/** Every route that shows or starts something. */
const closedRoutes = [
  ['GET', '/calls'],
  ['GET', '/calls/00000000-0000-4000-8000-00000000dead'],
  ['GET', '/appointments'],
  ['POST', '/token'],
] as const;

describe.each(databases)('a server with a database of its own, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let otherId: string;
  let callId: string;
  let otherCallId: string;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    server = await startTestServer({ ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    otherId = await addOrganization(supabase.database.sql, { slug: 'other' });
    callId = (await converse(supabase.db, demoOrganizationId)).callId;
    otherCallId = (await openCall(supabase.db, otherId)).call.id;
  }, 120_000);

  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  const keyOf = async (organization: string) =>
    (await createApiKey(supabase.db, { organization, name: 'A program' })).key;
  const callsOf = async (headers: Record<string, string>) =>
    listCallsResponse.parse((await ask(server.url, '/calls', { headers })).body).calls.map(({ id }) => id);

  it.each(closedRoutes)(
    'answers %s %s without credentials with 401 and how to get some',
    async (method, target) => {
      const answer = await ask(server.url, target, { method });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(readError(answer)).toMatchObject({
        code: 'unauthorized',
        fix: expect.stringContaining('keys create'),
      });
    },
  );

  it.each([
    { authorization: 'Bearer parley_that-nobody-made' },
    { 'x-api-key': 'parley_that-nobody-made' },
    { 'x-api-key': 'no-key-at-all' },
    { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.' },
    { authorization: 'Bearer not-a-token' },
    { authorization: 'Basic dXNlcjpwYXNz' },
  ])('refuses credentials that are none: %o', async (headers) => {
    for (const [method, target] of closedRoutes) {
      const answer = await ask(server.url, target, { method, headers });
      expect([answer.status, readError(answer).code]).toEqual([401, 'unauthorized']);
    }
  });

  it('does not take the keys of the database itself for credentials', async () => {
    for (const key of [supabase.env.SUPABASE_KEY ?? '', supabase.env.SUPABASE_PUBLISHABLE_KEY ?? '']) {
      for (const headers of [bearer(key), { 'x-api-key': key }]) {
        expect((await ask(server.url, '/calls', { headers })).status).toBe(401);
      }
    }
  });

  it('lets an API key read its organization, in either header, and nothing of another', async () => {
    const key = await keyOf('demo-clinic');
    for (const headers of [bearer(key), { 'x-api-key': key }]) {
      expect(await callsOf(headers)).toEqual([callId]);
      expect((await ask(server.url, `/calls/${callId}`, { headers })).status).toBe(200);
    }
    const others = await keyOf('other');
    expect(await callsOf(bearer(others))).toEqual([otherCallId]);
    const answer = await ask(server.url, `/calls/${callId}`, { headers: bearer(others) });
    expect([answer.status, readError(answer).code]).toEqual([404, 'call_not_found']);
    const list = await ask(server.url, '/appointments', { headers: bearer(others) });
    expect(listAppointmentsResponse.parse(list.body).appointments).toEqual([]);
  });

  it('refuses a revoked key from the next request on', async () => {
    const { key, id } = await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'Short-lived' });
    expect((await ask(server.url, '/calls', { headers: bearer(key) })).status).toBe(200);
    const revoke = { organization: 'demo-clinic', idOrPrefix: id };
    expect(await revokeApiKey(supabase.db, revoke)).toBe(true);
    expect((await ask(server.url, '/calls', { headers: bearer(key) })).status).toBe(401);
    expect(await revokeApiKey(supabase.db, revoke)).toBe(false);
  });

  it('revokes a key by the beginning that lists show, and none of another organization', async () => {
    const made = await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'By prefix' });
    const elsewhere = { organization: 'other', idOrPrefix: made.id };
    expect(await revokeApiKey(supabase.db, elsewhere)).toBe(false);
    const listed = (await listApiKeys(supabase.db, 'demo-clinic')).find(({ id }) => id === made.id);
    expect(listed).toMatchObject({ name: 'By prefix', revokedAt: null });
    expect(made.key.startsWith(listed?.prefix ?? 'nothing')).toBe(true);
    const byPrefix = { organization: 'demo-clinic', idOrPrefix: made.prefix };
    expect(await revokeApiKey(supabase.db, byPrefix)).toBe(true);
  });

  it('shows a key once and stores what it cannot be made from', async () => {
    const { key, id } = await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'Once' });
    expect(key).toMatch(/^parley_[\w-]{43}$/);
    const { data } = await supabase.db.from('api_keys').select('*').eq('id', id).single();
    expect(JSON.stringify(data)).not.toContain(key);
    expect(JSON.stringify(await listApiKeys(supabase.db, 'demo-clinic'))).not.toContain(key);
  });

  it('lets a signed-in user read their organization, and several only by naming one', async () => {
    const signedUp = await createClient(
      supabase.env.SUPABASE_URL ?? '',
      supabase.env.SUPABASE_PUBLISHABLE_KEY ?? '',
    ).auth.signUp({ email: `ann-${Date.now()}@example.com`, password: 'correct horse battery' });
    const token = signedUp.data.session?.access_token ?? '';
    const userId = signedUp.data.user?.id ?? '';
    const headers = bearer(token);
    // Signed in, but a member of nothing.
    expect((await ask(server.url, '/calls', { headers })).status).toBe(401);

    await supabase.db.from('members').insert({ organization_id: demoOrganizationId, user_id: userId });
    expect(await callsOf(headers)).toEqual([callId]);

    await supabase.db.from('members').insert({ organization_id: otherId, user_id: userId });
    const unclear = await ask(server.url, '/calls', { headers });
    expect([unclear.status, readError(unclear).code]).toEqual([400, 'organization_required']);
    expect(await callsOf({ ...headers, 'x-parley-organization': 'other' })).toEqual([otherCallId]);
    const foreign = await ask(server.url, `/calls/${callId}`, {
      headers: { ...headers, 'x-parley-organization': 'other' },
    });
    expect(foreign.status).toBe(404);
    const unknown = await ask(server.url, '/calls', {
      headers: { ...headers, 'x-parley-organization': 'third' },
    });
    expect(unknown.status).toBe(401);
  });

  it('keeps health, description and page open', async () => {
    for (const target of ['/health', '/openapi.json', '/docs']) {
      expect((await ask(server.url, target)).status).toBe(200);
    }
  });
});
