create table public.visit_hours (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null default 'opening',
  weekday smallint not null,
  opens time not null,
  closes time not null,

  constraint visit_hours_tenant unique (organization_id, id),
  constraint visit_hours_kind_known check (kind in ('opening', 'kitchen')),
  constraint visit_hours_weekday_iso check (weekday between 1 and 7),
  -- Past midnight is two rows, as in opening_hours; 24:00 is the end of a day.
  constraint visit_hours_in_order check (opens < closes),
  -- Hours are spoken to the minute.
  constraint visit_hours_whole_minutes check (extract(second from opens) = 0 and extract(second from closes) = 0),
  -- The same hours twice are a slip, and would be read out twice.
  constraint visit_hours_once unique (organization_id, kind, weekday, opens)
);

comment on table public.visit_hours is
  'When guests may come, and when the kitchen cooks, weekly and in the organization''s time zone; ISO weekdays. Apart from '
  'opening_hours, which are those of appointments: an organization may offer both. Without rows of a kind that is never '
  'closed. Days that differ are opening_exceptions without a resource, for both kinds.';

-- Rule 7: members read the rows of their organizations.
alter table public.visit_hours enable row level security;
create policy visit_hours_of_own_organization on public.visit_hours
  for select to anon, authenticated using (organization_id in (select app.organization_ids()));
revoke all on public.visit_hours from anon, authenticated;
grant select on public.visit_hours to anon, authenticated;
grant all on public.visit_hours to service_role;

/* When an organization is open, or its kitchen cooks, between two days of its own calendar. Hours that meet, as those
   before and after midnight do, are one. Of a kind without rows: always. */
create function app.visit_times(organization public.organizations, wanted text, from_day date, to_day date)
returns tstzmultirange
language sql stable security invoker set search_path = ''
as $$
  select case
    when not exists (
      select from public.visit_hours where organization_id = organization.id and kind = wanted)
      then '{(,)}'::tstzmultirange
    else weekly.times - closed.times + extra.times
  end
  from (
    select coalesce(range_agg(tstzrange(
      (days.midnight::date + opens) at time zone organization.time_zone,
      (days.midnight::date + closes) at time zone organization.time_zone)), '{}') as times
    from generate_series(from_day::timestamp, to_day::timestamp, interval '1 day') as days (midnight)
    join public.visit_hours on organization_id = organization.id and kind = wanted
      and weekday = extract(isodow from days.midnight)
  ) as weekly
  cross join lateral (
    select
      coalesce(range_agg(tstzrange(
        (day + coalesce(opens, '00:00')) at time zone organization.time_zone,
        (day + coalesce(closes, '24:00')) at time zone organization.time_zone)) filter (where not is_open), '{}') as times
    from public.opening_exceptions
    where organization_id = organization.id and resource_id is null and day between from_day and to_day
  ) as closed
  cross join lateral (
    select
      coalesce(range_agg(tstzrange(
        (day + opens) at time zone organization.time_zone,
        (day + closes) at time zone organization.time_zone)) filter (where is_open), '{}') as times
    from public.opening_exceptions
    where organization_id = organization.id and resource_id is null and day between from_day and to_day
  ) as extra
$$;

/* Why nobody can be expected at this instant by the hours of the organization, or null where they can.
   `closed`, with `opens_at`, the next opening, and `closed_at` where it closes less than half a day before; or
   `kitchen_closed`. `serves_at` is when it is next open and cooks. Nothing is named that lies more than two months away. */
create function app.visit_closing(organization_id uuid, instant timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  organization public.organizations;
  here date;
  opening tstzmultirange;
  kitchen tstzmultirange;
begin
  if not exists (select from public.visit_hours as hours where hours.organization_id = visit_closing.organization_id) then
    return null;
  end if;
  select * into organization from public.organizations where id = visit_closing.organization_id;
  here := (instant at time zone organization.time_zone)::date;
  opening := app.visit_times(organization, 'opening', here - 1, here + 1);
  kitchen := app.visit_times(organization, 'kitchen', here - 1, here + 1);
  if opening @> instant and kitchen @> instant then
    return null;
  end if;
  opening := app.visit_times(organization, 'opening', here - 1, here + 62);
  kitchen := app.visit_times(organization, 'kitchen', here - 1, here + 62);
  return jsonb_build_object(
    'ok', false,
    'code', case when opening @> instant then 'kitchen_closed' else 'closed' end,
    'opens_at', app.iso((select min(lower(times)) from unnest(opening) as times where lower(times) > instant)),
    'closed_at', app.iso((
      select max(upper(times)) from unnest(case when opening @> instant then kitchen else opening end) as times
      where upper(times) <= instant and upper(times) > instant - interval '12 hours')),
    'serves_at', app.iso((
      select min(lower(times)) from unnest(opening * kitchen) as times where lower(times) > instant)));
end
$$;

/* Why a visit that is still ahead cannot be at this time, or null. Somebody is expected for two hours after their time,
   so a time that somebody posts or sends in a file may have passed since it was agreed, but not longer ago. */
create function app.visit_time_refusal(organization_id uuid, instant timestamptz, status text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select case
    when instant is null or status not in ('new', 'called', 'order_confirmed') then null
    when instant <= app.now() - interval '2 hours' then jsonb_build_object('ok', false, 'code', 'past')
    else app.visit_closing(organization_id, instant)
  end
$$;

/* Nobody is expected at a time at which nobody would open: whoever writes it, the row is refused. What stands stays, also
   when the hours change. */
create function app.keep_visit_hours() returns trigger
language plpgsql stable security invoker set search_path = ''
as $$
declare
  closing jsonb;
begin
  closing := case when new.expected_arrival_time > app.now()
    then app.visit_time_refusal(new.organization_id, new.expected_arrival_time, new.status) end;
  if closing is not null then
    raise exception using errcode = 'PT409', message = closing ->> 'code',
      detail = format('next at %s', coalesce(closing ->> 'serves_at', 'no known time'));
  end if;
  return new;
end
$$;

create trigger customers_keep_hours before insert on public.customers
for each row execute function app.keep_visit_hours();
create trigger customers_keep_new_hours before update of expected_arrival_time on public.customers
for each row when (new.expected_arrival_time is distinct from old.expected_arrival_time)
execute function app.keep_visit_hours();

drop function app.visit_time(public.calls, text, text);

/* The instant of a day and time as the restaurant's clocks show it, or why nobody can be expected then. */
create function app.visit_time(this public.calls, day text, at text, out refusal jsonb, out instant timestamptz)
language plpgsql stable security invoker set search_path = ''
as $$
declare
  organization public.organizations;
  code text;
begin
  select * into organization from public.organizations where id = this.organization_id;
  instant := app.local_instant(day, at, organization.time_zone);
  code := case
    when app.parse_day(day) is null then 'no_such_date'
    when instant is null then 'no_such_time'
    when instant <= app.now() then 'past'
    when app.parse_day(day) > (app.now() at time zone organization.time_zone)::date + organization.horizon_days
      then 'too_far'
  end;
  refusal := case when code is null then app.visit_closing(this.organization_id, instant) else app.visit_refusal(code) end;
end
$$;

/* When they will come, said for the first time or instead of an earlier one: who is late stays confirmed, with the new
   time. */
create or replace function public.set_arrival_time(call_id uuid, tool_call_id text, day text, at text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(set_arrival_time.call_id);
  answer jsonb := app.remembered(this, set_arrival_time.tool_call_id, 'set_arrival_time');
  customer public.customers;
  wish record;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return app.visit_refusal('call_ended');
  end if;
  wish := app.visit_time(this, set_arrival_time.day, set_arrival_time.at);
  if wish.refusal is not null then
    return wish.refusal;
  end if;
  customer := app.visiting_customer(this, true);
  if customer.id is null then
    return app.visit_refusal('no_customer');
  end if;
  if customer.status not in ('new', 'called', 'order_confirmed') then
    return app.visit_refusal('wrong_status');
  end if;
  update public.customers
  set
    expected_arrival_time = wish.instant,
    status = case when order_details is not null then 'order_confirmed' else status end
  where id = customer.id
  returning * into customer;
  return app.remember_visit(this, set_arrival_time.tool_call_id, 'set_arrival_time', customer);
end
$$;

/* Another time after a missed visit; one that is still to come may be moved as well. */
create or replace function public.reschedule_visit(call_id uuid, tool_call_id text, day text, at text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(reschedule_visit.call_id);
  answer jsonb := app.remembered(this, reschedule_visit.tool_call_id, 'reschedule_visit');
  own record;
  wish record;
  moved public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  own := app.recovered_customer(this);
  wish := app.visit_time(this, reschedule_visit.day, reschedule_visit.at);
  if own.code = 'wrong_status' and (own.customer).status = 'order_confirmed' then
    own.code := null;
  end if;
  if own.code is not null then
    return app.visit_refusal(own.code);
  end if;
  if wish.refusal is not null then
    return wish.refusal;
  end if;
  if (own.customer).order_details is null then
    return app.visit_refusal('wrong_status');
  end if;
  moved := app.recover(own.customer, 'order_confirmed', wish.instant, null);
  return app.remember_visit(this, reschedule_visit.tool_call_id, 'reschedule_visit', moved);
end
$$;

revoke execute on function
  app.visit_times(public.organizations, text, date, date), app.visit_closing(uuid, timestamptz),
  app.visit_time_refusal(uuid, timestamptz, text), app.keep_visit_hours(), app.visit_time(public.calls, text, text)
from public;
grant execute on function
  app.visit_times(public.organizations, text, date, date), app.visit_closing(uuid, timestamptz),
  app.visit_time_refusal(uuid, timestamptz, text), app.keep_visit_hours(), app.visit_time(public.calls, text, text)
to service_role;
