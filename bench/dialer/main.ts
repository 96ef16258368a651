import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { startPostgres, templateName } from '../../test/support/postgres-template.ts';

/**
 * What a claim costs while ever more requests wait: on real Postgres, at 10^3, 10^5 and 10^6 waiting requests of five
 * priorities, half of them not due yet. The smallest queue is the baseline. Claims go over one connection as the role
 * of the secret key, one call a claim; each is ended outside of the measured time, so that lines stay free.
 *
 * `node bench/dialer/main.ts [--claims 300] [--largest 1000000]`
 */
const claims = numberAfter('--claims', 300);
const largest = numberAfter('--largest', 1_000_000);
const sizes = [1_000, 100_000, 1_000_000].filter((size) => size <= largest);
const warmUp = 30;

interface Measured {
  size: number;
  medianMs: number;
  p95Ms: number;
  perSecond: number;
}

const cluster = await startPostgres();
try {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measure(size));
  report(measured);
} finally {
  await cluster.stop();
}

/** A database of its own for each size, so that no queue profits from what another one left in memory. */
async function measure(size: number): Promise<Measured> {
  const name = `dialer_${size}`;
  const admin = postgres(`${cluster.adminUrl}/postgres`, { max: 1 });
  await admin.unsafe(`create database ${name} template ${templateName}`);
  const owner = postgres(`${cluster.adminUrl}/${name}`, { max: 1, onnotice: () => undefined });
  const runner = postgres(`${cluster.adminUrl}/${name}`, { max: 1, connection: { role: 'service_role' } });
  await fill(owner, size);
  const times: number[] = [];
  for (let round = 0; round < claims + warmUp; round += 1) {
    const startedAt = performance.now();
    const [row] = await runner<Array<{ calls: Array<{ call_id: string }> }>>`
      select public.claim_calls('bench', 1, 60, true) as calls`;
    const tookMs = performance.now() - startedAt;
    const call = row?.calls[0];
    if (!call) throw new Error('nothing was claimed; are there more claims than due requests?');
    if (round >= warmUp) times.push(tookMs);
    await runner`select public.begin_dial(${call.call_id}, 60)`;
    await runner`select public.end_call(${call.call_id}, 'unreachable', null, 'not_answered')`;
    await runner`select public.release_lines(${call.call_id})`;
  }
  await Promise.all([owner.end(), runner.end()]);
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  const sum = times.reduce((total, time) => total + time, 0);
  return { size, medianMs: at(0.5), p95Ms: at(0.95), perSecond: (times.length * 1000) / sum };
}

/** Numbers of country code 999, which no country has: they are told apart and can never ring. */
async function fill(sql: postgres.Sql, size: number): Promise<void> {
  const organization = randomUUID();
  await sql`insert into public.organizations (id, slug, name, time_zone)
    values (${organization}, 'bench', 'Bench', 'America/New_York')`;
  await sql`insert into public.agents (organization_id, name) values (${organization}, 'Robin')`;
  await sql`insert into app.number_ranges (prefix, country, kind, is_own) values ('999', 'US', 'ordinary', true)
    on conflict do nothing`;
  await sql`update public.dialers set max_calls_per_day = 1000000, max_calls_per_week = 1000000
    where organization_id = ${organization}`;
  for (let line = 0; line < 5; line += 1)
    await sql`insert into public.lines (organization_id, phone, name, max_concurrent, max_per_minute, max_per_day)
      values (${organization}, ${`+99900000000${line}`}, 'bench', 1000, 1000000, 1000000)`;
  await sql`insert into public.users (organization_id, phone)
    select ${organization}, '+9991' || lpad(number::text, 9, '0') from generate_series(1, ${size}::int) as number`;
  await sql`insert into public.call_requests
      (organization_id, scenario, user_id, phone, source, source_key, priority, due_at, time_zones)
    select organization_id, 'order', id, phone, 'bench', phone, 1 + abs(hashtext(phone)) % 5,
      app.now() + case when row_number() over (order by phone) % 2 = 0 then interval '1 day' else interval '-1 hour' end,
      '{America/New_York}'
    from public.users where organization_id = ${organization}`;
  await sql`vacuum analyze`;
}

function report(measured: Measured[]): void {
  const baseline = measured[0]?.medianMs ?? Number.NaN;
  console.log('waiting requests | claims/s | ms a claim (median) | p95 | cost against the smallest queue');
  for (const { size, medianMs, p95Ms, perSecond } of measured) {
    const cells = [size.toLocaleString('en-US'), perSecond.toFixed(0), medianMs.toFixed(2), p95Ms.toFixed(2)];
    console.log([...cells, (medianMs / baseline).toFixed(2)].join(' | '));
  }
}

function numberAfter(flag: string, fallback: number): number {
  const at = process.argv.indexOf(flag);
  const value = at === -1 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag} wants a whole number`);
  return value;
}
