import type postgres from 'postgres';
import type { LineVerdict, Verdict } from './check.ts';

export interface Run {
  seconds: number;
  shiftedHours: number;
  jumps: number;
  kills: number;
}

/** What has happened, for people: the check has judged it already. */
export async function report(sql: postgres.Sql, run: Run, { lines, violations }: Verdict): Promise<void> {
  const [sums] = await sql`
    select
      (select count(*) from public.call_requests) as requests,
      (select count(*) from public.calls where direction = 'outbound') as calls,
      (select count(*) from public.calls where dialed_at is not null) as dialed,
      (select count(*) from public.calls where direction = 'outbound' and attempt > 1) as retries,
      (select count(*) from public.calls where end_reason in ('agent_lost', 'never_started')) as lost,
      (select count(*) from chaos.rings) as rings`;
  console.log(
    `${sums?.requests} requests (callbacks included), ${sums?.calls} calls, ${sums?.dialed} dialed, ` +
      `${sums?.rings} seen to ring, ${sums?.retries} retries, ${sums?.lost} calls lost with their process`,
  );
  console.log(
    `${run.kills} kills in ${run.seconds.toFixed(0)} s; the clock moved ${run.shiftedHours.toFixed(1)} h in ${run.jumps} jumps`,
  );
  for (const [title, query] of [
    [
      'requests',
      'select status as what, count(*) as times from public.call_requests group by 1 order by 2 desc',
    ],
    [
      'outcomes',
      `select scenario || ' ' || concat_ws(' ', coalesce(outcome, 'open'), disposition) as what, count(*) as times from public.calls
      where direction = 'outbound' group by 1 order by 2 desc`,
    ],
  ] as const) {
    const rows = await sql.unsafe(query);
    console.log(`${title}: ${rows.map((row) => `${row.what} ${row.times}`).join(', ')}`);
  }
  console.log(
    'line | legs | most at once (limit) | without operators (limit) | most in a minute (limit) | most in a day (limit)',
  );
  for (const verdict of lines) console.log(rowOf(verdict));
  for (const violation of violations) console.error(`VIOLATED: ${violation}`);
  if (violations.length === 0) console.log('no rule was broken');
}

function rowOf({ line, legs, concurrent, dialed, perMinute, perDay }: LineVerdict): string {
  return [
    line.name,
    legs,
    `${concurrent} (${line.concurrent})`,
    `${dialed} (${line.concurrent - line.headroom})`,
    `${perMinute} (${line.perMinute})`,
    `${perDay} (${line.perDay})`,
  ].join(' | ');
}
