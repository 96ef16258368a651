/* The call, locked until the transaction ends: tool calls of one call go one after the other, so ten copies of the same
   tool call find the first one's answer, and a call cannot end in the middle of a booking. */
create function app.enter_call(wanted uuid) returns public.calls
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform from public.calls where id = wanted for no key update;
  return app.find_call(wanted);
end
$$;

/* What this tool call already achieved, or null. An id that is used again for something else is a fault of the caller. */
create function app.remembered(this public.calls, wanted text, wanted_tool text) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  memory public.tool_calls;
begin
  select * into memory from public.tool_calls where call_id = this.id and tool_call_id = wanted;
  if memory.tool <> wanted_tool then
    raise exception using errcode = 'PT409', message = 'tool_call_reused';
  end if;
  return memory.answer;
end
$$;

/* Keeps the answer to a tool call that changed something, in the transaction that changed it. */
create function app.remember(this public.calls, done text, done_tool text, done_answer jsonb, changed uuid default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.tool_calls (organization_id, call_id, tool_call_id, tool, answer, appointment_id)
  values (this.organization_id, this.id, done, done_tool, done_answer, changed);
  return done_answer;
end
$$;

/* An appointment as tools, events and pages see it. */
create function app.appointment_view(appointment public.appointments) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select app.slot_view(
      appointment.starts_at at time zone organizations.time_zone, appointment.starts_at, appointment.ends_at)
    || jsonb_build_object(
      'appointment_id', appointment.id,
      'status', appointment.status,
      'resource', resources.name,
      'notes', appointment.notes)
  from public.resources
  join public.organizations on organizations.id = resources.organization_id
  where resources.id = appointment.resource_id
$$;

/* What is known of when somebody likes to come. */
create function app.preferences_view(person public.users) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'time_of_day', person.time_of_day,
    'weekdays', to_jsonb(coalesce(person.weekdays, '{}')),
    'last_appointment', app.iso(person.last_appointment_at))
$$;

/* Learns from a booking or a change; the call keeps what was known when it ended. */
create function app.learn(this public.calls, booked_at timestamptz) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  local timestamp;
  person public.users;
begin
  select booked_at at time zone time_zone into local from public.organizations where id = this.organization_id;
  update public.users
  set
    time_of_day = coalesce(app.part_of_day(local), time_of_day),
    weekdays = (extract(isodow from local)::smallint || weekdays)[1:3],
    last_appointment_at = booked_at
  where id = this.user_id
  returning * into person;
  update public.calls set preferences = app.preferences_view(person) where id = this.id;
end
$$;

/* Decides a wish for a time and makes room for it, or says why not (code). Used by hold, book and modify.

   The organization's resources are locked in order of id first. The exclusion constraint alone would keep rule 1, but
   two inserts that conflict wait for each other and one dies of a deadlock; in line, the second sees the first one's
   row and can be offered something else. A claim takes milliseconds, and `no key update` lets everything else pass.

   Then lapsed holds are released, in one statement and in order of id, since the end of a call may release some too. */
create function app.claim(
  this public.calls, day text, at text, moving uuid default null,
  out code text, out starts_at timestamptz, out ends_at timestamptz, out resource_id uuid, out during tstzrange,
  out hold_id uuid, out near timestamptz)
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  organization public.organizations;
  own_hold public.appointments;
  local_day date;
begin
  perform from public.resources
  where resources.organization_id = this.organization_id
  order by resources.id
  for no key update;

  update public.appointments
  set status = 'lapsed', held_until = null, updated_at = app.now()
  where id in (
    select held.id from public.appointments as held
    where held.organization_id = this.organization_id and held.status = 'held' and held.held_until <= app.now()
    order by held.id
    for update);

  select * into organization from public.organizations where id = this.organization_id;
  starts_at := app.local_instant(claim.day, claim.at, organization.time_zone);
  -- A time that does not exist still says which day to look around.
  near := coalesce(starts_at, (app.parse_day(claim.day) + time '12:00') at time zone organization.time_zone);
  local_day := (starts_at at time zone organization.time_zone)::date;
  code := case
    when starts_at is null then 'no_such_time'
    when starts_at <= app.now() then 'past'
    when local_day > (app.now() at time zone organization.time_zone)::date + organization.horizon_days then 'too_far'
  end;
  if code is not null then
    return;
  end if;

  select nullif(states.state, 'free'), states.ends_at, states.resource_id
  into code, ends_at, resource_id
  from app.slot_states(this, local_day, local_day, claim.moving) as states
  where states.starts_at = claim.starts_at;
  if not found then
    -- Between two slots of the day we are open, but nothing starts then.
    select case when bool_or(states.starts_at < claim.starts_at) and bool_or(states.starts_at > claim.starts_at)
      then 'no_such_time' else 'closed' end
    into code
    from app.slot_states(this, local_day, local_day, claim.moving) as states;
  end if;
  if code is not null then
    return;
  end if;
  during := tstzrange(starts_at, ends_at + make_interval(mins => organization.buffer_minutes));

  select * into own_hold
  from public.appointments as held
  where held.organization_id = this.organization_id and held.status = 'held'
    and (held.call_id = this.id or held.user_id = this.user_id)
    and held.starts_at = claim.starts_at and held.ends_at = claim.ends_at
  order by held.call_id = this.id desc, held.id
  limit 1;
  hold_id := own_hold.id;
  resource_id := coalesce(own_hold.resource_id, claim.resource_id);
end
$$;

/* Takes what was claimed, in one piece: lets go of the call's other hold (and of the person's own in the way), then
   moves the given appointment, turns their hold into the appointment, or inserts one. Null when a writer outside these
   functions was faster: then the exclusion constraint decides, and nothing of this stays. */
create function app.settle(
  this public.calls, claimed record, new_status text, new_notes text default null, moving uuid default null)
returns public.appointments
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  settled public.appointments;
  target uuid := coalesce(moving, claimed.hold_id);
  new_held_until timestamptz;
begin
  if new_status = 'held' then
    select app.now() + make_interval(mins => hold_minutes) into new_held_until
    from public.organizations where id = this.organization_id;
  end if;

  update public.appointments
  set status = 'lapsed', held_until = null, updated_at = app.now()
  where organization_id = this.organization_id and status = 'held' and id is distinct from target
    and (call_id = this.id or (user_id = this.user_id and during && claimed.during));

  if target is null then
    insert into public.appointments
      (organization_id, resource_id, user_id, call_id, status, starts_at, ends_at, during, held_until, notes)
    values
      (this.organization_id, claimed.resource_id, this.user_id, this.id, new_status, claimed.starts_at, claimed.ends_at,
       claimed.during, new_held_until, new_notes)
    returning * into settled;
  else
    update public.appointments
    set
      resource_id = claimed.resource_id,
      call_id = case when moving is null then this.id else call_id end,
      user_id = this.user_id,
      status = new_status,
      starts_at = claimed.starts_at,
      ends_at = claimed.ends_at,
      during = claimed.during,
      held_until = new_held_until,
      notes = coalesce(new_notes, notes),
      updated_at = app.now()
    where id = target
    returning * into settled;
  end if;
  return settled;
exception when exclusion_violation then
  return null;
end
$$;

/* Keeps a slot for the organization's hold_minutes while the caller decides. The call's earlier hold is let go. */
create function public.hold_slot(call_id uuid, tool_call_id text, day text, at text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(hold_slot.call_id);
  answer jsonb := coalesce(app.remembered(this, hold_slot.tool_call_id, 'hold_slot'), app.call_refusal(this));
  claimed record;
  held public.appointments;
  zone text;
begin
  if answer is not null then
    return answer;
  end if;
  claimed := app.claim(this, hold_slot.day, hold_slot.at);
  if claimed.code is null then
    held := app.settle(this, claimed, 'held');
  end if;
  if held.id is null then
    return app.refusal(this, coalesce(claimed.code, 'taken'), claimed.near);
  end if;
  select time_zone into zone from public.organizations where id = this.organization_id;
  return app.remember(this, hold_slot.tool_call_id, 'hold_slot', jsonb_build_object(
    'ok', true,
    'slot', app.slot_view(held.starts_at at time zone zone, held.starts_at, held.ends_at),
    'held_until', app.iso(held.held_until)), held.id);
end
$$;

/* Books a slot, or turns the person's hold on it into the appointment. */
create function public.book_appointment(
  call_id uuid, tool_call_id text, day text, at text, notes text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(book_appointment.call_id);
  answer jsonb := coalesce(
    app.remembered(this, book_appointment.tool_call_id, 'book_appointment'), app.call_refusal(this));
  claimed record;
  booked public.appointments;
begin
  if answer is not null then
    return answer;
  end if;
  claimed := app.claim(this, book_appointment.day, book_appointment.at);
  if claimed.code is null then
    booked := app.settle(this, claimed, 'booked', book_appointment.notes);
  end if;
  if booked.id is null then
    return app.refusal(this, coalesce(claimed.code, 'taken'), claimed.near);
  end if;
  perform app.learn(this, booked.starts_at);
  return app.remember(this, book_appointment.tool_call_id, 'book_appointment',
    jsonb_build_object('ok', true, 'appointment', app.appointment_view(booked)), booked.id);
end
$$;

/* The person's own appointment, locked, or the code of why it cannot be changed. Somebody else's id, an id that is none
   and a mere hold are all unknown: who has what is nobody else's business. */
create function app.own_appointment(
  this public.calls, wanted text, out code text, out appointment public.appointments)
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if wanted ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select * into appointment
    from public.appointments
    where id = wanted::uuid and organization_id = this.organization_id and user_id = this.user_id
      and status in ('booked', 'canceled')
    for no key update;
  end if;
  code := case
    when appointment.id is null then 'unknown_appointment'
    when appointment.status = 'canceled' then 'already_canceled'
    when appointment.starts_at <= app.now() then 'past'
  end;
end
$$;

/* Moves an appointment. It is one update of one row, so when the new slot is gone the old one is still there. */
create function public.modify_appointment(
  call_id uuid, tool_call_id text, appointment_id text, new_day text, new_at text)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(modify_appointment.call_id);
  answer jsonb := coalesce(
    app.remembered(this, modify_appointment.tool_call_id, 'modify_appointment'), app.call_refusal(this));
  own record;
  claimed record;
  moved public.appointments;
begin
  if answer is not null then
    return answer;
  end if;
  own := app.own_appointment(this, modify_appointment.appointment_id);
  if own.code is not null then
    return app.refusal(this, own.code);
  end if;
  claimed := app.claim(this, modify_appointment.new_day, modify_appointment.new_at, (own.appointment).id);
  if claimed.code is null then
    moved := app.settle(this, claimed, 'booked', null, (own.appointment).id);
  end if;
  if moved.id is null then
    return app.refusal(this, coalesce(claimed.code, 'taken'), claimed.near, (own.appointment).id);
  end if;
  perform app.learn(this, moved.starts_at);
  return app.remember(this, modify_appointment.tool_call_id, 'modify_appointment',
    jsonb_build_object('ok', true, 'appointment', app.appointment_view(moved)), moved.id);
end
$$;

/* Cancels an appointment that is still to come; its slot is free with the commit. */
create function public.cancel_appointment(call_id uuid, tool_call_id text, appointment_id text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(cancel_appointment.call_id);
  answer jsonb := coalesce(
    app.remembered(this, cancel_appointment.tool_call_id, 'cancel_appointment'), app.call_refusal(this));
  own record;
  canceled public.appointments;
begin
  if answer is not null then
    return answer;
  end if;
  own := app.own_appointment(this, cancel_appointment.appointment_id);
  if own.code is not null then
    return app.refusal(this, own.code);
  end if;
  update public.appointments set status = 'canceled', updated_at = app.now()
  where id = (own.appointment).id
  returning * into canceled;
  return app.remember(this, cancel_appointment.tool_call_id, 'cancel_appointment',
    jsonb_build_object('ok', true, 'appointment', app.appointment_view(canceled)), canceled.id);
end
$$;

/* The person's appointments that are not over, soonest first. */
create function public.retrieve_appointments(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(retrieve_appointments.call_id);
begin
  return coalesce(app.call_refusal(this), (
    select jsonb_build_object('ok', true, 'appointments',
      coalesce(jsonb_agg(app.appointment_view(mine) order by mine.starts_at), '[]'))
    from public.appointments as mine
    where mine.organization_id = this.organization_id and mine.user_id = this.user_id
      and mine.status = 'booked' and mine.ends_at > app.now()));
end
$$;

/* Finds or creates the person behind a number, for this call. Identifying again corrects a number that was misheard:
   the call's hold moves along, appointments do not. */
create function public.identify_user(call_id uuid, tool_call_id text, phone text, name text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(identify_user.call_id);
  answer jsonb := app.remembered(this, identify_user.tool_call_id, 'identify_user');
  person public.users;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  if identify_user.phone !~ '^\+[1-9][0-9]{6,14}$' then
    raise exception using errcode = 'PT422', message = 'phone_not_e164';
  end if;
  insert into public.users as known (organization_id, phone, name)
  values (this.organization_id, identify_user.phone, nullif(btrim(identify_user.name), ''))
  on conflict (organization_id, phone) do update set name = coalesce(excluded.name, known.name)
  returning * into person;
  update public.appointments set user_id = person.id, updated_at = app.now()
  where call_id = this.id and status = 'held' and user_id <> person.id;
  update public.calls set user_id = person.id, preferences = app.preferences_view(person) where id = this.id;
  return app.remember(this, identify_user.tool_call_id, 'identify_user', jsonb_build_object('ok', true, 'user',
    jsonb_build_object(
      'user_id', person.id,
      'phone', person.phone,
      'name', person.name,
      'returning', person.created_at < this.started_at,
      'preferences', app.preferences_view(person))));
end
$$;
