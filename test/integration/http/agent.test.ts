import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { addOrganization, databases } from '../../support/database-fixtures.ts';
import { ask, bearer, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

describe.each(databases)('what the agent tells callers, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let own: Record<string, string>;
  let other: Record<string, string>;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    server = await startTestServer({ ...supabase.env, PARLEY_EMBEDDED_DATABASE: 'false' });
    await addOrganization(supabase.database.sql, { slug: 'other' });
    own = bearer((await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'own' })).key);
    other = bearer((await createApiKey(supabase.db, { organization: 'other', name: 'other' })).key);
  }, 120_000);

  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  const show = async (headers: Record<string, string>) =>
    agentResponse.parse((await ask(server.url, '/agent', { headers })).body);
  const change = (headers: Record<string, string>, body: unknown) =>
    ask(server.url, '/agent', {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('shows hours and staff from the rows', async () => {
    const agent = await show(own);
    expect(agent).toMatchObject({ knowledge: null, staff: ['Dr. Rivera'], opening_exceptions: [] });
    expect(agent.opening_hours).toContainEqual({ weekday: 5, opens: '14:00', closes: '17:00' });
  });

  it('is changed for one organization only, what is not named stays, and null takes away', async () => {
    const text = 'Parking?\nBehind the house.';
    expect((await change(own, { knowledge: text, services: ['cleaning'] })).body).toMatchObject({
      knowledge: text,
      services: ['cleaning'],
      version: 2,
    });
    expect((await change(own, { address: '1 Main Street' })).body).toMatchObject({ knowledge: text });
    expect(await show(other)).toMatchObject({ knowledge: null, address: null, services: [] });
    expect((await change(own, { knowledge: null })).body).toMatchObject({
      knowledge: null,
      address: '1 Main Street',
    });
  });

  it.each([
    [{ knowledge: 'x'.repeat(4001) }, 'body.knowledge'],
    [{ services: [''] }, 'body.services.0'],
    [{ address: 'a\u0000' }, 'body.address'],
    [{ language: 'fa-IR' }, 'body.language'],
  ])('refuses %j and names the field', async (body, field) => {
    const answer = await change(own, body);
    expect(answer.status).toBe(400);
    expect(readError(answer)).toMatchObject({ code: 'invalid_request', field });
  });

  it('is neither shown nor changed without credentials', async () => {
    expect((await ask(server.url, '/agent')).status).toBe(401);
    expect((await change({}, { knowledge: 'x' })).status).toBe(401);
  });
});
