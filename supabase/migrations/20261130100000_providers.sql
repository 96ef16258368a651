/* Where a slot can be had: a practice, a studio, a garage. Found by a search, or listed by hand. */
create table public.providers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  place_key text not null,
  service text not null,
  name text not null,
  phone text not null,
  location text not null,
  address text not null,
  latitude double precision,
  longitude double precision,
  rating numeric(2, 1),
  rating_count integer not null default 0,
  time_zone text not null,
  takes_new_clients boolean,
  temper text,
  created_at timestamptz not null default app.now(),

  constraint providers_tenant unique (organization_id, id),
  -- The same place found again is the same provider.
  constraint providers_place_once unique (organization_id, place_key),
  -- Two entries with one number would ring one telephone twice.
  constraint providers_number_once unique (organization_id, service, phone),
  constraint providers_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint providers_service_plain check (service = lower(btrim(service)) and length(service) between 1 and 60),
  constraint providers_rating_of_five check (rating between 0 and 5 and rating_count >= 0),
  constraint providers_zone_known check (app.is_time_zone(time_zone))
);

comment on table public.providers is 'Whom campaigns call for a slot.';
comment on column public.providers.place_key is 'Where it is listed and as what: demo:dentist-1, google:ChIJ….';
comment on column public.providers.temper is
  'How its simulated reception behaves; its calendar is provider_appointments. Null for a real one.';

create index providers_of_service on public.providers (organization_id, service);

create table public.provider_hours (
  organization_id uuid not null,
  provider_id uuid not null,
  weekday integer not null,
  opens time not null,
  closes time not null,

  primary key (provider_id, weekday, opens),
  constraint provider_hours_provider foreign key (organization_id, provider_id)
    references public.providers (organization_id, id) on delete cascade,
  constraint provider_hours_weekday_iso check (weekday between 1 and 7),
  constraint provider_hours_in_order check (opens < closes)
);

comment on table public.provider_hours is 'When a provider is open, in its own zone; none where nobody knows.';

/* The calendar of a simulated provider. What is agreed with it is graded by these rows, so nothing but its own reception
   and a commitment writes them. */
create table public.provider_appointments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  provider_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null,
  held_until timestamptz,
  campaign_id uuid,
  reference text,
  created_at timestamptz not null default app.now(),

  constraint provider_appointments_provider foreign key (organization_id, provider_id)
    references public.providers (organization_id, id) on delete cascade,
  constraint provider_appointments_in_order check (starts_at < ends_at),
  constraint provider_appointments_kind_known check (kind in ('taken', 'held', 'booked')),
  constraint provider_appointments_hold_lapses check ((kind = 'held') = (held_until is not null)),
  constraint provider_appointments_booked_for check ((kind = 'booked') = (reference is not null)),
  -- Rule 1: nobody is in two appointments at once, holds included.
  constraint provider_appointments_never_twice exclude using gist
    (provider_id with =, tstzrange(starts_at, ends_at) with &&)
);

comment on table public.provider_appointments is
  'The calendar of a simulated provider: other people''s appointments, what it keeps, and what was booked.';

create index provider_appointments_of_campaign on public.provider_appointments (organization_id, campaign_id)
  where campaign_id is not null;
create index provider_appointments_held on public.provider_appointments (held_until) where kind = 'held';

/* Days whose other appointments were made up already. */
create table public.provider_days (
  organization_id uuid not null,
  provider_id uuid not null,
  day date not null,
  primary key (provider_id, day),
  constraint provider_days_provider foreign key (organization_id, provider_id)
    references public.providers (organization_id, id) on delete cascade
);

comment on table public.provider_days is 'Days of simulated providers that have been filled.';

/* What a day of a provider offers: a grid of slots from each opening, in local time. A point that the clocks skip is left
   out, and a slot ends by the closing instant. */
create function app.provider_grid(provider public.providers, day date, minutes integer)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable security invoker rows 20 set search_path = '' set jit = 'off'
as $$
  select slot.starts_at, slot.starts_at + make_interval(mins => minutes)
  from public.provider_hours as hours
  cross join lateral generate_series(
    day + hours.opens, day + hours.closes - make_interval(mins => minutes), make_interval(mins => minutes)) as wall (local)
  cross join lateral (select wall.local at time zone provider.time_zone as starts_at) as slot
  where hours.provider_id = provider.id and hours.weekday = extract(isodow from day)
    and slot.starts_at at time zone provider.time_zone = wall.local
    and slot.starts_at + make_interval(mins => minutes) <= (day + hours.closes) at time zone provider.time_zone
$$;

/* Other people's appointments at a simulated provider, half an hour each, always the same ones for the same day: seven in ten
   are taken, all of them where it is full. */
create function app.fill_provider_days(provider public.providers, from_day date, to_day date) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  today date;
begin
  for today in select generate_series(from_day, to_day, interval '1 day')::date loop
    insert into public.provider_days (organization_id, provider_id, day)
    values (provider.organization_id, provider.id, today) on conflict do nothing;
    continue when not found;
    insert into public.provider_appointments (organization_id, provider_id, starts_at, ends_at, kind)
    select provider.organization_id, provider.id, grid.starts_at, grid.ends_at, 'taken'
    from app.provider_grid(provider, today, 30) as grid
    where provider.temper = 'full'
      or get_byte(decode(md5(provider.place_key || app.iso(grid.starts_at)), 'hex'), 0) < 179
    on conflict do nothing;
  end loop;
end
$$;

/* Holds that have lapsed are nobody's. */
create function app.lapse_provider_holds(provider_id uuid) returns void
language sql volatile security invoker set search_path = ''
as $$
  delete from public.provider_appointments as held
  where held.provider_id = lapse_provider_holds.provider_id and held.kind = 'held' and held.held_until <= app.now()
$$;

/* Services that can be asked for by name, with how many offer each. */
create function public.list_services(organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(list_services.organization_id);
  return coalesce((
    select jsonb_agg(jsonb_build_object('service', found.service, 'providers', found.count) order by found.service)
    from (
      select service, count(*) from public.providers
      where organization_id = list_services.organization_id group by service) as found), '[]');
end
$$;

/* Providers of a service about a place, as they are listed; those of other places are not. */
create function public.find_providers(organization_id uuid, service text, location text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(find_providers.organization_id);
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'key', found.place_key, 'name', found.name, 'phone', found.phone, 'address', found.address,
      'latitude', found.latitude, 'longitude', found.longitude, 'rating', found.rating,
      'rating_count', found.rating_count, 'time_zone', found.time_zone, 'takes_new_clients', found.takes_new_clients,
      'hours', app.provider_hours_view(found.id)) order by found.place_key)
    from public.providers as found
    where found.organization_id = find_providers.organization_id
      and found.service = lower(btrim(find_providers.service))
      and (lower(found.location) = lower(btrim(find_providers.location))
        or strpos(lower(find_providers.location), lower(found.location)) > 0)), '[]');
end
$$;

create function app.provider_hours_view(provider_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'weekday', hours.weekday, 'opens', to_char(hours.opens, 'HH24:MI'), 'closes', to_char(hours.closes, 'HH24:MI'))
    order by hours.weekday, hours.opens), '[]')
  from public.provider_hours as hours where hours.provider_id = provider_hours_view.provider_id
$$;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['providers', 'provider_hours', 'provider_appointments', 'provider_days'] loop
    execute format('alter table public.%I enable row level security', tenant_table);
    execute format(
      'create policy %I on public.%I for select to anon, authenticated
         using (organization_id in (select app.organization_ids()))',
      tenant_table || '_of_own_organization', tenant_table);
    execute format('revoke all on public.%I from anon, authenticated', tenant_table);
    execute format('grant select on public.%I to anon, authenticated', tenant_table);
    execute format('grant all on public.%I to service_role', tenant_table);
  end loop;
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  app.provider_grid(public.providers, date, integer), app.fill_provider_days(public.providers, date, date),
  app.lapse_provider_holds(uuid), app.provider_hours_view(uuid),
  public.list_services(uuid), public.find_providers(uuid, text, text)
from public, anon, authenticated;
grant execute on function
  app.provider_grid(public.providers, date, integer), app.fill_provider_days(public.providers, date, date),
  app.lapse_provider_holds(uuid), app.provider_hours_view(uuid),
  public.list_services(uuid), public.find_providers(uuid, text, text)
to service_role;
-- What members may do themselves; each asks for membership first.
grant execute on function public.list_services(uuid), public.find_providers(uuid, text, text) to anon, authenticated;
