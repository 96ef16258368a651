import { hashApiKey } from '../../../../src/embedded/database-keys.ts';
import { customerResponse } from '../../../../src/http/contract.ts';
import { demoOrganizationId } from '../../../support/database-fixtures.ts';
import type { TestDatabase } from '../../../support/postgres.ts';
import { ask } from './client.ts';
import { startDatabase, startTestServer } from './stack.ts';

/** 10:00 in New York, for the server as well as for the database. */
export const now = '2026-11-20T15:00:00.000Z';
export const clock = { now: () => Date.parse(now) };

/** A server that acts for the demo clinic without credentials, as whoever adds customers at a desk uses it. */
export async function openDesk(create: () => Promise<TestDatabase>) {
  const supabase = await startDatabase(create);
  const { database } = supabase;
  await database.setNow(now);
  // The embedded database has the key of this machine already.
  await database.sql.query(
    `insert into public.api_keys (organization_id, name, key_hash, prefix) values ($1::uuid, 'local', $2, 'parley_x')
     on conflict do nothing`,
    [demoOrganizationId, hashApiKey(database.keys.demoApiKey)],
  );
  const server = await startTestServer(supabase.env, {}, { clock });

  const post = (target: string, body: unknown, headers: Record<string, string> = {}, base = server.url) =>
    ask(base, target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    supabase,
    url: server.url,
    post,
    postFile: (body: string | Buffer<ArrayBuffer>, type = 'text/csv', base = server.url) =>
      ask(base, '/customers.csv', { method: 'POST', headers: { 'content-type': type }, body }),
    add: async (mobile: string) =>
      customerResponse.parse((await post('/customer', { name: 'Ann Example', mobile })).body).customer_id,
    find: async (id: string) => customerResponse.parse((await ask(server.url, `/customer/${id}`)).body),
    clear: () =>
      database.sql.exec(
        'delete from public.customers; delete from public.customer_counters; delete from public.call_requests',
      ),
    async close() {
      await server.close();
      await supabase.close();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The result of an order. */
export function booking(customerId: string, time = '2026-11-20T19:00') {
  return {
    customer_id: customerId,
    call_flow: 'order_booking',
    result: { order_details: '1 x tea', expected_arrival_time: time },
  };
}
