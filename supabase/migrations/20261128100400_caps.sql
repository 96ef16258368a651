/* How many telephones rang for an organization on each of its days: counted as they are dialed, since counting calls would
   grow with the week. */
create table public.dial_days (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  day date not null,
  dials integer not null,

  primary key (organization_id, day),
  constraint dial_days_counted check (dials >= 1)
);

comment on table public.dial_days is 'How many telephones rang for an organization on each of its local days.';

alter table public.dial_days enable row level security;
create policy dial_days_of_own_organization on public.dial_days
  for select to anon, authenticated using (organization_id in (select app.organization_ids()));
revoke all on public.dial_days from anon, authenticated;
grant select on public.dial_days to anon, authenticated;
grant all on public.dial_days to service_role;

create function app.count_dial() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.dial_days as counter (organization_id, day, dials)
  select new.organization_id, (app.now() at time zone organizations.time_zone)::date, 1
  from public.organizations where organizations.id = new.organization_id
  on conflict (organization_id, day) do update set dials = counter.dials + 1;
  return null;
end
$$;

create trigger calls_count_dial after update of dialed_at on public.calls
for each row when (old.dialed_at is null and new.dialed_at is not null) execute function app.count_dial();

-- How often one telephone has rung is counted from here.
create index calls_dialed_to on public.calls (organization_id, to_phone, dialed_at) where dialed_at is not null;

/* True when an organization may make no telephone ring any more today. What is claimed and not dialed yet counts as well;
   whoever asks holds the dialer's row, so two runners never fill the same place. */
create function app.day_is_full(dialer public.dialers) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select coalesce(sum(dials) filter (where day = local.today), 0) + claimed.calls >= dialer.max_calls_per_day
    or coalesce(sum(dials), 0) + claimed.calls >= dialer.max_calls_per_week
  from (
    select (app.now() at time zone time_zone)::date as today from public.organizations
    where id = dialer.organization_id) as local
  cross join (
    select count(*) as calls from public.calls
    where organization_id = dialer.organization_id and direction = 'outbound' and ended_at is null
      and dialed_at is null) as claimed
  left join public.dial_days on dial_days.organization_id = dialer.organization_id
    and day between local.today - 6 and local.today
  group by local.today, claimed.calls
$$;

/* When the organization's next day begins. */
create function app.next_day(dialer public.dialers) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select ((app.now() at time zone time_zone)::date + 1)::timestamp at time zone time_zone
  from public.organizations where id = dialer.organization_id
$$;

/* From when on a number may be dialed again: once the oldest of as many dials as are allowed is a day, or a week, ago.
   Null when it may be dialed now. Only one call at a time goes to a number, so nothing is on its way beside. */
create function app.number_free_at(dialer public.dialers, phone text) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select nullif(greatest(
    (select dialed_at + interval '1 day' from public.calls
     where organization_id = dialer.organization_id and to_phone = number_free_at.phone and dialed_at is not null
     order by dialed_at desc offset dialer.max_per_number_day - 1 limit 1),
    (select dialed_at + interval '7 days' from public.calls
     where organization_id = dialer.organization_id and to_phone = number_free_at.phone and dialed_at is not null
     order by dialed_at desc offset dialer.max_per_number_week - 1 limit 1),
    app.now()), app.now())
$$;

/* Why a request may never be called, or null. */
create function app.request_refusal(this public.call_requests) returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when exists (select from public.do_not_call where organization_id = this.organization_id and phone = this.phone)
      then 'do_not_call'
    else app.destination_refusal(this.organization_id, this.phone,
      case when this.source = 'callback' then app.caller_country(this.from_call_id) end)
  end
$$;

/* Whether this deployment knows a scenario at all. */
create function app.does_scenario(wanted text) returns boolean
language sql stable security invoker set search_path = ''
as $$ select (app.scenario_named(wanted)).name is not null $$;

/* Whoever asked for the calls of a call: the number that was vouched for, or else the call itself. */
create function app.asker_of(this public.calls) returns text
language sql stable security invoker set search_path = ''
as $$
  select case when app.callback_trust(this, number.phone) is not null then number.phone else this.id::text end
  from (select case this.direction when 'outbound' then this.to_phone else this.from_phone end as phone) as number
$$;

/* The refusal of a request, with its field, or null. Those who ask for calls to one number go one after the other, so the
   last place is taken once. */
create function app.refused_request(
  wanted_organization uuid, scenario text, phone text, source text, from_call uuid)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  dialer public.dialers;
  refusal text := app.destination_refusal(wanted_organization, phone,
    case when source = 'callback' then app.caller_country(from_call) end);
  range app.number_ranges;
begin
  if not app.does_scenario(scenario) then
    return jsonb_build_object('ok', false, 'code', 'unknown_scenario', 'field', 'scenario');
  end if;
  if refusal is not null then
    range := app.number_range(phone);
    return jsonb_build_object('ok', false, 'code', refusal, 'field', 'phone', 'country', range.country, 'kind', range.kind);
  end if;
  select * into dialer from public.dialers where organization_id = wanted_organization;
  perform pg_advisory_xact_lock(hashtextextended('calls to ' || wanted_organization || phone, 0));
  if (select count(*) from public.call_requests as owed
      where owed.organization_id = wanted_organization and owed.phone = refused_request.phone
        and owed.status in ('waiting', 'dialing')) >= dialer.max_per_number_day then
    return jsonb_build_object('ok', false, 'code', 'too_many_calls', 'field', 'phone');
  end if;
  return null;
end
$$;

-- How many calls are owed to a number.
create index call_requests_owed_to on public.call_requests (organization_id, phone) where status in ('waiting', 'dialing');
