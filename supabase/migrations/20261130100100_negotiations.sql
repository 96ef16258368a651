/* A campaign that looks for one slot: many providers are called, one slot is committed. */
create table public.negotiations (
  organization_id uuid not null,
  campaign_id uuid primary key,
  service text not null,
  location text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  duration_minutes integer not null,
  max_providers integer not null,
  max_parallel integer not null,
  weights jsonb not null,
  likes jsonb not null default '{}',
  excluded jsonb not null default '[]',
  time_zone text not null,
  client_name text,
  client_phone text,
  auto_confirm boolean not null default false,
  budget numeric,
  status text not null default 'running',
  failure text,
  idempotency_key text,
  request_digest text,
  last_event bigint not null default 0,
  created_at timestamptz not null default app.now(),
  ended_at timestamptz,

  constraint negotiations_tenant unique (organization_id, campaign_id),
  constraint negotiations_campaign foreign key (organization_id, campaign_id)
    references public.campaigns (organization_id, id) on delete cascade,
  -- The same request sent twice starts one campaign.
  constraint negotiations_once unique (organization_id, idempotency_key),
  constraint negotiations_range_fits check (ends_at - starts_at >= make_interval(mins => duration_minutes)),
  constraint negotiations_duration_sane check (duration_minutes between 5 and 480),
  constraint negotiations_parallel_sane check (max_parallel between 1 and 15 and max_providers between 1 and 15),
  constraint negotiations_status_known check (status in ('running', 'confirming', 'completed', 'failed', 'canceled')),
  constraint negotiations_failure_named check ((status = 'failed') = (failure is not null)),
  constraint negotiations_budget_positive check (budget > 0)
);

-- The calls of a campaign are looked up by it, and the calls of a request.
create index call_requests_of_campaign on public.call_requests (organization_id, campaign_id)
  where campaign_id is not null;

comment on table public.negotiations is 'What a campaign looks for, for whom, and how far it has come.';
comment on column public.negotiations.excluded is 'Places that were found and have no number that could be called.';
comment on column public.negotiations.budget is 'What its calls may cost together, in US dollars; null for no limit.';

create index negotiations_open on public.negotiations (organization_id, campaign_id)
  where status in ('running', 'confirming');
create index negotiations_newest on public.negotiations (organization_id, created_at desc, campaign_id);

/* When the person has something else, as their calendar said when the campaign began. */
create table public.campaign_busy_times (
  organization_id uuid not null,
  campaign_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,

  primary key (campaign_id, starts_at, ends_at),
  constraint campaign_busy_times_campaign foreign key (organization_id, campaign_id)
    references public.negotiations (organization_id, campaign_id) on delete cascade,
  constraint campaign_busy_times_in_order check (starts_at < ends_at)
);

comment on table public.campaign_busy_times is 'When the person of a campaign has something else.';

/* A provider in a campaign.
     waiting   not called yet, or to be called again
     calling   a call is owed, rings or goes on
     offered   gave at least one slot
     no_slot, refused, unreached   gave none; `reason` says why
     excluded  must not or need not be called
     skipped   the campaign ended first */
create table public.campaign_providers (
  organization_id uuid not null,
  campaign_id uuid not null,
  provider_id uuid not null,
  position integer not null,
  travel_minutes integer,
  state text not null default 'waiting',
  reason text,
  attempts integer not null default 0,
  not_before timestamptz,
  request_id uuid,

  primary key (campaign_id, provider_id),
  constraint campaign_providers_tenant unique (organization_id, campaign_id, provider_id),
  constraint campaign_providers_in_order unique (campaign_id, position),
  constraint campaign_providers_campaign foreign key (organization_id, campaign_id)
    references public.negotiations (organization_id, campaign_id) on delete cascade,
  constraint campaign_providers_provider foreign key (organization_id, provider_id)
    references public.providers (organization_id, id) on delete cascade,
  constraint campaign_providers_request foreign key (organization_id, request_id)
    references public.call_requests (organization_id, id) on delete set null (request_id),
  constraint campaign_providers_state_known check (state in
    ('waiting', 'calling', 'offered', 'no_slot', 'refused', 'unreached', 'excluded', 'skipped')),
  -- Called, cut off and called again: nobody is called a third time for one campaign.
  constraint campaign_providers_attempts_bounded check (attempts between 0 and 2)
);

comment on table public.campaign_providers is 'Whom a campaign calls, in which order, and what became of each.';

/* What a reception gave.
     open       can be committed
     committed  it was
     gone       somebody else has it
     released   another was committed, or the campaign was canceled */
create table public.campaign_offers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  campaign_id uuid not null,
  provider_id uuid not null,
  call_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  held_until timestamptz,
  notes text,
  status text not null default 'open',
  created_at timestamptz not null default app.now(),

  constraint campaign_offers_tenant unique (organization_id, campaign_id, id),
  -- The same slot offered twice is one offer.
  constraint campaign_offers_slot_once unique (campaign_id, provider_id, starts_at),
  constraint campaign_offers_provider foreign key (organization_id, campaign_id, provider_id)
    references public.campaign_providers (organization_id, campaign_id, provider_id) on delete cascade,
  constraint campaign_offers_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint campaign_offers_in_order check (starts_at < ends_at),
  constraint campaign_offers_status_known check (status in ('open', 'committed', 'gone', 'released')),
  constraint campaign_offers_notes_short check (length(notes) <= 500)
);

comment on table public.campaign_offers is 'Slots that providers gave in calls of a campaign.';

-- Rule 6: a campaign commits at most one slot.
create unique index campaign_offers_one_committed on public.campaign_offers (campaign_id) where status = 'committed';

/* The slot that was chosen. It has a reference once the provider keeps it, and never before. */
create table public.campaign_commitments (
  organization_id uuid not null,
  campaign_id uuid primary key,
  offer_id uuid not null unique,
  reference text unique,
  client_name text,
  client_phone text,
  request_id uuid,
  created_at timestamptz not null default app.now(),
  confirmed_at timestamptz,
  calendar_written_at timestamptz,

  constraint campaign_commitments_tenant unique (organization_id, campaign_id),
  constraint campaign_commitments_offer foreign key (organization_id, campaign_id, offer_id)
    references public.campaign_offers (organization_id, campaign_id, id) on delete cascade,
  constraint campaign_commitments_reference_form check (reference ~ '^CONF-[0-9A-F]{8}$'),
  constraint campaign_commitments_reference_when_kept check ((reference is null) = (confirmed_at is null))
);

comment on table public.campaign_commitments is 'The one slot of a campaign that was chosen, and its reference once the provider keeps it.';
comment on column public.campaign_commitments.request_id is 'The call that asks the provider to book it, where it has to be asked.';
comment on column public.campaign_commitments.calendar_written_at is 'When it was written to the person''s calendar.';

create index campaign_commitments_unwritten on public.campaign_commitments (confirmed_at)
  where confirmed_at is not null and calendar_written_at is null;

/* What happened, for whoever watches; numbered without gaps in the order in which it was committed. */
create table public.campaign_events (
  organization_id uuid not null,
  campaign_id uuid not null,
  event_id bigint not null,
  kind text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default app.now(),

  primary key (campaign_id, event_id),
  constraint campaign_events_campaign foreign key (organization_id, campaign_id)
    references public.negotiations (organization_id, campaign_id) on delete cascade
);

comment on table public.campaign_events is 'What happened in a campaign, in order.';

/* Takes the campaign's row: whoever changes anything of a campaign does so first, so that they go one after the other and no
   event becomes visible before an earlier one. */
create function app.lock_negotiation(campaign_id uuid) returns public.negotiations
language sql volatile security invoker set search_path = ''
as $$
  select found.* from public.negotiations as found
  where found.campaign_id = lock_negotiation.campaign_id for no key update
$$;

create function app.tell_campaign(campaign_id uuid, kind text, data jsonb default '{}') returns void
language sql volatile security invoker set search_path = ''
as $$
  with numbered as (
    update public.negotiations as told set last_event = told.last_event + 1
    where told.campaign_id = tell_campaign.campaign_id
    returning told.organization_id, told.last_event
  )
  insert into public.campaign_events (organization_id, campaign_id, event_id, kind, data)
  select numbered.organization_id, tell_campaign.campaign_id, numbered.last_event, tell_campaign.kind, tell_campaign.data
  from numbered
$$;

create function app.set_campaign_provider(
  this public.campaign_providers, state text, reason text default null, not_before timestamptz default null) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.campaign_providers
  set state = set_campaign_provider.state, reason = set_campaign_provider.reason,
    not_before = set_campaign_provider.not_before
  where campaign_id = this.campaign_id and provider_id = this.provider_id
    and (state, reason, not_before) is distinct from
      (set_campaign_provider.state, set_campaign_provider.reason, set_campaign_provider.not_before);
  if found then
    perform app.tell_campaign(this.campaign_id, 'provider', jsonb_build_object(
      'provider_id', this.provider_id, 'state', set_campaign_provider.state, 'reason', set_campaign_provider.reason));
  end if;
end
$$;

/* Why a slot cannot be had, or null. The end is exclusive, as everywhere. */
create function app.slot_refusal(
  this public.negotiations, provider public.providers, starts_at timestamptz, ends_at timestamptz) returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when slot_refusal.starts_at <= app.now() then 'past'
    when slot_refusal.starts_at < this.starts_at or slot_refusal.ends_at > this.ends_at then 'outside_range'
    when slot_refusal.ends_at - slot_refusal.starts_at < make_interval(mins => this.duration_minutes) then 'too_short'
    when exists (
      select from public.campaign_busy_times as busy
      where busy.campaign_id = this.campaign_id
        and busy.starts_at < slot_refusal.ends_at and busy.ends_at > slot_refusal.starts_at) then 'over_busy'
    when exists (select from public.provider_hours where provider_id = provider.id)
      and not exists (
        select from public.provider_hours as hours
        cross join lateral (
          select (slot_refusal.starts_at at time zone provider.time_zone) as opening,
            (slot_refusal.ends_at at time zone provider.time_zone) as closing) as local
        where hours.provider_id = provider.id and hours.weekday = extract(isodow from local.opening)
          and local.opening::time >= hours.opens and local.closing::date = local.opening::date
          and local.closing::time <= hours.closes) then 'outside_hours'
  end
$$;

/* A campaign begins: everybody who was found, in the order in which they are called, and when the person is busy.
   Who need not be called is there too, with the reason. */
create function public.start_campaign(organization_id uuid, campaign jsonb, listed jsonb, busy jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  known public.negotiations;
  new_id uuid := gen_random_uuid();
  place record;
  this public.providers;
begin
  perform app.require_member(start_campaign.organization_id);
  if not exists (select from public.agents where agents.organization_id = start_campaign.organization_id) then
    return jsonb_build_object('ok', false, 'code', 'no_agent');
  end if;
  select * into given from jsonb_to_record(start_campaign.campaign) as asked (
    service text, location text, starts_at timestamptz, ends_at timestamptz, duration_minutes integer,
    max_providers integer, max_parallel integer, weights jsonb, likes jsonb, client_name text, client_phone text,
    auto_confirm boolean, budget numeric, excluded jsonb, idempotency_key text, request_digest text);
  if given.idempotency_key is not null then
    -- Two that come at once wait for each other here, and the second finds the first.
    perform pg_advisory_xact_lock(hashtextextended(start_campaign.organization_id || given.idempotency_key, 0));
    select * into known from public.negotiations
    where organization_id = start_campaign.organization_id and idempotency_key = given.idempotency_key;
    if known.campaign_id is not null then
      return case when known.request_digest = given.request_digest
        then jsonb_build_object('ok', true, 'campaign_id', known.campaign_id, 'status', known.status, 'created', false)
        else jsonb_build_object('ok', false, 'code', 'key_reused') end;
    end if;
  end if;
  insert into public.campaigns (id, organization_id, name, scenario)
  values (new_id, start_campaign.organization_id, 'negotiation ' || new_id, 'negotiation');
  insert into public.negotiations
    (organization_id, campaign_id, service, location, starts_at, ends_at, duration_minutes, max_providers, max_parallel,
     weights, likes, excluded, time_zone, client_name, client_phone, auto_confirm, budget, idempotency_key, request_digest)
  select start_campaign.organization_id, new_id, given.service, given.location, given.starts_at, given.ends_at,
    given.duration_minutes, given.max_providers, given.max_parallel, given.weights, coalesce(given.likes, '{}'),
    coalesce(given.excluded, '[]'),
    organizations.time_zone, given.client_name, given.client_phone, given.auto_confirm, given.budget,
    given.idempotency_key, given.request_digest
  from public.organizations where organizations.id = start_campaign.organization_id;
  insert into public.campaign_busy_times (organization_id, campaign_id, starts_at, ends_at)
  select start_campaign.organization_id, new_id, blocks.starts_at, blocks.ends_at
  from jsonb_to_recordset(start_campaign.busy) as blocks (starts_at timestamptz, ends_at timestamptz)
  on conflict do nothing;
  perform app.tell_campaign(new_id, 'started', jsonb_build_object('providers', jsonb_array_length(start_campaign.listed)));
  for place in
    select places.*, places_with.position
    from jsonb_array_elements(start_campaign.listed) with ordinality as places_with (item, position)
    cross join lateral jsonb_to_record(places_with.item) as places (
      key text, name text, phone text, address text, latitude double precision, longitude double precision,
      rating numeric, rating_count integer, time_zone text, hours jsonb, takes_new_clients boolean,
      travel_minutes integer, excluded text)
    order by places_with.position
  loop
    insert into public.providers as known_place
      (organization_id, place_key, service, name, phone, location, address, latitude, longitude, rating, rating_count,
       time_zone, takes_new_clients)
    values (start_campaign.organization_id, place.key, given.service, place.name, place.phone, given.location,
      place.address, place.latitude, place.longitude, round(place.rating, 1), coalesce(place.rating_count, 0),
      place.time_zone, place.takes_new_clients)
    on conflict on constraint providers_place_once do update
    set name = excluded.name, phone = excluded.phone, address = excluded.address, rating = excluded.rating,
      rating_count = excluded.rating_count, time_zone = excluded.time_zone,
      takes_new_clients = excluded.takes_new_clients
    returning * into this;
    if this.temper is null then
      delete from public.provider_hours where provider_id = this.id;
      insert into public.provider_hours (organization_id, provider_id, weekday, opens, closes)
      select this.organization_id, this.id, hours.weekday, hours.opens, hours.closes
      from jsonb_to_recordset(place.hours) as hours (weekday integer, opens time, closes time)
      on conflict do nothing;
    else
      perform app.fill_provider_days(
        this, (given.starts_at at time zone this.time_zone)::date,
        least((given.ends_at at time zone this.time_zone)::date, (given.starts_at at time zone this.time_zone)::date + 60));
    end if;
    insert into public.campaign_providers
      (organization_id, campaign_id, provider_id, position, travel_minutes, state, reason)
    values (this.organization_id, new_id, this.id, place.position, place.travel_minutes,
      case when place.excluded is not null or place.takes_new_clients is false then 'excluded' else 'waiting' end,
      coalesce(place.excluded, case when place.takes_new_clients is false then 'no_new_clients' end))
    on conflict do nothing;
  end loop;
  return jsonb_build_object('ok', true, 'campaign_id', new_id, 'status', 'running', 'created', true);
end
$$;

/* Everything known of a campaign, for whoever ranks and shows it. */
create function public.campaign_state(organization_id uuid, campaign_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(campaign_state.organization_id);
  return (
    select to_jsonb(row) - '{idempotency_key,request_digest,last_event}'::text[] || jsonb_build_object(
      'starts_at', app.iso(row.starts_at), 'ends_at', app.iso(row.ends_at),
      'created_at', app.iso(row.created_at), 'ended_at', app.iso(row.ended_at),
      'spent', coalesce((
        select sum(costs.cost) from public.call_requests as asked
        join public.calls on calls.organization_id = asked.organization_id and calls.request_id = asked.id
        join public.call_costs as costs on costs.call_id = calls.id
        where asked.organization_id = row.organization_id and asked.campaign_id = row.campaign_id), 0),
      'providers', coalesce((
        select jsonb_agg(jsonb_build_object(
          'provider_id', one.provider_id, 'name', places.name, 'phone', places.phone, 'address', places.address,
          'latitude', places.latitude, 'longitude', places.longitude,
          'time_zone', places.time_zone, 'rating', places.rating, 'rating_count', places.rating_count,
          'travel_minutes', one.travel_minutes, 'state', one.state, 'reason', one.reason, 'attempts', one.attempts,
          'not_before', app.iso(one.not_before), 'hours', app.provider_hours_view(one.provider_id),
          'calls', coalesce((
            select jsonb_agg(jsonb_build_object(
              'call_id', calls.id, 'outcome', calls.outcome, 'disposition', calls.disposition,
              'end_reason', calls.end_reason, 'ended_at', app.iso(calls.ended_at)) order by calls.started_at, calls.id)
            from public.call_requests as asked
            join public.calls on calls.organization_id = asked.organization_id and calls.request_id = asked.id
            where asked.organization_id = row.organization_id and asked.campaign_id = row.campaign_id
              and asked.phone = places.phone), '[]'))
          order by one.position)
        from public.campaign_providers as one
        join public.providers as places on places.id = one.provider_id
        where one.campaign_id = row.campaign_id), '[]'),
      'offers', coalesce((
        select jsonb_agg(jsonb_build_object(
          'offer_id', offers.id, 'provider_id', offers.provider_id, 'call_id', offers.call_id,
          'start', app.iso(offers.starts_at), 'end', app.iso(offers.ends_at),
          'held_until', app.iso(offers.held_until), 'notes', offers.notes, 'status', offers.status)
          order by offers.created_at, offers.id)
        from public.campaign_offers as offers where offers.campaign_id = row.campaign_id), '[]'),
      'busy', coalesce((
        select jsonb_agg(jsonb_build_object(
          'startsAt', app.iso(blocks.starts_at), 'endsAt', app.iso(blocks.ends_at))
          order by blocks.starts_at, blocks.ends_at)
        from public.campaign_busy_times as blocks where blocks.campaign_id = row.campaign_id), '[]'),
      'commitment', (
        select jsonb_build_object('offer_id', made.offer_id, 'reference', made.reference)
        from public.campaign_commitments as made where made.campaign_id = row.campaign_id))
    from public.negotiations as row
    where row.organization_id = campaign_state.organization_id and row.campaign_id = campaign_state.campaign_id);
end
$$;

/* Campaigns, the newest first; `before` is the created_at of the last one seen. */
create function public.list_campaigns(organization_id uuid, before timestamptz default null, most integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(list_campaigns.organization_id);
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'campaign_id', row.campaign_id, 'status', row.status, 'service', row.service, 'location', row.location,
      'created_at', app.iso(row.created_at), 'ended_at', app.iso(row.ended_at),
      'offers', (select count(*) from public.campaign_offers as offers where offers.campaign_id = row.campaign_id),
      'reference', (select reference from public.campaign_commitments as made where made.campaign_id = row.campaign_id))
      order by row.created_at desc, row.campaign_id)
    from (
      select * from public.negotiations as listed
      where listed.organization_id = list_campaigns.organization_id
        and (list_campaigns.before is null or listed.created_at < list_campaigns.before)
      order by listed.created_at desc, listed.campaign_id
      limit least(greatest(list_campaigns.most, 1), 200)) as row), '[]');
end
$$;

/* What has happened since an event; null for a campaign that is none of this organization's. */
create function public.campaign_events_after(
  organization_id uuid, campaign_id uuid, after bigint default 0, most integer default 200) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(campaign_events_after.organization_id);
  return (
    select jsonb_build_object(
      'is_over', row.status not in ('running', 'confirming'),
      'events', coalesce((
        select jsonb_agg(jsonb_build_object(
          'event_id', told.event_id, 'kind', told.kind, 'data', told.data, 'at', app.iso(told.created_at))
          order by told.event_id)
        from (
          select * from public.campaign_events as events
          where events.campaign_id = row.campaign_id and events.event_id > campaign_events_after.after
          order by events.event_id
          limit least(greatest(campaign_events_after.most, 1), 1000)) as told), '[]'))
    from public.negotiations as row
    where row.organization_id = campaign_events_after.organization_id
      and row.campaign_id = campaign_events_after.campaign_id);
end
$$;
