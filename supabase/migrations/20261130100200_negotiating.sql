-- Its input as src/scenarios/negotiation/definition.ts reads it; a test compares the two.
insert into app.scenarios (name, dispositions, input) values
  ('negotiation', '{offer,no_slot,refused,confirmed,released}',
   $json${"type": "object", "properties": {"campaign_id": {"type": "string", "format": "uuid", "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$"}, "provider_id": {"type": "string", "format": "uuid", "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$"}, "purpose": {"default": "find", "type": "string", "enum": ["find", "confirm", "release"]}, "terms": {"anyOf": [{}, {"type": "null"}]}, "callback_note": {"type": ["string", "null"]}, "menu_digits": {"anyOf": [{"type": "string", "maxLength": 40, "pattern": "^[0-9*#w]+$"}, {"type": "null"}]}}, "required": ["campaign_id", "provider_id"]}$json$);

-- A campaign goes on to the next provider at once; who was busy is tried again while it still runs.
insert into app.scenario_retry_rules (scenario, outcome, delay_seconds, other_line) values
  ('negotiation', 'busy', 120, false),
  ('negotiation', 'no_answer', null, false),
  ('negotiation', 'voicemail', null, false),
  ('negotiation', 'declined', null, false),
  ('negotiation', 'failed', 30, true);

/* Asks for one call to a provider. Its number may be a landline of anywhere: the zone where the provider is counts, and
   those of its number. @returns the answer of request_call */
create function app.ask_provider(
  this public.negotiations, provider public.providers, purpose text, source_key text, from_call_id uuid default null)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select public.request_call(this.organization_id, jsonb_build_object(
    'scenario', 'negotiation', 'phone', provider.phone, 'name', provider.name,
    'input', jsonb_build_object('campaign_id', this.campaign_id, 'provider_id', provider.id, 'purpose', purpose),
    'source', 'campaign', 'source_key', source_key, 'campaign_id', this.campaign_id,
    'priority', case purpose when 'confirm' then 1 when 'find' then 2 else 4 end,
    'time_zones', jsonb_build_array(provider.time_zone),
    'expires_at', this.ends_at, 'max_attempts', case purpose when 'find' then 1 else 3 end))
$$;

/* Calls those providers, in this order, as many as the campaign may call at once and in all. Whoever asks twice has asked
   once. @returns how many calls are owed now */
create function public.call_providers(campaign_id uuid, provider_ids uuid[]) returns integer
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.negotiations := app.lock_negotiation(call_providers.campaign_id);
  one public.campaign_providers;
  provider public.providers;
  answer jsonb;
  wanted uuid;
  calling integer;
  reached integer;
begin
  if this.status is distinct from 'running' then
    return 0;
  end if;
  select count(*) filter (where state = 'calling'),
    count(*) filter (where state in ('calling', 'offered', 'no_slot', 'refused'))
  into calling, reached
  from public.campaign_providers where campaign_id = this.campaign_id;
  foreach wanted in array call_providers.provider_ids loop
    exit when calling >= this.max_parallel or reached >= this.max_providers;
    select * into one from public.campaign_providers
    where campaign_id = this.campaign_id and provider_id = wanted and state = 'waiting' and attempts < 2
      and (not_before is null or not_before <= app.now());
    continue when not found;
    select * into provider from public.providers where id = wanted;
    answer := app.ask_provider(this, provider, 'find',
      format('negotiation:%s:%s:%s', this.campaign_id, provider.id, one.attempts + 1));
    if (answer ->> 'ok')::boolean then
      update public.campaign_providers
      set attempts = attempts + 1, request_id = (answer ->> 'request_id')::uuid
      where campaign_id = this.campaign_id and provider_id = provider.id;
      perform app.set_campaign_provider(one, 'calling');
      calling := calling + 1;
      reached := reached + 1;
    else
      perform app.set_campaign_provider(one, 'excluded', answer ->> 'code');
    end if;
  end loop;
  return calling;
end
$$;

/* What became of a provider whose call is over, or whose request will never be one. */
create function app.settle_campaign_provider(
  one public.campaign_providers, outcome text, disposition text, was_dialed boolean) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  rule record;
begin
  select * into rule from app.retry_rule(one.organization_id, 'negotiation', settle_campaign_provider.outcome);
  case
    when exists (
      select from public.campaign_offers
      where campaign_id = one.campaign_id and provider_id = one.provider_id and status <> 'gone')
      then perform app.set_campaign_provider(one, 'offered');
    when disposition in ('no_slot', 'refused') then
      perform app.set_campaign_provider(one, disposition, coalesce(one.reason, disposition));
    -- Cut off in the middle: once more.
    when outcome = 'answered' and one.attempts < 2 then
      perform app.set_campaign_provider(one, 'waiting', 'cut_off');
    when was_dialed and rule.delay is not null and one.attempts < 2 then
      perform app.set_campaign_provider(one, 'waiting', outcome, app.now() + rule.delay);
    else
      perform app.set_campaign_provider(one, 'unreached', coalesce(outcome, 'not_called'));
  end case;
end
$$;

/* What the end of a call means for its campaign, in the transaction that ends it. Named to run after the request was
   settled (calls_settle_request): triggers run in the order of their names. */
create function app.tell_negotiation() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  asked public.call_requests;
  this public.negotiations;
  one public.campaign_providers;
begin
  select * into asked from public.call_requests where id = new.request_id;
  if asked.campaign_id is null then
    return null;
  end if;
  this := app.lock_negotiation(asked.campaign_id);
  if this.campaign_id is null then
    return null;
  end if;
  select * into one from public.campaign_providers
  where campaign_id = this.campaign_id and request_id = asked.id and state = 'calling';
  -- A call that was never dialed leaves its request waiting, and is made again.
  if found and asked.status <> 'waiting' then
    perform app.settle_campaign_provider(one, new.outcome, new.disposition, new.dialed_at is not null);
  end if;
  perform app.tell_campaign(this.campaign_id, 'call_ended', jsonb_build_object(
    'call_id', new.id, 'provider_id', asked.input ->> 'provider_id', 'outcome', new.outcome,
    'disposition', new.disposition));
  return null;
end
$$;

create trigger calls_tell_negotiation after update of ended_at on public.calls
for each row when (old.ended_at is null and new.ended_at is not null and new.scenario = 'negotiation')
execute function app.tell_negotiation();

create function app.tell_negotiation_of_answer() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  asked public.call_requests;
begin
  select * into asked from public.call_requests where id = new.request_id;
  if asked.campaign_id is not null and (app.lock_negotiation(asked.campaign_id)).campaign_id is not null then
    perform app.tell_campaign(asked.campaign_id, case when new.answered_at is null then 'dialing' else 'answered' end,
      jsonb_build_object('call_id', new.id, 'provider_id', asked.input ->> 'provider_id'));
  end if;
  return null;
end
$$;

create trigger calls_tell_negotiation_of_answer after update of answered_at, dialed_at on public.calls
for each row when (new.scenario = 'negotiation' and new.ended_at is null
  and (old.answered_at is null and new.answered_at is not null or old.dialed_at is null and new.dialed_at is not null))
execute function app.tell_negotiation_of_answer();

/* Campaigns that go on, with what changed while nobody looked: requests that ended without a call, holds that lapsed.
   @returns their ids, those of every organization */
create function public.open_campaigns(most integer default 200) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.negotiations;
  one public.campaign_providers;
  ids jsonb := '[]';
begin
  delete from public.provider_appointments where kind = 'held' and held_until <= app.now();
  for this in
    select * from public.negotiations where status in ('running', 'confirming')
    order by created_at, campaign_id limit open_campaigns.most
  loop
    ids := ids || jsonb_build_array(jsonb_build_object(
      'organization_id', this.organization_id, 'campaign_id', this.campaign_id));
    for one in
      select found.* from public.campaign_providers as found
      join public.call_requests as asked on asked.organization_id = found.organization_id and asked.id = found.request_id
      where found.campaign_id = this.campaign_id and found.state = 'calling'
        and asked.status in ('expired', 'blocked', 'canceled', 'exhausted', 'completed')
        and not exists (
          select from public.calls
          where calls.organization_id = asked.organization_id and calls.request_id = asked.id and calls.ended_at is null)
    loop
      perform app.lock_negotiation(this.campaign_id);
      perform app.settle_campaign_provider(one, null, null, false);
    end loop;
  end loop;
  return ids;
end
$$;

/* Which call of which campaign this is. */
create function app.negotiation_of(
  this public.calls, out asked public.call_requests, out negotiation public.negotiations, out provider public.providers)
language plpgsql stable security invoker set search_path = ''
as $$
begin
  select * into asked from public.call_requests where id = this.request_id;
  select * into negotiation from public.negotiations
  where organization_id = this.organization_id and campaign_id = asked.campaign_id;
  select * into provider from public.providers
  where organization_id = this.organization_id and id = (asked.input ->> 'provider_id')::uuid;
  if negotiation.campaign_id is null or provider.id is null then
    raise exception using errcode = 'PT404', message = 'no_negotiation',
      detail = 'This call belongs to no campaign that looks for a slot.';
  end if;
end
$$;

create function public.negotiation_terms(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
  chosen public.campaign_offers;
begin
  select * into this from public.calls where id = negotiation_terms.call_id;
  select * into known from app.negotiation_of(this);
  select offers.* into chosen from public.campaign_offers as offers
  where offers.campaign_id = (known.negotiation).campaign_id and offers.provider_id = (known.provider).id
    and case (known.asked).input ->> 'purpose'
      when 'confirm' then offers.id = (
        select offer_id from public.campaign_commitments as made where made.campaign_id = offers.campaign_id)
      when 'release' then offers.status = 'released'
      else false
    end
  order by offers.created_at desc limit 1;
  return jsonb_build_object(
    'purpose', (known.asked).input ->> 'purpose',
    'client_name', (known.negotiation).client_name,
    'service', (known.negotiation).service,
    'location', (known.negotiation).location,
    'range', jsonb_build_object(
      'start', app.iso((known.negotiation).starts_at), 'end', app.iso((known.negotiation).ends_at)),
    'duration_minutes', (known.negotiation).duration_minutes,
    'provider', jsonb_build_object(
      'id', (known.provider).id, 'name', (known.provider).name, 'time_zone', (known.provider).time_zone,
      'hours', app.provider_hours_view((known.provider).id),
      'travel_minutes', (
        select travel_minutes from public.campaign_providers
        where campaign_id = (known.negotiation).campaign_id and provider_id = (known.provider).id)),
    'slot', case when chosen.id is not null then jsonb_build_object(
      'start', app.iso(chosen.starts_at), 'end', app.iso(chosen.ends_at)) end,
    -- Whoever asks ranks them.
    'organization_id', this.organization_id,
    'campaign_id', (known.negotiation).campaign_id);
end
$$;

create function public.check_calendar(call_id uuid, starts_at timestamptz, ends_at timestamptz) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
begin
  select * into this from public.calls where id = check_calendar.call_id;
  select * into known from app.negotiation_of(this);
  return not exists (
    select from public.campaign_busy_times as busy
    where busy.campaign_id = (known.negotiation).campaign_id
      and busy.starts_at < check_calendar.ends_at and busy.ends_at > check_calendar.starts_at);
end
$$;

/* Why a slot at the provider on the line could not be had now, or null. */
create function app.refusal_in_call(
  this public.calls, negotiation public.negotiations, provider public.providers, wanted_provider uuid,
  starts_at timestamptz, ends_at timestamptz) returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when this.ended_at is not null then 'call_ended'
    when negotiation.status <> 'running' then 'campaign_over'
    when wanted_provider <> provider.id then 'other_provider'
    else app.slot_refusal(negotiation, provider, refusal_in_call.starts_at, refusal_in_call.ends_at)
  end
$$;

create function public.validate_slot(call_id uuid, provider_id uuid, starts_at timestamptz, ends_at timestamptz)
returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
  refusal text;
begin
  select * into this from public.calls where id = validate_slot.call_id;
  select * into known from app.negotiation_of(this);
  refusal := app.refusal_in_call(
    this, known.negotiation, known.provider, validate_slot.provider_id, validate_slot.starts_at, validate_slot.ends_at);
  return case when refusal is null then jsonb_build_object('ok', true)
    else jsonb_build_object('ok', false, 'code', refusal) end;
end
$$;

/* Times at which the person is free and the provider open, the earliest first. Not what the provider has free: nobody but
   its reception knows that. */
create function public.propose_slots(call_id uuid, not_before timestamptz, not_after timestamptz) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
  opening timestamptz;
begin
  select * into this from public.calls where id = propose_slots.call_id;
  select * into known from app.negotiation_of(this);
  opening := greatest((known.negotiation).starts_at, propose_slots.not_before, app.now());
  return coalesce((
    select jsonb_agg(jsonb_build_object('start', app.iso(free.starts_at), 'end', app.iso(free.ends_at))
      order by free.starts_at)
    from (
      select grid.starts_at, grid.ends_at
      from generate_series(
        (opening at time zone (known.provider).time_zone)::date::timestamp,
        least((known.negotiation).ends_at, coalesce(propose_slots.not_after, 'infinity'), opening + interval '14 days')
          at time zone (known.provider).time_zone,
        interval '1 day') as days (midnight)
      cross join lateral app.provider_grid(
        known.provider, days.midnight::date, (known.negotiation).duration_minutes) as grid
      where grid.starts_at >= opening
        and (propose_slots.not_after is null or grid.ends_at <= propose_slots.not_after)
        and app.slot_refusal(known.negotiation, known.provider, grid.starts_at, grid.ends_at) is null
      order by grid.starts_at limit 5) as free), '[]');
end
$$;

create function public.list_other_providers(call_id uuid, service text, location text, exclude_ids uuid[]) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
begin
  select * into this from public.calls where id = list_other_providers.call_id;
  select * into known from app.negotiation_of(this);
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'provider_id', one.provider_id, 'name', places.name, 'travel_minutes', one.travel_minutes,
      'rating', places.rating) order by one.position)
    from public.campaign_providers as one
    join public.providers as places on places.id = one.provider_id
    where one.campaign_id = (known.negotiation).campaign_id and one.state <> 'excluded'
      and one.provider_id <> all (coalesce(list_other_providers.exclude_ids, '{}'))
      and places.service = lower(btrim(list_other_providers.service))), '[]');
end
$$;

/* The only way in which an offer comes to exist. */
create function public.record_offer(
  call_id uuid, tool_call_id text, starts_at timestamptz, ends_at timestamptz, held_until timestamptz, notes text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(record_offer.call_id);
  answer jsonb := app.remembered(this, record_offer.tool_call_id, 'record_offer');
  known record;
  negotiation public.negotiations;
  refusal text;
  made public.campaign_offers;
begin
  if answer is not null then
    return answer;
  end if;
  select * into known from app.negotiation_of(this);
  negotiation := app.lock_negotiation((known.negotiation).campaign_id);
  refusal := coalesce(
    app.refusal_in_call(
      this, negotiation, known.provider, (known.provider).id, record_offer.starts_at, record_offer.ends_at),
    case when record_offer.held_until <= app.now() then 'held_in_past' end);
  if refusal is not null then
    return jsonb_build_object('ok', false, 'code', refusal);
  end if;
  insert into public.campaign_offers as known_offer
    (organization_id, campaign_id, provider_id, call_id, starts_at, ends_at, held_until, notes)
  values (this.organization_id, negotiation.campaign_id, (known.provider).id, this.id, record_offer.starts_at,
    record_offer.ends_at, record_offer.held_until, nullif(btrim(left(record_offer.notes, 500)), ''))
  on conflict on constraint campaign_offers_slot_once do update
  -- Offered again: what is kept longer counts, and what was gone is there again.
  set held_until = coalesce(excluded.held_until, known_offer.held_until),
    notes = coalesce(excluded.notes, known_offer.notes), call_id = excluded.call_id,
    status = case when known_offer.status = 'gone' then 'open' else known_offer.status end
  returning * into made;
  perform app.tell_campaign(negotiation.campaign_id, 'offer', jsonb_build_object(
    'offer_id', made.id, 'provider_id', made.provider_id, 'call_id', this.id, 'start', app.iso(made.starts_at),
    'end', app.iso(made.ends_at), 'held_until', app.iso(made.held_until)));
  return app.remember(this, record_offer.tool_call_id, 'record_offer', jsonb_build_object(
    'ok', true, 'time_zone', (known.provider).time_zone, 'offer',
    jsonb_build_object('offer_id', made.id, 'start', app.iso(made.starts_at), 'end', app.iso(made.ends_at),
      'held_until', app.iso(made.held_until))));
end
$$;

/* Why the provider on the line gives no slot. */
create function public.record_no_offer(call_id uuid, tool_call_id text, reason text, notes text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(record_no_offer.call_id);
  answer jsonb := app.remembered(this, record_no_offer.tool_call_id, 'record_no_offer');
  known record;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  select * into known from app.negotiation_of(this);
  perform app.lock_negotiation((known.negotiation).campaign_id);
  update public.campaign_providers set reason = record_no_offer.reason
  where campaign_id = (known.negotiation).campaign_id and provider_id = (known.provider).id;
  return app.remember(this, record_no_offer.tool_call_id, 'record_no_offer', jsonb_build_object(
    'ok', true, 'reason', record_no_offer.reason));
end
$$;

create function public.log_campaign_event(call_id uuid, tool_call_id text, message text, data jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(log_campaign_event.call_id);
  answer jsonb := app.remembered(this, log_campaign_event.tool_call_id, 'log_event');
  known record;
begin
  if answer is not null then
    return answer;
  end if;
  select * into known from app.negotiation_of(this);
  perform app.lock_negotiation((known.negotiation).campaign_id);
  perform app.tell_campaign((known.negotiation).campaign_id, 'note', jsonb_build_object(
    'call_id', this.id, 'provider_id', (known.provider).id, 'message', left(log_campaign_event.message, 500),
    'data', log_campaign_event.data));
  return app.remember(this, log_campaign_event.tool_call_id, 'log_event', jsonb_build_object('ok', true));
end
$$;

/* What a simulated reception has free, within the dates that are asked for. */
create function public.provider_openings(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
begin
  select * into this from public.calls where id = provider_openings.call_id;
  select * into known from app.negotiation_of(this);
  if (known.provider).temper is null then
    return '[]';
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('start', app.iso(free.starts_at), 'end', app.iso(free.ends_at))
      order by free.starts_at)
    from (
      select grid.starts_at, grid.ends_at
      from public.provider_days as days
      cross join lateral app.provider_grid(known.provider, days.day, (known.negotiation).duration_minutes) as grid
      where days.provider_id = (known.provider).id
        and grid.starts_at > app.now() and grid.starts_at >= (known.negotiation).starts_at
        and grid.ends_at <= (known.negotiation).ends_at
        and not exists (
          select from public.provider_appointments as taken
          where taken.provider_id = (known.provider).id
            and (taken.kind <> 'held' or taken.held_until > app.now())
            and tstzrange(taken.starts_at, taken.ends_at) && tstzrange(grid.starts_at, grid.ends_at))
      order by grid.starts_at limit 200) as free), '[]');
end
$$;

/* How a simulated reception behaves. */
create function public.provider_temper(call_id uuid) returns text
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
begin
  select * into this from public.calls where id = provider_temper.call_id;
  select * into known from app.negotiation_of(this);
  return (known.provider).temper;
end
$$;

/* A simulated reception keeps a slot for the campaign that is on the line; false when somebody else has it. What it kept
   before for the same campaign is given up. */
create function public.keep_provider_slot(
  call_id uuid, starts_at timestamptz, ends_at timestamptz, held_until timestamptz) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  known record;
begin
  select * into this from public.calls where id = keep_provider_slot.call_id;
  select * into known from app.negotiation_of(this);
  -- What is kept after the campaign was over would be let go by nobody.
  if (app.lock_negotiation((known.negotiation).campaign_id)).status <> 'running' then
    return false;
  end if;
  perform app.lapse_provider_holds((known.provider).id);
  begin
    delete from public.provider_appointments
    where provider_id = (known.provider).id and campaign_id = (known.negotiation).campaign_id and kind = 'held';
    insert into public.provider_appointments
      (organization_id, provider_id, starts_at, ends_at, kind, held_until, campaign_id)
    values (this.organization_id, (known.provider).id, keep_provider_slot.starts_at, keep_provider_slot.ends_at, 'held',
      keep_provider_slot.held_until, (known.negotiation).campaign_id);
    return true;
  exception when exclusion_violation then
    return false;
  end;
end
$$;
