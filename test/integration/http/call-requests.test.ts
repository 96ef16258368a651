import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRequestsResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createCallRequests } from '../../../src/services/supabase/supabase-requests.ts';
import { callRequest } from '../../support/call-request.ts';
import { addOrganization, databases, demoOrganizationId } from '../../support/database-fixtures.ts';
import { fictional } from '../../support/dialing.ts';
import { ask, bearer, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

/** Friday, three in the morning in New York. */
const night = '2026-11-20T08:00:00.000Z';

describe.each(databases)('GET /call-requests, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let own: Record<string, string>;
  let other: Record<string, string>;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    await supabase.database.setNow(night);
    server = await startTestServer({
      ...supabase.env,
      PARLEY_EMBEDDED_DATABASE: 'false',
      SIMULATED_CALLS: 'false',
    });
    await addOrganization(supabase.database.sql, { slug: 'other' });
    own = bearer((await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'own' })).key);
    other = bearer((await createApiKey(supabase.db, { organization: 'other', name: 'other' })).key);
    for (let index = 0; index < 3; index += 1) {
      const request = callRequest({ phone: fictional(index), name: `Guest ${index}` });
      await createCallRequests(supabase.db).add(demoOrganizationId, request);
    }
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  const list = async (query = '', headers = own) =>
    listRequestsResponse.parse((await ask(server.url, `/call-requests${query}`, { headers })).body);

  it('says of each call that is owed why it is not made now, and until when', async () => {
    const { requests, next_cursor } = await list();
    expect(next_cursor).toBeNull();
    expect(requests).toHaveLength(3);
    for (const request of requests) {
      expect(request).toMatchObject({
        status: 'waiting',
        name: expect.stringContaining('Guest'),
        dials: 0,
        waits_for: { code: 'hours', until: '2026-11-20T13:00:00.000Z' },
      });
    }
  });

  it('goes on where the page before ended', async () => {
    const first = await list('?limit=2');
    const second = await list(`?limit=2&after=${first.next_cursor}`);
    expect(second.next_cursor).toBeNull();
    const ids = [...first.requests, ...second.requests].map(({ request_id }) => request_id);
    expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
  });

  it('shows what has expired under its status, and nothing of another organization', async () => {
    expect(await list('', other)).toEqual({ requests: [], next_cursor: null });
    expect((await list('?status=expired')).requests).toEqual([]);
    await supabase.database.sql.query(
      `update public.call_requests set expires_at = $2::timestamptz where phone = $1`,
      [fictional(0), night],
    );
    await supabase.db.rpc('expire_requests', { batch_size: 10 });
    expect((await list('?status=expired')).requests).toMatchObject([
      { phone: fictional(0), waits_for: null },
    ]);
    expect((await list()).requests).toHaveLength(2);
  });

  it.each([
    ['?status=asleep', 'query.status'],
    ['?after=nonsense', 'query.after'],
    ['?limit=0', 'query.limit'],
  ])('names the field that is wrong in %s', async (query, field) => {
    const answer = await ask(server.url, `/call-requests${query}`, { headers: own });
    expect([answer.status, readError(answer).field]).toEqual([400, field]);
  });

  it('is for members', async () => {
    expect((await ask(server.url, '/call-requests')).status).toBe(401);
  });
});
