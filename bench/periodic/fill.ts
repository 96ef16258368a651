import type { SqlRunner } from '../../src/embedded/migrations.ts';

/** Businesses that share the deployment; each has lines, people, calls and requests of its own. */
const organizations = 50;

/**
 * So many calls of ninety days, half of them out, with their legs, requests and attempts; a tenth as many requests that
 * wait, a tenth of those due; customers, recordings, turns and what is lost, unsummarized or handed over right now.
 * Written past the triggers, which would take hours for what they work out row by row. Numbers are fictional.
 * @param sql a superuser's connection
 */
export async function fill(sql: SqlRunner, calls: number): Promise<void> {
  await addOrganizations(sql);
  await sql.exec('set session_replication_role = replica');
  await sql.exec(`
    create temporary table business as
    select row_number() over (order by organizations.id) - 1 as place, organizations.id, agents.id as agent,
      agents.version, (select lines.id from public.lines where lines.organization_id = organizations.id limit 1) as line
    from public.organizations join public.agents on agents.organization_id = organizations.id
    where organizations.slug like 'bench-%';
    create function pg_temp.phone(n bigint) returns text language sql immutable
    as $$ select '+1' || (array[212,213,312,415,512,602,617,702,713,808])[1 + n / 100 % 10] || '55501'
      || lpad((n % 100)::text, 2, '0') $$;
    create function pg_temp.id(kind int, n bigint) returns uuid language sql immutable
    as $$ select (lpad(kind::text, 8, '0') || '-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

    insert into public.users (id, organization_id, phone, name)
    select pg_temp.id(1, n), business.id, '+999' || lpad(n::text, 9, '0'), 'Ann Example'
    from generate_series(0, ${calls} / 5 - 1) as n join business on place = n % ${organizations};

    insert into public.call_requests (id, organization_id, scenario, user_id, phone, input, source, source_key, priority,
      due_at, expires_at, time_zones, status, created_at, dials)
    select pg_temp.id(2, n), business.id, 'order', pg_temp.id(1, 2 * n % (${calls} / 5)),
      '+999' || lpad((2 * n % (${calls} / 5))::text, 9, '0'), jsonb_build_object('contact_id', n), 'panel', 'old ' || n, 3,
      now() - make_interval(secs => n * 7.7), null, '{America/New_York}', 'completed',
      now() - make_interval(secs => n * 7.7), 1
    from generate_series(1, ${calls} / 2) as n join business on place = 2 * n % ${organizations};

    insert into public.call_requests (id, organization_id, scenario, user_id, phone, input, source, source_key, priority,
      due_at, expires_at, time_zones, status, created_at)
    select pg_temp.id(3, n), business.id, 'outreach', pg_temp.id(1, n % (${calls} / 5)), pg_temp.phone(n),
      jsonb_build_object('contact_id', n), case when n % 2 = 0 then 'panel' else 'test' end, 'new ' || n, 1 + n % 5,
      now() + make_interval(secs => case when n % 10 = 0 then -n % 3600 else 60 + n % 600000 end),
      case when n % 3 = 0 then now() + interval '1 day' end, '{America/New_York}', 'waiting', now()
    from generate_series(1, ${calls} / 10) as n join business on place = n % ${organizations};

    insert into public.calls (id, organization_id, scenario, direction, channel, agent_id, agent_version, user_id,
      request_id, attempt, room_name, from_phone, to_phone, started_at, dialed_at, answered_at, ended_at, outcome,
      end_reason, lease_expires_at, summary, line_id, owner)
    select pg_temp.id(4, n), business.id, 'order', case when n % 2 = 0 then 'outbound' else 'inbound' end, 'sip', agent,
      version, pg_temp.id(1, n % (${calls} / 5)), case when n % 2 = 0 then pg_temp.id(2, n / 2) end,
      case when n % 2 = 0 then 1 end, 'room-' || n,
      case when n % 2 = 1 then '+999' || lpad((n % (${calls} / 5))::text, 9, '0') end,
      case when n % 2 = 0 then '+999' || lpad((n % (${calls} / 5))::text, 9, '0') end,
      began.at, case when n % 2 = 0 then began.at end, began.at, began.at + interval '1 minute', 'answered',
      case when n % 50 = 0 then 'transferred' else 'agent_ended' end, began.at, case when n > 500 then 'Done.' end, line,
      'job'
    from generate_series(1, ${calls}) as n join business on place = n % ${organizations}
    cross join lateral (select now() - make_interval(secs => 120 + n * 7.7) as at) as began;

    -- Under way now: most renew, some have lost their job.
    insert into public.calls (id, organization_id, scenario, direction, channel, agent_id, agent_version, room_name,
      from_phone, started_at, answered_at, lease_expires_at, line_id, owner)
    select pg_temp.id(5, n), business.id, 'appointment', 'inbound', 'sip', agent, version, 'live-' || n, pg_temp.phone(n),
      now(), now(), now() + make_interval(secs => case when n % 10 = 0 then -60 else 3600 end), line, 'job'
    from generate_series(1, 500) as n join business on place = n % ${organizations};

    insert into public.legs (organization_id, call_id, kind, direction, line_id, phone, taken_at, released_at)
    select organization_id, id, 'person', direction, line_id, coalesce(to_phone, from_phone), started_at,
      case when id < pg_temp.id(4, 51) then null else ended_at end
    from public.calls where line_id is not null;

    insert into public.call_attempts (organization_id, request_id, attempt, call_id, claimed_by)
    select organization_id, request_id, 1, id, 'runner' from public.calls where request_id is not null;

    insert into public.turns (organization_id, call_id, turn_index, role, text, started_at)
    select business.id, pg_temp.id(4, n), part, 'person', 'Hello.', now()
    from generate_series(1, ${calls} / 2) as n join business on place = n % ${organizations}
    cross join generate_series(0, 1) as part;

    insert into public.call_recordings (organization_id, call_id, store, path, seconds, bytes, disclosed_at, started_at, expires_at)
    select organization_id, id, 'folder', organization_id || '/' || id || '.wav', 60, 1000, started_at, started_at,
      started_at + interval '89 days'
    from public.calls where ended_at is not null and direction = 'inbound';

    insert into public.customers (id, organization_id, number, name, mobile, time_zones, look_at)
    select pg_temp.id(6, n), business.id, n / ${organizations} + 1, 'Ann Example', '+999' || lpad(n::text, 9, '0'),
      '{America/New_York}', case when n % 100 = 0 then now() else now() + interval '1 day' end
    from generate_series(1, ${calls} / 10) as n join business on place = n % ${organizations};

    insert into public.retention (organization_id, transcript_days, event_days, only_called_days)
    select id, 60, 60, 80 from business where place % 5 = 0;
    insert into public.alerts (organization_id, kind, message, sms_done_at, webhook_done_at)
    select business.id, 'dialer_paused', 'Paused.', now(), case when n % 1000 > 0 then now() end
    from generate_series(1, 10000) as n join business on place = n % ${organizations};
  `);
  await sql.exec('set session_replication_role = origin');
  await sql.exec('analyze');
}

async function addOrganizations(sql: SqlRunner): Promise<void> {
  await sql.exec(`
    insert into public.organizations (slug, name, time_zone)
    select 'bench-' || n, 'Bench ' || n, 'America/New_York' from generate_series(1, ${organizations}) as n;
    insert into public.agents (organization_id, name) select id, 'Ava' from public.organizations where slug like 'bench-%';
    insert into public.lines (organization_id, phone, name, max_concurrent, max_per_minute, max_per_day)
    select id, '+131255' || lpad(row_number() over (order by id)::text, 5, '0'), 'Line', 1000, 1000, 100000
    from public.organizations where slug like 'bench-%';
    update public.dialers set person_earliest = '00:00', person_latest = '24:00', call_from = '00:00',
      call_until = '24:00', max_calls_per_day = 1000000, max_calls_per_week = 1000000, state = 'running', reason = null;
  `);
}
