alter table public.calls
  -- The process that runs the call.
  add column owner text,
  -- When LiveKit told that the person came into the room.
  add column joined_at timestamptz,
  drop constraint calls_end_reason_known,
  add constraint calls_end_reason_known check (end_reason in ('agent_ended', 'person_hung_up', 'silence', 'too_long',
    'provider_failed', 'agent_lost', 'agent_failed', 'never_started', 'not_answered', 'voicemail', 'out_of_hours',
    'all_busy', 'refused_caller', 'unknown_number', 'transferred', 'never_dialed', 'opted_out', 'never_joined'));

-- A token that nobody used is no call that anybody would look for: its row is kept, and left out of lists.
alter table public.calls
  add column is_listed boolean not null generated always as (end_reason is distinct from 'never_joined') stored;

drop index public.calls_newest;
create index calls_newest on public.calls (organization_id, started_at desc, id desc) where is_listed;

/* True while somebody else runs this call. A lease that has lapsed is nobody's: its owner has died, or is about to learn
   that it was taken for dead. */
create function app.is_anothers(this public.calls, wanted_owner text) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select this.owner is not null and this.owner is distinct from wanted_owner and this.lease_expires_at > app.now()
$$;

create function app.taken_by_another() returns jsonb
language sql immutable security invoker set search_path = ''
as $$ select jsonb_build_object('ok', false, 'code', 'call_taken', 'alternatives', '[]'::jsonb) $$;

drop function public.take_call(uuid, integer);

/* A job takes a call that the server, the runner or its room made, and owns it from then on: of two jobs that were sent to
   one call, the second is told to step back. Nobody has answered yet in a browser's call, whose person may never come, nor
   in a call out (answer_call). */
create function public.take_call(call_id uuid, lease_seconds integer, owner text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(take_call.call_id);
begin
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  if app.is_anothers(this, take_call.owner) then
    return app.taken_by_another();
  end if;
  update public.calls
  set
    owner = coalesce(take_call.owner, owner),
    taken_at = coalesce(taken_at, app.now()),
    answered_at = case
      when direction = 'inbound' and channel <> 'web' then coalesce(answered_at, app.now()) else answered_at end,
    lease_expires_at = app.now() + make_interval(secs => take_call.lease_seconds)
  where id = this.id
  returning * into this;
  return app.opened_call(this);
end
$$;

drop function public.renew_call(uuid, integer);

/* The owner of a call says that it is alive. Whoever lost the call to another owner learns it here. */
create function public.renew_call(call_id uuid, lease_seconds integer, owner text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(renew_call.call_id);
begin
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  if this.owner is distinct from coalesce(renew_call.owner, this.owner) or app.is_anothers(this, renew_call.owner) then
    return app.taken_by_another();
  end if;
  update public.calls
  set
    owner = coalesce(renew_call.owner, owner),
    lease_expires_at = app.now() + make_interval(secs => renew_call.lease_seconds)
  where id = this.id;
  return jsonb_build_object('ok', true);
end
$$;

drop function public.begin_dial(uuid, integer);

/* The last moment before a telephone rings. Whoever gets `ok` dials; for this call nobody else ever does. What has changed
   since the claim (paused, refused, night) ends the call undialed, and the request keeps its attempt. */
create function public.begin_dial(call_id uuid, lease_seconds integer, owner text default null) returns jsonb
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

/* Ends the calls whose job stopped renewing. Calls locked by somebody else are being ended or are alive: skipped, not
   awaited, so any number of sweepers run beside each other. A browser's call into whose room nobody came was no failure:
   its token was not used. */
create or replace function public.sweep_calls(batch_size integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select calls.id,
      calls.channel = 'web' and calls.direction = 'inbound' and calls.answered_at is null and calls.joined_at is null
        as is_unused
    from public.calls
    where calls.ended_at is null and calls.lease_expires_at < app.now()
    order by calls.lease_expires_at
    limit sweep_calls.batch_size
    for update skip locked
  ), ended as (
    update public.calls
    set
      ended_at = app.now(),
      outcome = case when due.is_unused then 'canceled' else 'failed' end,
      end_reason = case
        when due.is_unused then 'never_joined'
        when calls.answered_at is null and calls.dialed_at is null then 'never_started'
        else 'agent_lost' end
    from due
    where calls.id = due.id
    returning calls.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', ended.id)), '[]') from ended
$$;

/* One webhook about a room, once.
     participant_joined         the person came; should no agent come as well, the call has failed.
     of a call that goes on     the job gets `grace_seconds`: if it lives it ends the call within that time, or renews its
                                lease because somebody may come back. Otherwise the sweeper ends the call.
     room_finished, after the   the call's lines are free.
     end of a call
     participant_left, after a  the other one must not stay in the room alone: it is to be closed.
     hand-over */
create or replace function public.hear_livekit_event(
  event_id text, event text, room_name text, is_agent boolean, grace_seconds integer)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
  close_room boolean := false;
begin
  insert into app.livekit_events (id) values (hear_livekit_event.event_id) on conflict do nothing;
  if not found then
    return jsonb_build_object('ok', true, 'replayed', true, 'close_room', false);
  end if;
  delete from app.livekit_events where received_at < app.now() - interval '1 day';
  for this in
    select * from public.calls where room_name = hear_livekit_event.room_name for no key update
  loop
    if event like 'participant\_%' and not is_agent then
      update public.calls set joined_at = app.now() where id = this.id and joined_at is null;
    end if;
    continue when event = 'participant_joined';
    if this.ended_at is null then
      update public.calls
      set lease_expires_at = least(lease_expires_at, app.now() + make_interval(secs => grace_seconds))
      where id = this.id;
    elsif event = 'room_finished' then
      perform public.release_lines(this.id);
    elsif not is_agent and this.end_reason = 'transferred' then
      close_room := true;
    end if;
  end loop;
  return jsonb_build_object('ok', true, 'replayed', false, 'close_room', close_room);
end
$$;

/* The reader's calls, newest first; `before` is the started_at of the last one seen. */
create or replace function public.list_calls(page_size integer default 50, before timestamptz default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(page.item order by page.started_at desc, page.id desc), '[]')
  from (
    select calls.id, calls.started_at,
      app.call_view(calls) || jsonb_build_object(
        'user_name', users.name,
        'cost', coalesce((
          select trim_scale(round(sum(costs.cost), 9)) from public.call_costs as costs
          where costs.call_id = calls.id), 0)) as item
    from public.calls
    left join public.users on users.id = calls.user_id
    where calls.is_listed and (list_calls.before is null or calls.started_at < list_calls.before)
    order by calls.started_at desc, calls.id desc
    limit least(greatest(coalesce(list_calls.page_size, 50), 1), 200)
  ) as page
$$;

revoke execute on function app.is_anothers(public.calls, text), app.taken_by_another() from public;
grant execute on function app.is_anothers(public.calls, text), app.taken_by_another() to service_role;
revoke execute on function
  public.take_call(uuid, integer, text), public.renew_call(uuid, integer, text), public.begin_dial(uuid, integer, text)
from public, anon, authenticated;
grant execute on function
  public.take_call(uuid, integer, text), public.renew_call(uuid, integer, text), public.begin_dial(uuid, integer, text)
to service_role;
