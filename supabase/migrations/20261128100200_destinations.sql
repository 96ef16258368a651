alter table public.dialers
  -- The countries that an organization calls; null for its own alone.
  add column countries text[],
  -- Whether somebody who calls from a country that is not among them is called back there.
  add column callbacks_abroad boolean not null default false,
  add column max_per_number_day integer not null default 10,
  add column max_per_number_week integer not null default 25,
  add column max_callbacks_per_caller_day integer not null default 3,
  add column max_callbacks_per_caller_week integer not null default 6,
  add column max_calls_per_day integer not null default 5000,
  add column max_calls_per_week integer not null default 20000,
  add constraint dialers_countries_iso check (array_to_string(countries, ' ') ~ '^([A-Z]{2}( [A-Z]{2})*)?$'),
  add constraint dialers_caps_sane check (
    max_per_number_day >= 1 and max_per_number_week >= 1
    and max_callbacks_per_caller_day >= 0 and max_callbacks_per_caller_week >= 0
    and max_calls_per_day >= 1 and max_calls_per_week >= 1);

comment on column public.dialers.max_per_number_day is
  'How often one number is dialed in 24 hours, whatever for; and how many calls may be owed to it at once.';
comment on column public.dialers.max_callbacks_per_caller_day is
  'How many callbacks whoever calls from one number is promised in 24 hours; whoever has none, in one call.';
comment on column public.dialers.max_calls_per_day is 'How many telephones an organization makes ring on its day.';

/* Whom a number that was vouched for belongs to, as far as a call knows: the number that we dialed, the one that a trusted
   network said, or the one that the business signed in. Null for one that was only said. Other than for what is on file
   (app.vouched_by), who answers does not matter: a number that we dialed may be called again. */
create function app.callback_trust(this public.calls, number text) returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when this.direction = 'outbound' and this.to_phone = number then 'called'
    when this.direction = 'inbound' and this.channel = 'web' and this.from_phone = number then 'signed_in'
    when this.direction = 'inbound' and this.channel = 'sip' and this.from_phone = number and exists (
      select from public.lines
      join public.trunks on trunks.organization_id = lines.organization_id and trunks.id = lines.trunk_id
      where lines.organization_id = this.organization_id and lines.id = this.line_id and trunks.trusts_caller_id)
      then 'network'
    -- A simulated telephone has the number that Parley gave it.
    when this.direction = 'inbound' and this.channel = 'simulation' and this.from_phone = number then 'network'
  end
$$;

/* Why an organization never calls a number, or null. What is made to cost a fortune is barred for everybody; a
   country is a choice of the organization. `caller_country` is where somebody who asked to be called back was
   known to call from. */
create function app.destination_refusal(wanted_organization uuid, phone text, caller_country text default null)
returns text
language plpgsql stable security definer set search_path = ''
as $$
declare
  range app.number_ranges := app.number_range(phone);
begin
  if range.kind is distinct from 'ordinary' then
    return 'number_barred';
  end if;
  return (
    select case
      when range.country = any (coalesce(dialers.countries, array[organizations.region])) then null
      when dialers.callbacks_abroad and range.country = destination_refusal.caller_country then null
      else 'country_not_allowed' end
    from public.organizations
    left join public.dialers on dialers.organization_id = organizations.id
    where organizations.id = wanted_organization);
end
$$;

/* The country that the person of a call was known to be called in, or to call from. */
create function app.caller_country(wanted_call uuid) returns text
language sql stable security invoker set search_path = ''
as $$
  select (app.number_range(number.phone)).country
  from public.calls
  cross join lateral (
    select case calls.direction when 'outbound' then calls.to_phone else calls.from_phone end as phone) as number
  where calls.id = wanted_call and app.callback_trust(calls, number.phone) is not null
$$;

/* The zones that must all be within calling hours: those of the number, and those that were named beside. */
create function app.with_zones_of(phone text, named text[]) returns text[]
language sql stable security invoker set search_path = ''
as $$
  select coalesce(known.zones, '{}') || array(
    select zone from unnest(named) with ordinality as given (zone, place)
    where zone <> all (coalesce(known.zones, '{}'))
    order by place)
  from (select app.number_time_zones(phone) as zones) as known
$$;

alter table public.customers drop constraint customers_zones_given,
  -- North America's numbers of no area may be in forty-two.
  add constraint customers_zones_given check (cardinality(time_zones) between 1 and 100);
alter table public.call_requests drop constraint call_requests_zones_given,
  add constraint call_requests_zones_given check (cardinality(time_zones) between 1 and 100),
  add column number_known_by text,
  add constraint call_requests_number_known_by_known check (number_known_by in
    ('called', 'network', 'signed_in', 'confirmed'));

comment on column public.call_requests.number_known_by is
  'How it is known that a callback goes to whoever asked for it: a trusted network said the number (`network`), we dialed '
  'it (`called`), the business signed them in, or it was read back in the call and confirmed.';

/* A guest whose visit came about in a call was given the zone of the restaurant, wherever their telephone was: the number
   decides, and what is said of it counts only where nobody knows. */
create function app.place_customer() returns trigger
language plpgsql stable security definer set search_path = ''
as $$
begin
  if cardinality(new.time_zones) > 0 then
    new.time_zones := coalesce(app.number_time_zones(new.mobile), new.time_zones);
  end if;
  return new;
end
$$;

create trigger customers_place before insert or update of mobile, time_zones on public.customers
for each row execute function app.place_customer();

-- Those that are there already, without a trace of it in updated_at.
alter table public.customers disable trigger user;
update public.customers set time_zones = app.number_time_zones(mobile)
where app.number_time_zones(mobile) is distinct from time_zones and app.number_time_zones(mobile) is not null
  and status <> 'resolved';
alter table public.customers enable trigger user;
update public.call_requests set time_zones = app.with_zones_of(phone, time_zones) where status = 'waiting';

/* Whoever asks for a call, and however: a number that may not be called is no request, and where its owner may be counts
   whatever is said of it. */
create function app.check_request() returns trigger
language plpgsql stable security definer set search_path = ''
as $$
declare
  refusal text := app.destination_refusal(new.organization_id, new.phone,
    case when new.source = 'callback' then app.caller_country(new.from_call_id) end);
begin
  if refusal is not null then
    raise exception using errcode = 'PT400', message = refusal, detail = 'phone';
  end if;
  new.time_zones := app.with_zones_of(new.phone, new.time_zones);
  return new;
end
$$;

-- Before the zones are checked: triggers run in the order of their names.
create trigger call_requests_check before insert or update of phone on public.call_requests
for each row execute function app.check_request();

/* An operator's telephone may be anywhere that its organization says, or be an extension; a number that nobody should pay
   for is barred here as well. */
create function app.check_operator() returns trigger
language plpgsql stable security definer set search_path = ''
as $$
begin
  if new.phone ~ '^\+' and (app.number_range(new.phone)).kind is distinct from 'ordinary' then
    raise exception using errcode = 'PT400', message = 'number_barred', detail = 'phone';
  end if;
  return new;
end
$$;

create trigger operators_check_phone before insert or update of phone on public.operators
for each row execute function app.check_operator();

/* True for a number that an organization does not call, whatever for. */
create function app.is_never_called(wanted_organization uuid, phone text) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (
      select from public.do_not_call
      where organization_id = wanted_organization and do_not_call.phone = is_never_called.phone)
    or app.destination_refusal(wanted_organization, is_never_called.phone) is not null
$$;
