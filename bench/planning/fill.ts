import { demoOrganizationId, openEmbeddedDatabase } from '../../src/embedded/database.ts';
import { compileWasmOnce } from '../../src/embedded/lean-wasm.ts';

/**
 * So many customers of the demo clinic, a tenth of them new and due, the others expected tomorrow, called or done with.
 * Numbers of country code 999, which no country has: they are told apart and can never ring. Written past the triggers,
 * which would take a minute for what they work out row by row.
 */
export async function fill(dataDirectory: string, count: number): Promise<void> {
  compileWasmOnce();
  const { sql, close } = await openEmbeddedDatabase(dataDirectory);
  await sql.exec('alter table public.customers disable trigger user');
  await sql.query(
    `insert into public.customers
       (organization_id, number, name, mobile, time_zones, status, order_details, expected_arrival_time, look_at)
     select $1::uuid, number, 'Ann Example', '+9991' || lpad(number::text, 9, '0'), '{America/New_York}', status,
       '1 x tea', expected, case status when 'new' then app.now() when 'order_confirmed' then expected end
     from generate_series(1, $2::int) as number
     cross join lateral (
       select
         (array['new', 'order_confirmed', 'order_confirmed', 'order_confirmed', 'called', 'called', 'called', 'called',
           'resolved', 'resolved'])[1 + number % 10] as status,
         app.now() + interval '1 day' as expected) as filled`,
    [demoOrganizationId, count],
  );
  await sql.query('insert into public.customer_counters values ($1::uuid, $2::int)', [
    demoOrganizationId,
    count,
  ]);
  await sql.exec('alter table public.customers enable trigger user');
  await close();
}
