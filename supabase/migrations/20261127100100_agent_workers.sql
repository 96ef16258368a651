/* The workers that LiveKit can send a job to, as they say it themselves: LiveKit has no way to ask for them. A worker
   announces itself while it is registered with LiveKit, and again every few seconds; one that falls silent is gone. */
create table app.agent_workers (
  id text primary key,
  agent_name text not null,
  capacity integer not null,
  active integer not null,
  announced_at timestamptz not null default app.now(),
  lease_expires_at timestamptz not null,

  constraint agent_workers_counted check (capacity >= 1 and active >= 0)
);

comment on table app.agent_workers is
  'Workers that LiveKit can send a call to, with how many they take at once and have now, while their lease lasts.';

-- No policy: only the functions below read and write it.
alter table app.agent_workers enable row level security;

/* A worker says that LiveKit can send it calls. Those that have been silent for long are forgotten. */
create function public.announce_worker(
  worker_id text, agent_name text, capacity integer, active integer, lease_seconds integer)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  insert into app.agent_workers (id, agent_name, capacity, active, announced_at, lease_expires_at)
  values (announce_worker.worker_id, announce_worker.agent_name, announce_worker.capacity, announce_worker.active,
    app.now(), app.now() + make_interval(secs => announce_worker.lease_seconds))
  on conflict (id) do update set
    agent_name = excluded.agent_name, capacity = excluded.capacity, active = excluded.active,
    announced_at = excluded.announced_at, lease_expires_at = excluded.lease_expires_at;
  delete from app.agent_workers where lease_expires_at < app.now() - interval '1 hour';
  return jsonb_build_object('ok', true);
end
$$;

/* A worker takes no more calls: it is being stopped. */
create function public.retire_worker(worker_id text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from app.agent_workers where id = retire_worker.worker_id;
  return jsonb_build_object('ok', true);
end
$$;

alter table public.calls
  -- When a job took the call, or began to dial it.
  add column taken_at timestamptz;

/* How many more calls the workers of this name can take now. A call that is on its way to one is not counted by any worker
   yet: no job has taken it, or one has since the worker last spoke. */
create function app.free_agents(wanted_name text) returns integer
language sql volatile security definer set search_path = ''
as $$
  select greatest(0,
    coalesce((
      select sum(greatest(capacity - active, 0)) from app.agent_workers
      where agent_name = wanted_name and lease_expires_at > app.now()), 0)
    - (select count(*) from public.calls
      where ended_at is null and lease_expires_at > app.now() and room_name is not null and channel <> 'console'
        and (taken_at is null or taken_at > app.now() - interval '5 seconds')))::integer
$$;

/* The workers of a name, locked, so that two runners do not promise the same one to two calls. */
create function app.reserve_agents(wanted_name text) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from app.agent_workers
  where agent_name = wanted_name and lease_expires_at > app.now()
  order by id
  for no key update;
  return app.free_agents(wanted_name);
end
$$;

drop function public.claim_calls(text, integer, integer, boolean);

/* Claims calls that are due and have a line, for one runner; others that ask meanwhile skip an organization that is being
   claimed for. The organization that waited longest comes first. With `agent_name` the calls need an agent in a room: no
   more are claimed than workers of this name can take. Without it whoever claims carries them out itself. */
create function public.claim_calls(
  runner_id text, batch_size integer, lease_seconds integer, simulated boolean, agent_name text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  claimed jsonb := '[]';
  most integer := batch_size;
  candidate uuid;
  dialer public.dialers;
  line public.lines;
  this public.call_requests;
begin
  if app.deployment_state() <> 'running' then
    return claimed;
  end if;
  if claim_calls.agent_name is not null then
    most := least(most, app.reserve_agents(claim_calls.agent_name));
  end if;
  if most <= 0 then
    return claimed;
  end if;
  for candidate in
    select dialers.organization_id from public.dialers
    where state = 'running' and exists (
      select from public.call_requests
      where call_requests.organization_id = dialers.organization_id and status = 'waiting' and priority between 0 and 5
        and due_at <= app.now())
    order by last_claim_at nulls first, dialers.organization_id
  loop
    select * into dialer from public.dialers
    where organization_id = candidate and state = 'running' for no key update skip locked;
    continue when not found;
    while jsonb_array_length(claimed) < most loop
      line := app.choose_line(dialer, simulated, null);
      exit when line.id is null;
      this := app.next_request(dialer, simulated);
      exit when this.id is null;
      if this.avoid_line_id = line.id then
        line := app.choose_line(dialer, simulated, this.avoid_line_id);
      end if;
      claimed := claimed || app.make_call(this, line, runner_id, lease_seconds, simulated);
    end loop;
    update public.dialers set last_claim_at = app.now() where organization_id = candidate;
    exit when jsonb_array_length(claimed) >= most;
  end loop;
  return claimed;
end
$$;

/* How many workers LiveKit can send calls to. */
create function app.live_workers() returns integer
language sql stable security definer set search_path = ''
as $$ select count(*)::integer from app.agent_workers where lease_expires_at > app.now() $$;

/* What the dialer of an organization does now, as the person in charge of it sees it. Two who were handed over still talk:
   their lines are taken until they hang up. */
create or replace function public.get_dialer(organization_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'state', dialers.state,
    'deployment_state', app.deployment_state(),
    'reason', dialers.reason,
    'changed_at', app.iso(dialers.changed_at),
    'consecutive_failures', dialers.consecutive_failures,
    'fail_alert_threshold', dialers.fail_alert_threshold,
    'waiting', (select count(*) from public.call_requests as asked
      where asked.organization_id = dialers.organization_id and status = 'waiting'),
    'due', (select count(*) from public.call_requests as asked
      where asked.organization_id = dialers.organization_id and status = 'waiting' and due_at <= app.now()),
    'dialing', (select count(*) from public.calls
      where calls.organization_id = dialers.organization_id and direction = 'outbound' and ended_at is null
        and answered_at is null),
    'talking', (select count(*) from public.calls
      where calls.organization_id = dialers.organization_id and direction = 'outbound'
        and answered_at is not null
        and (ended_at is null or (end_reason = 'transferred' and exists (
          select from public.legs
          where legs.organization_id = calls.organization_id and legs.call_id = calls.id and released_at is null)))),
    'agents', app.live_workers(),
    'lines', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'line_id', lines.id,
        'phone', lines.phone,
        'name', lines.name,
        'enabled', lines.enabled,
        'concurrent', load.concurrent,
        'last_minute', load.last_minute,
        'today', load.today,
        'max_concurrent', lines.max_concurrent,
        'max_per_minute', lines.max_per_minute,
        'max_per_day', lines.max_per_day) order by lines.phone), '[]')
      from public.lines cross join lateral app.line_load(lines) as load
      where lines.organization_id = dialers.organization_id))
  from public.dialers
  where dialers.organization_id = get_dialer.organization_id
$$;

revoke execute on function app.free_agents(text), app.reserve_agents(text), app.live_workers() from public;
grant execute on function app.free_agents(text), app.reserve_agents(text), app.live_workers() to service_role;
-- The dialer's state is read by members.
grant execute on function app.live_workers() to anon, authenticated;

revoke execute on function
  public.announce_worker(text, text, integer, integer, integer), public.retire_worker(text),
  public.claim_calls(text, integer, integer, boolean, text)
from public, anon, authenticated;
grant execute on function
  public.announce_worker(text, text, integer, integer, integer), public.retire_worker(text),
  public.claim_calls(text, integer, integer, boolean, text)
to service_role;
