import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialerResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { addOrganization, databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

describe.each(databases)('the dialer’s switch, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let own: Record<string, string>;
  let other: Record<string, string>;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    server = await startTestServer({ ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    await addOrganization(supabase.database.sql, { slug: 'other' });
    await supabase.db.rpc('fill_simulated_lines', {});
    own = bearer((await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'own' })).key);
    other = bearer((await createApiKey(supabase.db, { organization: 'other', name: 'other' })).key);
  }, 120_000);

  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  const show = async (headers: Record<string, string>) =>
    dialerResponse.parse((await ask(server.url, '/dialer', { headers })).body);
  const set = (headers: Record<string, string>, body: unknown) =>
    ask(server.url, '/dialer', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('shows what waits and how loaded each line is', async () => {
    const dialer = await show(own);
    expect(dialer).toMatchObject({ state: 'running', reason: null, waiting: 0, dialing: 0 });
    expect(dialer.lines).toMatchObject([{ concurrent: 0, today: 0 }]);
  });

  it('pauses with a reason and runs again, for one organization only', async () => {
    const paused = await set(own, { state: 'paused', reason: 'stock-taking' });
    expect(paused.body).toMatchObject({ state: 'paused', reason: 'stock-taking' });
    expect(await show(own)).toMatchObject({ state: 'paused', reason: 'stock-taking' });
    expect(await show(other)).toMatchObject({ state: 'running' });
    expect((await set(own, { state: 'running' })).body).toMatchObject({ state: 'running', reason: null });
  });

  it('is paused at once when it drains and nobody is being called', async () => {
    expect((await set(own, { state: 'draining' })).body).toMatchObject({ state: 'paused' });
    await set(own, { state: 'running' });
  });

  it('names the field of a state that it does not know', async () => {
    const answer = await set(own, { state: 'asleep' });
    expect(answer.status).toBe(400);
    expect(readError(answer).field).toContain('state');
  });

  it('refuses a member who asks the database directly for another organization', async () => {
    const key = other.authorization?.replace('Bearer ', '') ?? '';
    const client = createClient(supabase.database.url, supabase.database.keys.publishable, {
      global: { headers: { 'x-parley-key': key } },
    });
    const answer = await client.rpc('set_dialer', {
      organization_id: demoOrganizationId,
      state: 'paused',
      reason: 'not mine',
    });
    expect(answer.error?.message).toContain('not_a_member');
    expect(await show(own)).toMatchObject({ state: 'running' });
  });
});
