import type postgres from 'postgres';

export interface Progress {
  /** Requests that are not finished. */
  owed: number;
  /** Legs that hold a line, and calls that have not ended. */
  held: number;
  /** Calls of runners that live and renew. */
  alive: number;
  /** Something could be claimed at this very moment. */
  canClaim: boolean;
  /** Grows with all that happens. */
  events: number;
  /** Until something can happen that cannot happen now; null when nothing ever will. */
  nextInMs: number | null;
}

/** How it stands, and when there is more to do: by when a request is due, a line is free again, or a lease lapses. */
export async function readProgress(sql: postgres.Sql, runners: string[]): Promise<Progress> {
  const [row] = await sql<Progress[]>`
    with waiting as (
      select organization_id, count(*) filter (where due_at <= app.now()) > 0 as is_due,
        min(due_at) filter (where due_at > app.now()) as next_due
      from public.call_requests where status = 'waiting' group by organization_id
    ), lines as (
      select lines.id, lines.organization_id, max_per_minute, is_due, next_due,
        load.today < max_per_day as has_day_left, load.last_minute < max_per_minute as has_minute_left,
        load.concurrent < max_concurrent - inbound_headroom as has_room
      from waiting join public.lines on lines.organization_id = waiting.organization_id
      cross join lateral app.line_load(lines) as load
    ), open as (
      select calls.lease_expires_at, claimed_by = any (${runners}) and lease_expires_at > app.now() as is_alive
      from public.calls join public.call_attempts on call_attempts.call_id = calls.id
      where calls.ended_at is null and direction = 'outbound'
    ), held as (
      select calls.ended_at, calls.end_reason from public.legs join public.calls on calls.id = legs.call_id
      where legs.released_at is null
    ), moments (at) as (
      select next_due from lines where has_day_left
      union all
      select (select taken_at + interval '1 minute' from public.legs where line_id = lines.id
        order by taken_at desc offset lines.max_per_minute - 1 limit 1)
      from lines where is_due and has_day_left and not has_minute_left
      union all
      select ((app.now() at time zone time_zone)::date + 1)::timestamp at time zone time_zone
      from lines join public.organizations on organizations.id = lines.organization_id where not has_day_left
      union all
      select lease_expires_at from open where not is_alive
      union all
      -- Whose job is gone: its line comes back after 10 s, after 15 when it was handed over.
      select ended_at + make_interval(secs => case end_reason when 'transferred' then 15 else 10 end)
      from held where ended_at is not null
    )
    select
      (select count(*)::int from public.call_requests where status in ('waiting', 'dialing')) as owed,
      (select count(*)::int from held) + (select count(*)::int from open) as held,
      (select count(*)::int from open where is_alive) as alive,
      coalesce((select bool_or(is_due and has_day_left and has_minute_left and has_room) from lines), false) as "canClaim",
      (select coalesce(max(number), 0)::int from chaos.steps) as events,
      (select (extract(epoch from min(at) - app.now()) * 1000)::float8 from moments where at > app.now()) as "nextInMs"`;
  if (!row) throw new Error('the database does not say how it stands');
  return row;
}
