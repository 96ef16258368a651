-- A hold may be for an appointment that is being moved.
alter table public.appointments
  add column moves uuid,
  add constraint appointments_moves foreign key (organization_id, moves)
    references public.appointments (organization_id, id) on delete cascade,
  -- What is booked is an appointment of its own.
  add constraint appointments_moves_while_held check (moves is null or status in ('held', 'lapsed')),
  -- An appointment and the hold of its new time are one visit, which may overlap itself: half past ten is kept for the
  -- one that is at a quarter past. Generated, so that no writer can claim to be part of somebody else's visit.
  add column visit_id uuid not null generated always as (coalesce(moves, id)) stored;

comment on column public.appointments.moves is 'The appointment that this hold keeps a new time for.';

-- A resource is never in two live visits at once, holds included.
alter table public.appointments
  drop constraint appointments_no_overlap,
  add constraint appointments_no_overlap
    exclude using gist (resource_id with =, during with &&, visit_id with <>)
    where (status in ('held', 'booked'));

-- Followed when a person's rows are erased.
create index appointments_by_moved on public.appointments (organization_id, moves) where moves is not null;

/* The person's own appointment at a time, the one that begins with it first: told to its owner instead of "taken". */
create function app.own_visit_at(this public.calls, starts_at timestamptz, ends_at timestamptz, wanted uuid)
returns public.appointments
language sql stable security invoker set search_path = ''
as $$
  select mine
  from public.appointments as mine
  where mine.organization_id = this.organization_id and mine.user_id = this.user_id and mine.status = 'booked'
    and mine.during && tstzrange(own_visit_at.starts_at, own_visit_at.ends_at)
    and (wanted is null or mine.resource_id = wanted)
  order by mine.starts_at = own_visit_at.starts_at desc, mine.starts_at
  limit 1
$$;

/* A move goes one way: who moves an appointment to later is offered nothing before it, and the other way round. */
create function app.move_bounds(moved public.appointments, near timestamptz, wanted uuid) returns app.bounds
language sql immutable security invoker set search_path = ''
as $$
  select row(
    moved.id, wanted,
    case when near >= moved.starts_at then moved.starts_at end,
    case when near < moved.starts_at then moved.starts_at end,
    null, null)::app.bounds
$$;

drop function app.claim(public.calls, text, text, uuid);

/* As before, for one resource where one is wanted. What the person has at that time already is told as theirs:
   `already_yours` where it begins then, `overlaps_own` where it is in the way. */
create function app.claim(
  this public.calls, day text, at text, moving uuid default null, wanted uuid default null,
  out code text, out starts_at timestamptz, out ends_at timestamptz, out resource_id uuid, out during tstzrange,
  out hold_id uuid, out near timestamptz, out own public.appointments)
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
  from app.slot_states(this, local_day, local_day, claim.moving, claim.wanted) as states
  where states.starts_at = claim.starts_at;
  if not found then
    -- Between two slots of the day we are open, but nothing starts then.
    select case when bool_or(states.starts_at < claim.starts_at) and bool_or(states.starts_at > claim.starts_at)
      then 'no_such_time' else 'closed' end
    into code
    from app.slot_states(this, local_day, local_day, claim.moving, claim.wanted) as states;
  end if;
  if claim.moving is null and ends_at is not null then
    own := app.own_visit_at(this, claim.starts_at, claim.ends_at, claim.wanted);
    code := case
      when own.starts_at = claim.starts_at then 'already_yours'
      when code = 'taken' and own.id is not null then 'overlaps_own'
      else code
    end;
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
    and (claim.wanted is null or held.resource_id = claim.wanted)
  order by held.call_id = this.id desc, held.id
  limit 1;
  hold_id := own_hold.id;
  resource_id := coalesce(own_hold.resource_id, claim.resource_id);
end
$$;

drop function app.settle(public.calls, record, text, text, uuid);

/* As before; a hold can be for an appointment that is being moved (`holding_for`). */
create function app.settle(
  this public.calls, claimed record, new_status text, new_notes text default null, moving uuid default null,
  holding_for uuid default null)
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
      (organization_id, resource_id, user_id, call_id, status, starts_at, ends_at, during, held_until, notes, moves)
    values
      (this.organization_id, claimed.resource_id, this.user_id, this.id, new_status, claimed.starts_at, claimed.ends_at,
       claimed.during, new_held_until, new_notes, holding_for)
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
      moves = holding_for,
      updated_at = app.now()
    where id = target
    returning * into settled;
  end if;
  return settled;
exception when exclusion_violation then
  return null;
end
$$;

/* Why a claim came to nothing: its own code, or that somebody outside these functions was faster. */
create function app.refused_claim(this public.calls, claimed record, bounds app.bounds) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return app.refusal(this, coalesce(claimed.code, 'taken'), claimed.near, bounds) || case
    when claimed.code in ('already_yours', 'overlaps_own')
    then jsonb_build_object('appointment', app.appointment_view(claimed.own)) else '{}' end;
end
$$;

drop function public.hold_slot(uuid, text, text, text);

/* Keeps a slot for the organization's hold_minutes while the caller decides. The call's earlier hold is let go. With an
   appointment that is being moved, what it takes up itself is in nobody's way, and the answer names it. */
create function public.hold_slot(
  call_id uuid, tool_call_id text, day text, at text, resource text default null, appointment_id text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(hold_slot.call_id);
  answer jsonb := coalesce(app.remembered(this, hold_slot.tool_call_id, 'hold_slot'), app.call_refusal(this));
  wanted uuid;
  moving public.appointments;
  own record;
  claimed record;
  held public.appointments;
  zone text;
begin
  if answer is not null then
    return answer;
  end if;
  if hold_slot.resource is not null then
    wanted := app.find_resource(this.organization_id, hold_slot.resource);
    if wanted is null then
      return app.refusal(this, 'unknown_resource');
    end if;
  end if;
  if hold_slot.appointment_id is not null then
    own := app.own_appointment(this, hold_slot.appointment_id);
    if own.code is not null then
      return app.refusal(this, own.code);
    end if;
    moving := own.appointment;
  end if;
  claimed := app.claim(this, hold_slot.day, hold_slot.at, moving.id, wanted);
  if claimed.code is null then
    held := app.settle(this, claimed, 'held', holding_for => moving.id);
  end if;
  if held.id is null then
    return app.refused_claim(this, claimed, case when moving.id is null
      then row(null, wanted, null, null, null, null)::app.bounds
      else app.move_bounds(moving, claimed.near, wanted) end);
  end if;
  select time_zone into zone from public.organizations where id = this.organization_id;
  return app.remember(this, hold_slot.tool_call_id, 'hold_slot', jsonb_build_object(
    'ok', true,
    'slot', app.free_slot_view(held.starts_at at time zone zone, held.starts_at, held.ends_at, held.resource_id),
    'held_until', app.iso(held.held_until))
    || case when moving.id is null then '{}'
      else jsonb_build_object('appointment', app.appointment_view(moving)) end, held.id);
end
$$;

drop function public.book_appointment(uuid, text, text, text, text);

/* Books a slot, or turns the person's hold on it into the appointment. */
create function public.book_appointment(
  call_id uuid, tool_call_id text, day text, at text, notes text default null, resource text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(book_appointment.call_id);
  answer jsonb := coalesce(
    app.remembered(this, book_appointment.tool_call_id, 'book_appointment'), app.call_refusal(this));
  wanted uuid;
  claimed record;
  booked public.appointments;
begin
  if answer is not null then
    return answer;
  end if;
  if book_appointment.resource is not null then
    wanted := app.find_resource(this.organization_id, book_appointment.resource);
    if wanted is null then
      return app.refusal(this, 'unknown_resource');
    end if;
  end if;
  claimed := app.claim(this, book_appointment.day, book_appointment.at, null, wanted);
  if claimed.code is null then
    booked := app.settle(this, claimed, 'booked', book_appointment.notes);
  end if;
  if booked.id is null then
    return app.refused_claim(this, claimed, row(null, wanted, null, null, null, null)::app.bounds);
  end if;
  perform app.learn(this, booked.starts_at);
  return app.remember(this, book_appointment.tool_call_id, 'book_appointment',
    jsonb_build_object('ok', true, 'appointment', app.appointment_view(booked)), booked.id);
end
$$;

drop function public.modify_appointment(uuid, text, text, text, text);

/* Moves an appointment. It is one update of one row, so when the new slot is gone the old one is still there. It stays
   with its resource where that is free then, unless another is wanted. */
create function public.modify_appointment(
  call_id uuid, tool_call_id text, appointment_id text, new_day text, new_at text, resource text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(modify_appointment.call_id);
  answer jsonb := coalesce(
    app.remembered(this, modify_appointment.tool_call_id, 'modify_appointment'), app.call_refusal(this));
  wanted uuid;
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
  if modify_appointment.resource is not null then
    wanted := app.find_resource(this.organization_id, modify_appointment.resource);
    if wanted is null then
      return app.refusal(this, 'unknown_resource');
    end if;
  end if;
  claimed := app.claim(
    this, modify_appointment.new_day, modify_appointment.new_at, (own.appointment).id, wanted);
  if claimed.code is null then
    moved := app.settle(this, claimed, 'booked', null, (own.appointment).id);
  end if;
  if moved.id is null then
    return app.refused_claim(this, claimed, app.move_bounds(own.appointment, claimed.near, wanted));
  end if;
  perform app.learn(this, moved.starts_at);
  return app.remember(this, modify_appointment.tool_call_id, 'modify_appointment',
    jsonb_build_object(
      'ok', true, 'appointment', app.appointment_view(moved), 'previous', app.appointment_view(own.appointment)),
    moved.id);
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  app.own_visit_at(public.calls, timestamptz, timestamptz, uuid),
  app.move_bounds(public.appointments, timestamptz, uuid),
  app.claim(public.calls, text, text, uuid, uuid),
  app.settle(public.calls, record, text, text, uuid, uuid),
  app.refused_claim(public.calls, record, app.bounds)
from public;
grant execute on function
  app.own_visit_at(public.calls, timestamptz, timestamptz, uuid),
  app.move_bounds(public.appointments, timestamptz, uuid),
  app.claim(public.calls, text, text, uuid, uuid),
  app.settle(public.calls, record, text, text, uuid, uuid),
  app.refused_claim(public.calls, record, app.bounds)
to service_role;
revoke execute on function
  public.hold_slot(uuid, text, text, text, text, text),
  public.book_appointment(uuid, text, text, text, text, text),
  public.modify_appointment(uuid, text, text, text, text, text)
from public, anon, authenticated;
grant execute on function
  public.hold_slot(uuid, text, text, text, text, text),
  public.book_appointment(uuid, text, text, text, text, text),
  public.modify_appointment(uuid, text, text, text, text, text)
to service_role;
