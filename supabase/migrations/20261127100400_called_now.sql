-- 0 is for a call that somebody waits for: before everything that is due by itself. Nobody can ask for it beforehand.
alter table public.call_requests
  drop constraint call_requests_priority_known,
  add constraint call_requests_priority_known check (priority between 0 and 5);

/* The lines that may call now, with what they carry. An operator is asked for by somebody who is on the telephone already,
   so what is kept for people who call us is kept for them too. */
create function app.free_lines(
  dialer public.dialers, simulated boolean, for_operator boolean, out line public.lines, out concurrent integer,
  out today integer)
returns setof record
language sql stable security invoker set search_path = ''
as $$
  select lines, load.concurrent, load.today
  from public.lines
  left join public.trunks on trunks.organization_id = lines.organization_id and trunks.id = lines.trunk_id
  cross join lateral app.line_load(lines) as load
  where lines.organization_id = dialer.organization_id and lines.enabled and lines.outbound
    and (simulated or trunks.livekit_outbound_trunk_id is not null)
    and load.concurrent < lines.max_concurrent - (case when for_operator then 0 else lines.inbound_headroom end)
    and load.last_minute < lines.max_per_minute
    and load.today < lines.max_per_day
    and app.line_is_open(lines, 'outbound')
$$;

/* The free line that carries least and may call now, or null. Lines are locked in order of id, so that what is counted
   here still stands when the leg is taken. */
create or replace function app.choose_line(
  dialer public.dialers, simulated boolean, avoided uuid, for_operator boolean default false)
returns public.lines
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  chosen public.lines;
begin
  perform from public.lines
  where organization_id = dialer.organization_id and enabled and outbound
  order by id
  for no key update;
  select (free.line).* into chosen
  from app.free_lines(dialer, simulated, for_operator) as free
  -- Another line is only a wish: the same one is better than none.
  order by (free.line).id is not distinct from avoided, free.concurrent, free.today, (free.line).id
  limit 1;
  return chosen;
end
$$;

/* The first request that may be called now. What may not is put where it belongs on the way: to the opening of its hours,
   or out of the queue. So each claim touches the heads of the six priorities and what it puts away, whatever waits. */
create or replace function app.next_request(dialer public.dialers, simulated boolean) returns public.call_requests
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.call_requests;
  opening timestamptz;
  skipped integer := 0;
begin
  for urgency in 0..5 loop
    loop
      select * into this from public.call_requests
      where organization_id = dialer.organization_id and status = 'waiting' and priority = urgency
        and due_at <= app.now()
      order by due_at, id
      limit 1
      for update skip locked;
      exit when not found;
      if this.expires_at <= app.now() then
        update public.call_requests set status = 'expired', updated_at = app.now() where id = this.id;
      elsif exists (
        select from public.do_not_call where organization_id = this.organization_id and phone = this.phone) then
        update public.call_requests
        set status = 'blocked', status_reason = 'do_not_call', updated_at = app.now() where id = this.id;
      elsif exists (
        select from public.calls
        where organization_id = this.organization_id and to_phone = this.phone
          and direction = 'outbound' and ended_at is null) then
        -- Somebody talks to them now.
        update public.call_requests set due_at = app.now() + interval '1 minute' where id = this.id;
      else
        opening := case when simulated and not dialer.simulated_people_sleep then app.now()
          else app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now()) end;
        if opening is null then
          update public.call_requests
          set status = 'blocked', status_reason = 'no_common_hours', updated_at = app.now() where id = this.id;
        elsif opening > app.now() then
          update public.call_requests set due_at = opening where id = this.id;
        else
          return this;
        end if;
      end if;
      skipped := skipped + 1;
      -- A whole night's queue is put away in portions, so that a claim stays short.
      if skipped >= 200 then
        return null;
      end if;
    end loop;
  end loop;
  return null;
end
$$;

/* Somebody asked by name and was called. What is left of the request waits its turn again. */
create function app.was_called_now() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  new.priority := 1;
  return new;
end
$$;

create trigger call_requests_was_called_now before update of dials on public.call_requests
for each row when (old.priority = 0 and new.dials > old.dials) execute function app.was_called_now();

/* Puts a request that waits before everything that is due by itself, and says where it stands: `place` 1 is the next one
   that is called, and `waits_for` what has to change before anybody is, or null. The runner claims within a second.
   `agent_name` is whose workers carry calls out; null where they are typed. */
create function app.call_now(wanted uuid, simulated boolean, agent_name text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.call_requests;
  dialer public.dialers;
begin
  select * into this from public.call_requests where id = wanted and status = 'waiting' for update skip locked;
  if not found then
    -- It is being claimed at this moment, or called already.
    return jsonb_build_object('place', null, 'waits_for', null);
  end if;
  update public.call_requests
  set priority = 0, due_at = case when priority = 0 then least(due_at, app.now()) else app.now() end, updated_at = app.now()
  where id = this.id
  returning * into this;
  select * into dialer from public.dialers where organization_id = this.organization_id;
  return jsonb_build_object(
    'place', 1 + (
      select count(*) from public.call_requests as other
      where other.organization_id = this.organization_id and other.status = 'waiting' and other.priority = 0
        and other.due_at <= app.now() and (other.due_at, other.id) < (this.due_at, this.id)),
    'waits_for', case
      when dialer.state <> 'running' or app.deployment_state() <> 'running' then 'dialer'
      when (not simulated or dialer.simulated_people_sleep)
        and app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now())
          is distinct from app.now() then 'hours'
      when agent_name is not null and app.free_agents(agent_name) = 0 then 'agent'
      when not exists (select from app.free_lines(dialer, simulated, false)) then 'line'
    end);
end
$$;

drop function public.trigger_customer_call(uuid, text);

/* Asks for the call that fits a customer's status, now: whether it is owed already or new, it is the next to be made. */
create function public.trigger_customer_call(
  organization_id uuid, customer_id text, simulated boolean default false, agent_name text default null)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  known public.customers;
  answer jsonb;
begin
  perform app.require_member(trigger_customer_call.organization_id);
  -- The person before the customer, as whoever promises a callback takes them.
  perform from public.users
  where organization_id = trigger_customer_call.organization_id and phone = (
    select mobile from public.customers
    where customers.organization_id = trigger_customer_call.organization_id
      and customers.customer_id = trigger_customer_call.customer_id)
  for no key update;
  select * into known from public.customers
  where organization_id = trigger_customer_call.organization_id and customer_id = trigger_customer_call.customer_id
  for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'customer_not_found');
  end if;
  if app.fitting_scenario(known.status) is null then
    return jsonb_build_object('ok', false, 'code', 'no_call_fits', 'status', known.status);
  end if;
  if app.is_on_the_phone(known) then
    return jsonb_build_object('ok', false, 'code', 'being_called');
  end if;
  if known.status = 'no_show' then
    update public.customers set status = 'follow_up_pending' where id = known.id returning * into known;
  end if;
  answer := app.ask_customer(known, true);
  if not (answer ->> 'ok')::boolean then
    -- A no-show who cannot be called is not being recovered.
    raise exception using errcode = 'PT409', message = answer ->> 'code';
  end if;
  return answer
    || app.call_now((answer ->> 'request_id')::uuid, trigger_customer_call.simulated, trigger_customer_call.agent_name)
    || jsonb_build_object('customer_id', known.customer_id, 'scenario', app.fitting_scenario(known.status));
exception when sqlstate 'PT409' then
  return jsonb_build_object('ok', false, 'code', sqlerrm);
end
$$;

revoke execute on function
  app.free_lines(public.dialers, boolean, boolean), app.was_called_now(), app.call_now(uuid, boolean, text)
from public;
grant execute on function
  app.free_lines(public.dialers, boolean, boolean), app.call_now(uuid, boolean, text)
to service_role;
revoke execute on function public.trigger_customer_call(uuid, text, boolean, text) from public;
grant execute on function public.trigger_customer_call(uuid, text, boolean, text) to anon, authenticated, service_role;
