import postgres from 'postgres';
import { runnerOf, startPostgres, templateName } from '../../test/support/postgres-template.ts';
import { fill } from './fill.ts';

/**
 * What every question that is asked again and again costs once there are many calls, on a real Postgres with 32 MB of
 * buffers: the second time that each is asked, since the first reads files that the next ones find. Each is rolled back.
 *
 * `node bench/periodic/main.ts [--calls 1000000]`
 */
const calls = numberAfter('--calls', 1_000_000);
const organization = `(select id from public.organizations where slug = 'bench-1')`;

/** Who asks, how often, and what, as the runner's rounds and an agent's job do. */
const questions: Array<[who: string, every: string, statement: string]> = [
  ['runner: sweep', '3 s', 'select public.sweep_calls(20)'],
  ['runner: summaries', '3 s', 'select public.claim_unsummarized_calls(10, 60)'],
  ['runner: requests that expire', '1 s', 'select public.expire_requests(200)'],
  ['runner: claim calls', '1 s', `select public.claim_calls('runner', 10, 60, true, null)`],
  ['runner: lines to give back', '5 s', 'select public.unreleased_calls(20, 30)'],
  ['runner: handed-over calls', '5 s', 'select public.handed_over_calls(20, 30)'],
  [
    'runner: calls of fifty rooms',
    '3 s',
    `select room_name, owner, answered_at from public.calls
     where room_name = any (array(select 'room-' || n from generate_series(1, 50) as n))`,
  ],
  ['runner: alerts', '5 s', 'select public.claim_alerts(20, 60)'],
  ['runner: recordings that are over', '60 s', 'select public.claim_expired_recordings(20, 60)'],
  ['runner: retention, 100 calls of each of ten', '60 s', 'select public.keep_retention(100)'],
  ['runner: retention, one call of each of ten', '–', 'select public.keep_retention(1)'],
  ['runner: customers who are due', '1 s', 'select public.plan_customer_calls(20, 50)'],
  ['runner: what waits of the panel', '10 s', `select public.panel_backlog(${organization})`],
  ['runner: panel results', '5 s', `select public.claim_panel_results(${organization}, 20, 60)`],
  ['job: worker is there', '2.5 s', `select public.announce_worker('worker', 'parley', 4, 0, 10)`],
  [
    'job: renews its call',
    '10 s',
    `select public.renew_call('00000005-0000-4000-8000-000000000001', 30, 'job')`,
  ],
  [
    'job: seats',
    'a call',
    `select public.take_seats('00000005-0000-4000-8000-000000000001', '{"stt":100,"tts":100,"llm":100}')`,
  ],
  ['page: newest calls', '5 s', 'select public.list_calls(20, null)'],
  ['page: the dialer', '5 s', `select public.get_dialer(${organization})`],
];

const cluster = await startPostgres();
try {
  const server = postgres(`${cluster.adminUrl}/postgres`, { max: 1, onnotice: () => undefined });
  await server.unsafe(`create database periodic template ${templateName}`);
  await server.end();
  const sql = postgres(`${cluster.adminUrl}/periodic`, { max: 1, onnotice: () => undefined });
  await fill(runnerOf(sql), calls);
  console.log(`| asked by | every | ms | pages |\n|---|---|---|---|`);
  for (const [who, every, statement] of questions) {
    await ask(sql, statement);
    const { ms, pages } = await ask(sql, statement);
    console.log(`| ${who} | ${every} | ${ms.toFixed(1)} | ${pages} |`);
  }
  await sql.end();
} finally {
  await cluster.stop();
}

interface Plan {
  'Execution Time': number;
  Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks', number>;
}

/** With the secret key's role; the buffers are those of everything that the function asks in its turn. */
async function ask(sql: postgres.Sql, statement: string): Promise<{ ms: number; pages: number }> {
  const asked = { ms: 0, pages: 0 };
  const undo = new Error('undo');
  await sql
    .begin(async (transaction) => {
      await transaction.unsafe('set local role service_role');
      const rows = await transaction.unsafe<Array<{ 'QUERY PLAN': [Plan] }>>(
        `explain (analyze, buffers, format json) ${statement}`,
      );
      const plan = rows[0]?.['QUERY PLAN'][0];
      if (plan === undefined) throw new Error('no plan');
      asked.ms = plan['Execution Time'];
      asked.pages = plan.Plan['Shared Hit Blocks'] + plan.Plan['Shared Read Blocks'];
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) console.error(`${statement}: ${error}`);
    });
  return asked;
}

function numberAfter(flag: string, fallback: number): number {
  const at = process.argv.indexOf(flag);
  const value = at === -1 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag} wants a whole number`);
  return value;
}
