/* Asks for a call, once for each source key. What could never be called is refused here, with the field that it is about,
   and not in the night by the runner. Nobody who refused calls is asked for; whoever is known already keeps their
   name. */
create or replace function public.request_call(organization_id uuid, request jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  person uuid;
  this public.call_requests;
  refusal jsonb;
begin
  perform app.require_member(request_call.organization_id);
  if not exists (select from public.agents where agents.organization_id = request_call.organization_id) then
    return jsonb_build_object('ok', false, 'code', 'no_agent');
  end if;
  select * into given from jsonb_to_record(request_call.request) as asked (
    scenario text, phone text, name text, input jsonb, source text, source_key text, campaign_id uuid, from_call_id uuid,
    priority smallint, due_at timestamptz, time_zones text[], earliest time, latest time, expires_at timestamptz,
    max_attempts integer);
  select * into this from public.call_requests
  where organization_id = request_call.organization_id and source_key = given.source_key;
  if found then
    return jsonb_build_object('ok', true, 'request_id', this.id, 'created', false);
  end if;
  if exists (
    select from public.do_not_call where organization_id = request_call.organization_id and phone = given.phone) then
    return jsonb_build_object('ok', false, 'code', 'do_not_call');
  end if;
  refusal := app.refused_request(
    request_call.organization_id, given.scenario, given.phone, given.source, given.from_call_id);
  if refusal is not null then
    return refusal;
  end if;
  insert into public.users as known (organization_id, phone, name)
  values (request_call.organization_id, given.phone, given.name)
  on conflict (organization_id, phone) do update set name = coalesce(known.name, excluded.name)
  returning id into person;
  insert into public.call_requests
    (organization_id, scenario, user_id, phone, input, source, source_key, campaign_id, from_call_id, priority, due_at,
     time_zones, earliest, latest, expires_at, max_attempts)
  values
    (request_call.organization_id, given.scenario, person, given.phone, coalesce(given.input, '{}'), given.source,
     given.source_key, given.campaign_id, given.from_call_id, coalesce(given.priority, 3),
     coalesce(given.due_at, app.now()), given.time_zones, given.earliest, given.latest, given.expires_at,
     coalesce(given.max_attempts, 3))
  on conflict on constraint call_requests_source_once do nothing
  returning * into this;
  if this.id is null then
    select * into this from public.call_requests
    where organization_id = request_call.organization_id and source_key = given.source_key;
    return jsonb_build_object('ok', true, 'request_id', this.id, 'created', false);
  end if;
  return jsonb_build_object('ok', true, 'request_id', this.id, 'created', true);
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
  free_at timestamptz;
begin
  -- Nobody else claims for this organization meanwhile: its dialer is locked.
  if app.day_is_full(dialer) then
    return null;
  end if;
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
      elsif app.request_refusal(this) is not null then
        update public.call_requests
        set status = 'blocked', status_reason = app.request_refusal(this), updated_at = app.now() where id = this.id;
      elsif exists (
        select from public.calls
        where organization_id = this.organization_id and to_phone = this.phone
          and direction = 'outbound' and ended_at is null) then
        -- Somebody talks to them now.
        update public.call_requests set due_at = app.now() + interval '1 minute' where id = this.id;
      else
        opening := case when simulated and not dialer.simulated_people_sleep then app.now()
          else app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now()) end;
        free_at := app.number_free_at(dialer, this.phone);
        if opening is null then
          update public.call_requests
          set status = 'blocked', status_reason = 'no_common_hours', updated_at = app.now() where id = this.id;
        elsif opening > app.now() then
          update public.call_requests set due_at = opening where id = this.id;
        elsif free_at > app.now() then
          -- Their telephone has rung often enough for now.
          update public.call_requests set due_at = free_at where id = this.id;
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

/* Claims one request by name, for somebody who waits for this very call: before whatever else is due and before its own
   time, but within every limit. A runner that is claiming for the organization is waited for. */
create or replace function public.claim_request(
  organization_id uuid, request_id uuid, runner_id text, lease_seconds integer, simulated boolean)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  dialer public.dialers;
  line public.lines;
  this public.call_requests;
  refusal text;
begin
  select * into dialer from public.dialers
  where dialers.organization_id = claim_request.organization_id for no key update;
  select * into this from public.call_requests
  where call_requests.organization_id = claim_request.organization_id and id = claim_request.request_id for update;
  refusal := case
    when this.id is null then 'request_not_found'
    when this.status = 'dialing' then 'being_called'
    when this.status <> 'waiting' or this.expires_at <= app.now() then 'request_over'
    when dialer.state <> 'running' or app.deployment_state() <> 'running' then 'paused'
    when app.request_refusal(this) is not null then app.request_refusal(this)
    when app.day_is_full(dialer) or app.number_free_at(dialer, this.phone) > app.now() then 'too_many_calls'
    -- A person is called by one call at a time.
    when exists (
      select from public.calls
      where calls.organization_id = this.organization_id and to_phone = this.phone
        and direction = 'outbound' and ended_at is null) then 'being_called'
    when (not claim_request.simulated or dialer.simulated_people_sleep)
      and app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now())
        is distinct from app.now() then 'outside_hours'
  end;
  if refusal is not null then
    return jsonb_build_object('ok', false, 'code', refusal);
  end if;
  line := app.choose_line(dialer, claim_request.simulated, this.avoid_line_id);
  if line.id is null then
    return jsonb_build_object('ok', false, 'code', 'no_free_line');
  end if;
  return jsonb_build_object('ok', true, 'call',
    app.make_call(this, line, claim_request.runner_id, claim_request.lease_seconds, claim_request.simulated));
end
$$;

/* The last moment before a telephone rings. Whoever gets `ok` dials; for this call nobody else ever does. What has changed
   since the claim (paused, refused, night) ends the call undialed, and the request keeps its attempt. */
create or replace function public.begin_dial(call_id uuid, lease_seconds integer, owner text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(begin_dial.call_id);
  asked public.call_requests;
  dialer public.dialers;
  line public.lines;
  trunk public.trunks;
  refusal text;
  leg uuid;
begin
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  if app.is_anothers(this, begin_dial.owner) then
    return jsonb_build_object('ok', false, 'code', 'call_taken');
  end if;
  if this.direction <> 'outbound' or this.dialed_at is not null then
    return jsonb_build_object('ok', false, 'code', 'already_dialed');
  end if;
  select * into asked from public.call_requests where id = this.request_id for no key update;
  select * into dialer from public.dialers where organization_id = this.organization_id;
  refusal := case
    when dialer.state = 'paused' or app.deployment_state() = 'paused' then 'paused'
    when app.request_refusal(asked) is not null then app.request_refusal(asked)
    when (this.channel <> 'simulation' or dialer.simulated_people_sleep)
      and app.next_call_time(dialer, asked.time_zones, asked.earliest, asked.latest, app.now())
        is distinct from app.now() then 'outside_hours'
  end;
  if refusal is not null then
    perform public.end_call(this.id, 'canceled', null, 'never_dialed');
    -- What no later moment will allow is over, and is not claimed again and again.
    update public.call_requests set status = 'blocked', status_reason = refusal, updated_at = app.now()
    where id = asked.id and status = 'waiting' and refusal in ('number_barred', 'country_not_allowed');
    return jsonb_build_object('ok', false, 'code', refusal);
  end if;

  update public.calls
  set
    dialed_at = app.now(),
    owner = coalesce(begin_dial.owner, owner),
    taken_at = coalesce(taken_at, app.now()),
    lease_expires_at = app.now() + make_interval(secs => begin_dial.lease_seconds)
  where id = this.id
  returning * into this;
  update public.call_requests set dials = dials + 1, updated_at = app.now() where id = asked.id returning * into asked;
  update public.call_attempts
  set
    dialed_at = app.now(),
    local_times = (
      select jsonb_object_agg(zone, to_char(app.now() at time zone zone, 'YYYY-MM-DD"T"HH24:MI:SS'))
      from unnest(asked.time_zones) as zone),
    allowed_from = greatest(dialer.person_earliest, asked.earliest),
    allowed_until = least(dialer.person_latest, asked.latest),
    consent_note = dialer.consent_note
  where call_id = this.id;
  select * into line from public.lines where id = this.line_id;
  select * into trunk from public.trunks where id = line.trunk_id;
  select id into leg from public.legs where call_id = this.id and kind = 'person';
  return app.opened_call(this) || jsonb_build_object(
    'input', asked.input,
    'attempt', asked.dials,
    'max_attempts', asked.max_attempts,
    'person', (select jsonb_build_object('name', name) from public.users where id = this.user_id),
    'dial', jsonb_build_object(
      'leg_id', leg,
      'to_phone', this.to_phone,
      'ring_timeout_seconds', coalesce(trunk.ring_timeout_seconds, 30),
      'max_call_seconds', (
        select max_call_seconds from public.agent_versions
        where organization_id = this.organization_id and agent_id = this.agent_id and version = this.agent_version),
      'route', app.route_view(line, null)));
end
$$;

/* Why a request that waits is not dialed now, with the time at which that changes by itself, as far as it is known; null where
   it is dialed within seconds. In the order in which the dialer asks.
     dialer            it is paused or drains, or all dialers are
     do_not_call       the number does not want to be called
     number_barred     nobody calls such a number
     country_not_allowed  the organization does not call that country any more
     on_the_phone      a call with this person is under way or rings
     time              its own time has not come: it was asked for later, or is tried again later
     hours             nobody may be called now where the person is, or where the organization is
     often             their telephone has rung as often as it may (dialers.max_per_number_day, _week)
     full_day          the organization has called as many people as it may (dialers.max_calls_per_day, _week)
     no_common_hours   there is no hour in which both may talk
     agent, line       none is free */
create or replace function app.waits_for(this public.call_requests, dialer public.dialers, simulated boolean, lacks text)
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
    when app.request_refusal(this) is not null then app.request_refusal(this)
    when exists (
      select from public.calls
      where organization_id = this.organization_id and to_phone = this.phone
        and direction = 'outbound' and ended_at is null) then 'on_the_phone'
    when opening is null then 'no_common_hours'
    when app.number_free_at(dialer, this.phone) > due then 'often'
    when app.day_is_full(dialer) then 'full_day'
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
    when code = 'often' then app.number_free_at(dialer, this.phone)
    when code = 'full_day' then app.next_day(dialer)
    when code = 'line' then nullif(app.next_line_time(this.organization_id, app.now()), app.now())
  end;
  return case when code is not null then jsonb_build_object('code', code, 'until', app.iso(until)) end;
end
$$;

/* After so many failures in a row the line or its carrier is broken: the dialer stops by itself and somebody is told. A busy
   or silent telephone is no failure; it shows that the network works. What is wrong with Parley itself (a job that died, a
   call that could not be held) says nothing of the network: it neither counts nor shows that all is well. */
create or replace function app.count_failure(ended public.calls) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  dialer public.dialers;
begin
  if ended.outcome = 'failed' and ended.end_reason <> 'not_answered' then
    return;
  end if;
  if ended.outcome <> 'failed' then
    update public.dialers set consecutive_failures = 0
    where organization_id = ended.organization_id and consecutive_failures > 0;
    return;
  end if;
  update public.dialers set consecutive_failures = consecutive_failures + 1
  where organization_id = ended.organization_id
  returning * into dialer;
  if dialer.consecutive_failures >= dialer.fail_alert_threshold and dialer.state = 'running' then
    update public.dialers
    set state = 'paused', changed_at = app.now(),
      reason = format('%s calls in a row failed', dialer.consecutive_failures)
    where organization_id = ended.organization_id;
    insert into public.alerts (organization_id, kind, message)
    values (ended.organization_id, 'dialer_paused',
      format('The dialer paused itself: %s calls in a row failed.', dialer.consecutive_failures));
  end if;
end
$$;
