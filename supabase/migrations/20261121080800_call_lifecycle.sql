/* A call as the agent and the pages see it. */
create function app.call_view(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'id', this.id,
    'scenario', this.scenario,
    'direction', this.direction,
    'channel', this.channel,
    'room_name', this.room_name,
    'from_phone', this.from_phone,
    'to_phone', this.to_phone,
    'rehearsal', this.rehearsal,
    'started_at', app.iso(this.started_at),
    'answered_at', app.iso(this.answered_at),
    'ended_at', app.iso(this.ended_at),
    'outcome', this.outcome,
    'disposition', this.disposition,
    'end_reason', this.end_reason,
    'summary', this.summary,
    'sentiment', this.sentiment)
$$;

/* What a job needs to know to speak: the call, for whom, and as which version of the agent. */
create function app.opened_call(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'ok', true,
    'call', app.call_view(this),
    'organization', jsonb_build_object(
      'id', organizations.id,
      'name', organizations.name,
      'time_zone', organizations.time_zone,
      'region', organizations.region),
    'agent', jsonb_build_object(
      'id', agent_versions.id,
      'version', agent_versions.version,
      'name', agent_versions.name,
      'language', agent_versions.language,
      'voice', agent_versions.voice,
      'persona', agent_versions.persona,
      'max_call_seconds', agent_versions.max_call_seconds))
  from public.organizations
  join public.agent_versions
    on agent_versions.organization_id = organizations.id
    and agent_versions.agent_id = this.agent_id
    and agent_versions.version = this.agent_version
  where organizations.id = this.organization_id
$$;

/* Inserts a call, or finds the one that its room already has: a job that is dispatched twice runs one call.
   An inbound call that is not the web's is answered already: its job opens it from inside the room. A web call is
   answered when a job takes it, an outbound one when the person does. */
create function public.create_call(
  organization_id uuid, scenario text, direction text, channel text, room_name text, from_phone text, to_phone text,
  rehearsal boolean, lease_seconds integer)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  speaker public.agents;
  this public.calls;
begin
  select * into speaker from public.agents where organization_id = create_call.organization_id;
  if not found then
    raise exception using errcode = 'PT404', message = 'no_agent', detail = 'Nobody answers for this organization.';
  end if;
  insert into public.calls
    (organization_id, scenario, direction, channel, agent_id, agent_version, room_name, from_phone, to_phone, rehearsal,
     answered_at, lease_expires_at)
  values
    (create_call.organization_id, create_call.scenario, create_call.direction, create_call.channel, speaker.id,
     speaker.version, create_call.room_name, create_call.from_phone, create_call.to_phone, create_call.rehearsal,
     case when create_call.direction = 'inbound' and create_call.channel <> 'web' then app.now() end,
     app.now() + make_interval(secs => create_call.lease_seconds))
  on conflict (organization_id, room_name) do nothing
  returning * into this;
  if this.id is null then
    select * into this from public.calls
    where organization_id = create_call.organization_id and room_name = create_call.room_name;
  end if;
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  return app.opened_call(this);
end
$$;

/* A job takes a call that the server or the runner made: the person is there now. */
create function public.take_call(call_id uuid, lease_seconds integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(take_call.call_id);
begin
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  update public.calls
  set
    answered_at = coalesce(answered_at, app.now()),
    lease_expires_at = app.now() + make_interval(secs => take_call.lease_seconds)
  where id = this.id
  returning * into this;
  return app.opened_call(this);
end
$$;

/* The job of a call says that it is alive. */
create function public.renew_call(call_id uuid, lease_seconds integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(renew_call.call_id);
begin
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  update public.calls set lease_expires_at = app.now() + make_interval(secs => renew_call.lease_seconds)
  where id = this.id;
  return jsonb_build_object('ok', true);
end
$$;

/* Ends a call exactly once. Job, webhook and sweeper may all try: the first one writes, the others read what stands.
   Its hold is left to lapse: a hold outlives the process that made it, and the person may call back for it.
   A disposition without anybody who answered says nothing and is dropped, so that an ending is never refused. */
create function public.end_call(call_id uuid, outcome text, disposition text, end_reason text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(end_call.call_id);
  is_first boolean := this.ended_at is null;
begin
  if is_first then
    update public.calls
    set
      ended_at = app.now(),
      outcome = end_call.outcome,
      disposition = case when answered_at is not null or scenario = 'outreach' then end_call.disposition end,
      end_reason = end_call.end_reason
    where id = this.id
    returning * into this;
  end if;
  return jsonb_build_object(
    'ok', true,
    'first', is_first,
    'outcome', this.outcome,
    'disposition', this.disposition,
    'end_reason', this.end_reason,
    'ended_at', app.iso(this.ended_at));
end
$$;

/* Ends the calls whose job stopped renewing. Calls locked by somebody else are being ended or are alive: skipped, not
   awaited, so any number of sweepers run beside each other. */
create function public.sweep_calls(batch_size integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select calls.id
    from public.calls
    where calls.ended_at is null and calls.lease_expires_at < app.now()
    order by calls.lease_expires_at
    limit sweep_calls.batch_size
    for update skip locked
  ), ended as (
    update public.calls
    set
      ended_at = app.now(),
      outcome = 'failed',
      end_reason = case when calls.answered_at is null then 'never_started' else 'agent_lost' end
    from due
    where calls.id = due.id
    returning calls.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', ended.id)), '[]') from ended
$$;

/* A turn of the transcript; written again it is replaced, since a turn grows until its end is known. */
create function public.record_turn(call_id uuid, turn jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(record_turn.call_id);
begin
  insert into public.turns
    (organization_id, call_id, turn_index, role, text, heard, interrupted, started_at, ended_at,
     end_of_turn_ms, model_ms, speech_ms, total_ms, decision)
  select
    this.organization_id, this.id, given.index, given.role, given.text, given.heard, coalesce(given.interrupted, false),
    given.started_at, given.ended_at, latency.end_of_turn_ms, latency.model_ms, latency.speech_ms, latency.total_ms,
    nullif(given.decision, 'null')
  from jsonb_to_record(record_turn.turn) as given (
    index integer, role text, text text, heard text, interrupted boolean, started_at timestamptz, ended_at timestamptz,
    decision jsonb)
  cross join lateral jsonb_to_record(coalesce(nullif(record_turn.turn -> 'latency', 'null'), '{}')) as latency (
    end_of_turn_ms numeric, model_ms numeric, speech_ms numeric, total_ms numeric)
  on conflict (call_id, turn_index) do update set
    role = excluded.role, text = excluded.text, heard = excluded.heard, interrupted = excluded.interrupted,
    started_at = excluded.started_at, ended_at = excluded.ended_at, end_of_turn_ms = excluded.end_of_turn_ms,
    model_ms = excluded.model_ms, speech_ms = excluded.speech_ms, total_ms = excluded.total_ms,
    decision = excluded.decision;
  return jsonb_build_object('ok', true);
end
$$;

/* An event as it went to the room; the same one again is a retry and changes nothing. */
create function public.record_event(call_id uuid, event jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(record_event.call_id);
begin
  insert into public.call_events (organization_id, call_id, type, event, occurred_at)
  values (this.organization_id, this.id, record_event.event ->> 'type', record_event.event,
    (record_event.event ->> 'timestamp')::timestamptz)
  on conflict (call_id, digest) do nothing;
  return jsonb_build_object('ok', true);
end
$$;

/* Cumulative quantities: the greatest wins, so neither order nor repetition matters. Locked in one order, since the job
   and whoever ends the call may both write. */
create function public.record_usage(call_id uuid, usage jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(record_usage.call_id);
begin
  insert into public.usage as known (organization_id, call_id, provider, unit, quantity)
  select this.organization_id, this.id, given.provider, given.unit, max(given.quantity)
  from jsonb_to_recordset(record_usage.usage) as given (provider text, unit text, quantity numeric)
  group by given.provider, given.unit
  order by given.provider, given.unit
  on conflict (call_id, provider, unit) do update
  set quantity = greatest(known.quantity, excluded.quantity);
  return jsonb_build_object('ok', true);
end
$$;

/* The first summary stands: the job's, or the runner's when the job died. */
create function public.record_summary(call_id uuid, summary text, sentiment text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.find_call(record_summary.call_id);
  is_first boolean;
begin
  update public.calls
  set summary = record_summary.summary, sentiment = record_summary.sentiment, summary_lease_expires_at = null
  where id = this.id and summary is null;
  is_first := found;
  return jsonb_build_object('ok', true, 'first', is_first);
end
$$;
