alter table public.call_requests
  -- When somebody was told that they would be called. `due_at` moves when a telephone is busy; this does not.
  add column promised_at timestamptz;

comment on column public.call_requests.promised_at is 'When the person was told that they would be called; null where nobody was.';

/* The first instant from `at` on at which one of an organization's lines may call, by its own hours. Where no line calls
   at all nothing is known of hours, and `at` stands. */
create function app.next_line_time(wanted_organization uuid, at timestamptz) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select coalesce(min(first.opening), next_line_time.at)
  from public.organizations
  join public.lines on lines.organization_id = organizations.id and lines.enabled and lines.outbound
  cross join lateral (
    select case
      when not exists (select from public.line_hours where line_id = lines.id and direction = 'outbound')
        then next_line_time.at
      else (
        select min(greatest(next_line_time.at, (day.day + opens) at time zone organizations.time_zone))
        from public.line_hours
        join (
          select (next_line_time.at at time zone organizations.time_zone)::date + ahead as day
          from generate_series(0, 8) as ahead) as day
          on weekday = extract(isodow from day.day)
        where line_id = lines.id and direction = 'outbound'
          and (day.day + closes) at time zone organizations.time_zone > next_line_time.at)
    end as opening) as first
  where organizations.id = wanted_organization
$$;

/* The first instant from `at` on at which somebody may be called back: within calling hours everywhere they may be, in the
   organization, and on one of its lines. Null when there is none. Everything that promises a call asks here, so that what is
   said is what will happen. */
create function app.next_callback_time(wanted_organization uuid, time_zones text[], at timestamptz) returns timestamptz
language plpgsql stable security invoker set search_path = ''
as $$
declare
  dialer public.dialers;
  candidate timestamptz := at;
  before timestamptz;
begin
  select * into dialer from public.dialers where organization_id = wanted_organization;
  -- As in app.next_call_time: a common hour is found within a few rounds, or there is none.
  for round in 1..64 loop
    before := candidate;
    candidate := app.next_call_time(dialer, time_zones, null, null, candidate);
    if candidate is null then
      return null;
    end if;
    candidate := app.next_line_time(wanted_organization, candidate);
    if candidate = before then
      return candidate;
    end if;
  end loop;
  return null;
end
$$;

/* The number that a callback of this call would go to. */
create function app.callback_number(this public.calls) returns text
language sql stable security invoker set search_path = ''
as $$
  select coalesce(
    (select phone from public.users where id = this.user_id),
    case this.direction when 'outbound' then this.to_phone else this.from_phone end)
$$;

/* An instant as the clocks of a zone show it. */
create function app.moment_view(at timestamptz, zone text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'at', app.iso(moment_view.at),
    'day', to_char(moment_view.at at time zone zone, 'YYYY-MM-DD'),
    'time', to_char(moment_view.at at time zone zone, 'HH24:MI'),
    'time_zone', zone)
$$;

/* Whom this call could promise a callback, and where they may be as far as their request says: who knows where numbers are
   adds it for the others. */
create function public.callback_contact(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(callback_contact.call_id);
begin
  return jsonb_build_object(
    'phone', app.callback_number(this),
    'time_zones', (
      select to_jsonb(asked.time_zones) from public.call_requests as asked
      where asked.id = this.request_id and asked.phone = app.callback_number(this)),
    'organization_time_zone', (select time_zone from public.organizations where id = this.organization_id));
end
$$;

drop function public.promise_callback(uuid, text, timestamptz, text);

/* A call that the person was promised during this one, with its context. What is wished is the day and time of clocks where
   they are: the zone that they named, else the organization's where they may be in it, else the likeliest of their number.
   A wish outside both parties' hours is refused with the next time that can be kept, so that it is agreed on before it is
   promised; without a wish (`earliest`) that time is taken.
   One call promises one callback: what is promised later in it replaces what was, as long as nobody was called for it. */
create function public.promise_callback(call_id uuid, tool_call_id text, wish jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(promise_callback.call_id);
  number text := app.callback_number(this);
  zones text[] := array(select jsonb_array_elements_text(promise_callback.wish -> 'time_zones'));
  named text := promise_callback.wish ->> 'named_zone';
  own_zone text;
  zone text;
  wished timestamptz;
  due timestamptz;
  asked public.call_requests;
  standing public.call_requests;
  answer jsonb := app.remembered(this, promise_callback.tool_call_id, 'promise_callback');
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  if number is null then
    return jsonb_build_object('ok', false, 'code', 'not_identified');
  end if;
  select time_zone into own_zone from public.organizations where id = this.organization_id;
  if named is not null then
    zones := array[named];
  elsif cardinality(zones) = 0 then
    zones := array[own_zone];
  end if;
  zone := case when own_zone = any (zones) then own_zone else zones[1] end;

  if promise_callback.wish ? 'earliest' then
    due := app.next_callback_time(
      this.organization_id, zones, greatest((promise_callback.wish ->> 'earliest')::timestamptz, app.now()));
  else
    wished := app.local_instant(promise_callback.wish ->> 'day', promise_callback.wish ->> 'time', zone);
    if wished is null then
      return jsonb_build_object('ok', false, 'code', 'no_such_time');
    end if;
    if wished <= app.now() then
      return jsonb_build_object('ok', false, 'code', 'past');
    end if;
    if wished > app.now() + interval '60 days' then
      return jsonb_build_object('ok', false, 'code', 'too_far');
    end if;
    due := app.next_callback_time(this.organization_id, zones, wished);
  end if;
  if exists (
    select from public.do_not_call where organization_id = this.organization_id and phone = number) then
    return jsonb_build_object('ok', false, 'code', 'do_not_call');
  end if;
  if due is null then
    return jsonb_build_object('ok', false, 'code', 'no_common_hours');
  end if;
  if due <> wished then
    return jsonb_build_object('ok', false, 'code', 'outside_hours', 'next', app.moment_view(due, zone));
  end if;

  select * into asked from public.call_requests where id = this.request_id;
  -- Whoever claims it holds the row: then it is being dialed, and no longer what this call may change.
  select * into standing from public.call_requests
  where organization_id = this.organization_id and from_call_id = this.id and source = 'callback' and phone = number
    and status = 'waiting'
  order by created_at, id
  limit 1
  for no key update;
  if standing.id is null then
    answer := public.request_call(this.organization_id, jsonb_build_object(
      'scenario', this.scenario,
      'phone', number,
      'input', coalesce(asked.input, '{}') || jsonb_build_object(
        'callback_note', promise_callback.wish ->> 'note',
        'callbacks', coalesce((asked.input ->> 'callbacks')::integer, 0) + 1),
      'source', 'callback',
      'source_key', format('callback:%s:%s', this.id, promise_callback.tool_call_id),
      'campaign_id', asked.campaign_id,
      'from_call_id', this.id,
      'priority', 2,
      'due_at', due,
      'time_zones', to_jsonb(zones),
      'max_attempts', 3));
    if not (answer ->> 'ok')::boolean then
      return answer;
    end if;
  else
    answer := jsonb_build_object('ok', true, 'request_id', standing.id, 'created', false);
  end if;
  update public.call_requests
  set
    promised_at = due,
    due_at = due,
    time_zones = zones,
    input = case when standing.id is null or promise_callback.wish ->> 'note' is null then input
      else input || jsonb_build_object('callback_note', promise_callback.wish ->> 'note') end,
    updated_at = app.now()
  where id = (answer ->> 'request_id')::uuid;
  return app.remember(this, promise_callback.tool_call_id, 'promise_callback',
    answer || jsonb_build_object('kept', app.moment_view(due, zone)));
end
$$;

-- A callback that was promised anew is carried by its customer as the first one was.
create trigger call_requests_carry_callback_again after update of promised_at on public.call_requests
for each row when (
  old.promised_at is not null and new.promised_at <> old.promised_at
  and new.source = 'callback' and new.input ? 'customer_id')
execute function app.carry_callback();

revoke execute on function
  app.next_line_time(uuid, timestamptz), app.next_callback_time(uuid, text[], timestamptz),
  app.callback_number(public.calls), app.moment_view(timestamptz, text)
from public;
grant execute on function
  app.next_line_time(uuid, timestamptz), app.next_callback_time(uuid, text[], timestamptz),
  app.callback_number(public.calls), app.moment_view(timestamptz, text)
to service_role;
revoke execute on function public.callback_contact(uuid), public.promise_callback(uuid, text, jsonb)
from public, anon, authenticated;
grant execute on function public.callback_contact(uuid), public.promise_callback(uuid, text, jsonb) to service_role;
