import type postgres from 'postgres';
import type { IntendedLine, Stage } from './stage.ts';

/** What a line has carried at most, and what it was meant to. */
export interface LineVerdict {
  line: IntendedLine;
  legs: number;
  /** All legs. */
  concurrent: number;
  /** Those that may not have the headroom. */
  dialed: number;
  perMinute: number;
  perDay: number;
}

export interface Verdict {
  lines: LineVerdict[];
  /** Each names what was broken, and how often or by how much. */
  violations: string[];
}

/** Judges a run that is over by its rows alone, against what was intended rather than what the tables allow. */
export async function check(sql: postgres.Sql, stage: Stage): Promise<Verdict> {
  const lines = [];
  for (const line of stage.lines) lines.push(await judgeLine(sql, line, stage.timeZone));
  const broken = [];
  for (const rule of rules) {
    const [row] = await sql.unsafe<Array<{ count: number }>>(rule.count);
    if (row?.count !== 0) broken.push(`${rule.name}: ${row?.count}`);
  }
  return { lines, violations: [...lines.flatMap(excesses), ...broken] };
}

function excesses({ line, concurrent, dialed, perMinute, perDay }: LineVerdict): string[] {
  const measured: Array<[limit: string, most: number, allowed: number]> = [
    ['concurrent', concurrent, line.concurrent],
    ['headroom', dialed, line.concurrent - line.headroom],
    ['minute', perMinute, line.perMinute],
    ['day', perDay, line.perDay],
  ];
  return measured
    .filter(([, most, allowed]) => most > allowed)
    .map(([limit, most, allowed]) => `limit ${limit} of ${line.name}: ${most} where ${allowed} were allowed`);
}

async function judgeLine(sql: postgres.Sql, line: IntendedLine, timeZone: string): Promise<LineVerdict> {
  const [most] = await sql<Array<Omit<LineVerdict, 'line'>>>`
    select
      (select count(*)::int from public.legs where line_id = ${line.id}) as legs,
      ${mostHeld(sql, 'line', line)} as concurrent,
      ${mostHeld(sql, 'dialed line', line)} as dialed,
      (select coalesce(max(taken), 0)::int from (
        select count(*) over (order by taken_at range between interval '1 minute' preceding and current row)
          -- The limit's minute is open at its beginning.
          - count(*) over (order by taken_at range between interval '1 minute' preceding
              and interval '1 minute' preceding) as taken
        from public.legs where line_id = ${line.id}) as each_leg) as "perMinute",
      (select coalesce(max(taken), 0)::int from (
        select count(*) as taken from public.legs where line_id = ${line.id}
        group by (taken_at at time zone ${timeZone}::text)::date) as each_day) as "perDay"`;
  if (!most) throw new Error('the ledger does not answer');
  return { line, ...most };
}

function mostHeld(sql: postgres.Sql, kind: string, line: IntendedLine) {
  return sql`(select coalesce(max(held), 0)::int from (
    select sum(change) over (order by number) as held from chaos.steps
    where kind = ${kind} and subject = ${line.id}) as each_step)`;
}

const rules = [
  {
    name: 'an attempt was dialed twice',
    count: `select count(*)::int as count from (
      select from chaos.rings join public.calls on calls.id = rings.call_id
      group by calls.request_id, calls.attempt having count(*) > 1) as found`,
  },
  {
    name: 'a telephone rang for a call that is not written down as dialed',
    count: `select count(*)::int as count from chaos.rings
      left join public.calls on calls.id = rings.call_id and calls.dialed_at is not null where calls.id is null`,
  },
  {
    name: 'two calls are the same attempt',
    count: `select count(*)::int as count from (
      select from public.calls where request_id is not null and attempt is not null
      group by request_id, attempt having count(*) > 1) as found`,
  },
  {
    name: 'a request was dialed more often than allowed, or its dials are miscounted',
    count: `select count(*)::int as count from public.call_requests where dials > max_attempts or dials <> (
      select count(*) from public.call_attempts
      where call_attempts.request_id = call_requests.id and call_attempts.dialed_at is not null)`,
  },
  {
    name: 'a telephone was in two calls at once',
    count: `select count(*)::int as count from (
      select subject, sum(change) over (partition by subject order by number) as calls
      from chaos.steps where kind = 'phone') as each_step where calls > 1`,
  },
  {
    name: 'a call did not end once',
    count: `select count(*)::int as count from (
      select from chaos.steps where kind = 'call'
      group by subject having sum(change) <> 0 or count(*) <> 2) as found`,
  },
  {
    name: 'a call ended without an outcome',
    count: `select count(*)::int as count from public.calls
      where direction = 'outbound' and (ended_at is null or outcome is null or end_reason is null)`,
  },
  {
    name: 'a request is not finished',
    count: `select count(*)::int as count from public.call_requests where status in ('waiting', 'dialing')`,
  },
  {
    name: 'a line was not given back',
    count: 'select count(*)::int as count from public.legs where released_at is null',
  },
  {
    name: 'the audit of calls found something',
    count: 'select jsonb_array_length(public.audit_calls()) as count',
  },
];
