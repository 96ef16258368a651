-- Requests whose time is over are found by it, whatever else waits.
create index call_requests_expiring on public.call_requests (expires_at)
  where status = 'waiting' and expires_at is not null;

/* Ends requests when they expire, and not only when they would be dialed next: at night, or while the dialer is paused, that
   may be days later, and whoever asked for them waits for a result. Those that somebody claims are being dialed. */
create function public.expire_requests(batch_size integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select id from public.call_requests
    where status = 'waiting' and expires_at <= app.now()
    order by expires_at
    limit expire_requests.batch_size
    for no key update skip locked
  ), ended as (
    update public.call_requests set status = 'expired', updated_at = app.now()
    from due where call_requests.id = due.id
    returning call_requests.id
  )
  select jsonb_build_object('expired', (select count(*) from ended))
$$;

/* What an organization lacks for any call at this moment: an agent in a room, where calls are carried out by one, or a line
   that may call. Null where it has both. */
create function app.dialer_lacks(dialer public.dialers, simulated boolean, agent_name text) returns text
language sql volatile security invoker set search_path = ''
as $$
  select case
    when agent_name is not null and app.free_agents(agent_name) = 0 then 'agent'
    when not exists (select from app.free_lines(dialer, simulated, false)) then 'line'
  end
$$;

/* Why a request that waits is not dialed now, with the time at which that changes by itself, as far as it is known; null where
   it is dialed within seconds. In the order in which the dialer asks.
     dialer            it is paused or drains, or all dialers are
     do_not_call       the number does not want to be called
     on_the_phone      a call with this person is under way or rings
     time              its own time has not come: it was asked for later, or is tried again later
     hours             nobody may be called now where the person is, or where the organization is
     no_common_hours   there is no hour in which both may talk
     agent, line       none is free */
create function app.waits_for(this public.call_requests, dialer public.dialers, simulated boolean, lacks text)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  due timestamptz := greatest(this.due_at, app.now());
  opening timestamptz := due;
  code text;
  until timestamptz;
begin
  if not simulated or dialer.simulated_people_sleep then
    opening := app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, due);
  end if;
  code := case
    when this.status <> 'waiting' then null
    when dialer.state <> 'running' or app.deployment_state() <> 'running' then 'dialer'
    when exists (
      select from public.do_not_call where organization_id = this.organization_id and phone = this.phone)
      then 'do_not_call'
    when exists (
      select from public.calls
      where organization_id = this.organization_id and to_phone = this.phone
        and direction = 'outbound' and ended_at is null) then 'on_the_phone'
    when opening is null then 'no_common_hours'
    -- A claim moves what is due at night to the opening of its hours: then it is these that it waits for.
    when opening > due then 'hours'
    when due > app.now() then case
      when (not simulated or dialer.simulated_people_sleep)
        and app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now()) = due then 'hours'
      else 'time' end
    else lacks
  end;
  until := case
    when code in ('hours', 'time') then opening
    when code = 'line' then nullif(app.next_line_time(this.organization_id, app.now()), app.now())
  end;
  return case when code is not null then jsonb_build_object('code', code, 'until', app.iso(until)) end;
end
$$;

/* A request as its organization sees it. */
create function app.request_view(this public.call_requests, dialer public.dialers, simulated boolean, lacks text)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'request_id', this.id,
    'scenario', this.scenario,
    'phone', this.phone,
    'name', (select name from public.users where id = this.user_id),
    'source', this.source,
    'status', this.status,
    'status_reason', this.status_reason,
    'priority', this.priority,
    'due_at', app.iso(this.due_at),
    'promised_at', app.iso(this.promised_at),
    'expires_at', app.iso(this.expires_at),
    'dials', this.dials,
    'max_attempts', this.max_attempts,
    'last_outcome', this.last_outcome,
    'created_at', app.iso(this.created_at),
    'waits_for', app.waits_for(this, dialer, simulated, lacks))
$$;

/* Requests of an organization with one status, the next to be called first. `after_due_at` and `after_id` are the last one of
   the page before, as `next` says it: with the microseconds that an instant in an answer does not have. */
create function public.list_requests(
  organization_id uuid, wanted_status text, page_size integer, after_due_at timestamptz, after_id uuid, simulated boolean,
  agent_name text)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  dialer public.dialers;
  lacks text;
  found public.call_requests[];
  last public.call_requests;
begin
  perform app.require_member(list_requests.organization_id);
  select * into dialer from public.dialers where dialers.organization_id = list_requests.organization_id;
  lacks := app.dialer_lacks(dialer, list_requests.simulated, list_requests.agent_name);
  found := array(
    select call_requests from public.call_requests
    where call_requests.organization_id = list_requests.organization_id
      and status = list_requests.wanted_status
      and (list_requests.after_id is null or (due_at, id) > (list_requests.after_due_at, list_requests.after_id))
    order by due_at, id
    -- One more than asked for tells whether there is a next page.
    limit list_requests.page_size + 1);
  last := case when cardinality(found) > list_requests.page_size then found[list_requests.page_size] end;
  return jsonb_build_object(
    'requests', (
      select coalesce(jsonb_agg(
        app.request_view(found[place], dialer, list_requests.simulated, lacks) order by place), '[]')
      from generate_series(1, least(cardinality(found), list_requests.page_size)) as place),
    'next', case when last.id is not null then jsonb_build_object(
      'due_at', to_char(last.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'id', last.id) end);
end
$$;

-- Pages are read in this order.
create index call_requests_by_due on public.call_requests (organization_id, status, due_at, id);

/* As before, with the one answer to what a request waits for, and until when. */
create or replace function app.call_now(wanted uuid, simulated boolean, agent_name text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.call_requests;
  dialer public.dialers;
  obstacle jsonb;
begin
  select * into this from public.call_requests where id = wanted and status = 'waiting' for update skip locked;
  if not found then
    -- It is being claimed at this moment, or called already.
    return jsonb_build_object('place', null, 'waits_for', null, 'waits_until', null);
  end if;
  update public.call_requests
  set priority = 0, due_at = case when priority = 0 then least(due_at, app.now()) else app.now() end, updated_at = app.now()
  where id = this.id
  returning * into this;
  select * into dialer from public.dialers where organization_id = this.organization_id;
  obstacle := app.waits_for(this, dialer, simulated, app.dialer_lacks(dialer, simulated, agent_name));
  return jsonb_build_object(
    'place', 1 + (
      select count(*) from public.call_requests as other
      where other.organization_id = this.organization_id and other.status = 'waiting' and other.priority = 0
        and other.due_at <= app.now() and (other.due_at, other.id) < (this.due_at, this.id)),
    'waits_for', obstacle ->> 'code',
    'waits_until', obstacle ->> 'until');
end
$$;

revoke execute on function
  app.dialer_lacks(public.dialers, boolean, text), app.waits_for(public.call_requests, public.dialers, boolean, text),
  app.request_view(public.call_requests, public.dialers, boolean, text)
from public;
grant execute on function
  app.dialer_lacks(public.dialers, boolean, text), app.waits_for(public.call_requests, public.dialers, boolean, text),
  app.request_view(public.call_requests, public.dialers, boolean, text)
to service_role;
revoke execute on function public.expire_requests(integer) from public, anon, authenticated;
grant execute on function public.expire_requests(integer) to service_role;
revoke execute on function public.list_requests(uuid, text, integer, timestamptz, uuid, boolean, text) from public;
grant execute on function public.list_requests(uuid, text, integer, timestamptz, uuid, boolean, text)
to anon, authenticated, service_role;
