/* How a number is dialed on a line. */
create function app.route_view(line public.lines, shown text, other_trunk text default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'line_id', line.id,
    'line_phone', line.phone,
    'livekit_trunk_id', coalesce(other_trunk, trunks.livekit_outbound_trunk_id),
    'caller_id', coalesce(shown, line.caller_id, line.phone),
    'dial_template', coalesce(trunks.dial_template, '{e164}'),
    'headers', coalesce(trunks.headers, '{}'),
    'initial_dtmf', trunks.initial_dtmf)
  from (select 1) as always
  left join public.trunks on trunks.organization_id = line.organization_id and trunks.id = line.trunk_id
$$;

/* The last moment before a telephone rings. Whoever gets `ok` dials; for this call nobody else ever does. What has changed
   since the claim (paused, refused, night) ends the call undialed, and the request keeps its attempt. */
create function public.begin_dial(call_id uuid, lease_seconds integer) returns jsonb
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
  if this.direction <> 'outbound' or this.dialed_at is not null then
    return jsonb_build_object('ok', false, 'code', 'already_dialed');
  end if;
  select * into asked from public.call_requests where id = this.request_id for no key update;
  select * into dialer from public.dialers where organization_id = this.organization_id;
  refusal := case
    when dialer.state = 'paused' or app.deployment_state() = 'paused' then 'paused'
    when exists (
      select from public.do_not_call where organization_id = this.organization_id and phone = this.to_phone)
      then 'do_not_call'
    when (this.channel <> 'simulation' or dialer.simulated_people_sleep)
      and app.next_call_time(dialer, asked.time_zones, asked.earliest, asked.latest, app.now())
        is distinct from app.now() then 'outside_hours'
  end;
  if refusal is not null then
    perform public.end_call(this.id, 'canceled', null, 'never_dialed');
    return jsonb_build_object('ok', false, 'code', refusal);
  end if;

  update public.calls
  set dialed_at = app.now(), lease_expires_at = app.now() + make_interval(secs => begin_dial.lease_seconds)
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

/* A job takes a call that the server or the runner made. In a web call the person is there now; a called person answers
   later (answer_call). */
create or replace function public.take_call(call_id uuid, lease_seconds integer) returns jsonb
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
    answered_at = case when direction = 'inbound' then coalesce(answered_at, app.now()) else answered_at end,
    lease_expires_at = app.now() + make_interval(secs => take_call.lease_seconds)
  where id = this.id
  returning * into this;
  return app.opened_call(this);
end
$$;

/* The called telephone was picked up. Called again when it is known by whom. */
create function public.answer_call(call_id uuid, sip_call_id text, answered_by text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(answer_call.call_id);
begin
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  update public.calls
  set answered_at = coalesce(answered_at, app.now()), answered_by = coalesce(answer_call.answered_by, answered_by)
  where id = this.id;
  update public.legs
  set answered_at = coalesce(answered_at, app.now()), sip_call_id = coalesce(answer_call.sip_call_id, sip_call_id)
  where call_id = this.id and kind = 'person';
  return jsonb_build_object('ok', true);
end
$$;

/* An operator picked up. */
create function public.answer_leg(leg_id uuid, sip_call_id text) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with answered as (
    update public.legs
    set answered_at = coalesce(answered_at, app.now()), sip_call_id = coalesce(answer_leg.sip_call_id, legs.sip_call_id)
    where id = answer_leg.leg_id and ended_at is null
    returning id
  )
  select jsonb_build_object('ok', exists (select from answered))
$$;

/* One party's connection ended; the first word stands. A leg other than the person's gives its line back with it. */
create function public.record_leg_end(leg_id uuid, outcome text, sip_status_code integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.legs
  set
    ended_at = app.now(),
    outcome = record_leg_end.outcome,
    sip_status_code = record_leg_end.sip_status_code,
    released_at = case when kind = 'person' then released_at else coalesce(released_at, app.now()) end
  where id = record_leg_end.leg_id and ended_at is null;
  return jsonb_build_object('ok', true);
end
$$;

/* Rule 4: a line is free again once the call's room is gone, or never was. Whoever knows that says so here. */
create function public.release_lines(call_id uuid) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
begin
  update public.legs
  set released_at = app.now(), ended_at = coalesce(ended_at, app.now())
  where call_id = release_lines.call_id and released_at is null;
  return jsonb_build_object('ok', true);
end
$$;

/* Ended calls that still hold a line: their job died. Whoever deletes the room says release_lines. */
create function public.unreleased_calls(batch_size integer, grace_seconds integer) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('call_id', due.id, 'room_name', due.room_name)), '[]')
  from (
    select calls.id, calls.room_name
    from public.legs
    join public.calls on calls.organization_id = legs.organization_id and calls.id = legs.call_id
    where legs.released_at is null and legs.kind = 'person'
      and calls.ended_at < app.now() - make_interval(secs => unreleased_calls.grace_seconds)
    order by calls.ended_at
    limit unreleased_calls.batch_size) as due
$$;
