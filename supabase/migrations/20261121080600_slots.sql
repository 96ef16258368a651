/* An instant as JSON carries it everywhere: UTC, milliseconds, Z. */
create function app.iso(at timestamptz) returns text
language sql stable security invoker set search_path = ''
as $$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

/* A calendar day, or null for what is none: 2026-02-30, "tomorrow". */
create function app.parse_day(day text) returns date
language plpgsql immutable security invoker set search_path = ''
as $$
begin
  if day !~ '^\d{4}-\d{2}-\d{2}$' then
    return null;
  end if;
  return make_date(left(day, 4)::integer, substr(day, 6, 2)::integer, right(day, 2)::integer);
exception when datetime_field_overflow then
  return null;
end
$$;

/* The instant of a local time, or null where there is none: malformed, or skipped by the clocks on a spring day.
   Of the two that an autumn day has, Postgres takes the later, always: the one after the clocks went back. */
create function app.local_instant(day text, at text, zone text) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select wall.local at time zone zone
  from (
    select app.parse_day(day) + case when at ~ '^([01]\d|2[0-3]):[0-5]\d$' then at::time end as local
  ) as wall
  where wall.local at time zone zone at time zone zone = wall.local
$$;

/* Morning 6 to 12, afternoon 12 to 17, evening 17 on; the small hours are none of them. */
create function app.part_of_day(local timestamp) returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when extract(hour from local) >= 17 then 'evening'
    when extract(hour from local) >= 12 then 'afternoon'
    when extract(hour from local) >= 6 then 'morning'
  end
$$;

/* Every time that the calendar offers, taken or not, by resource: a grid from each opening, in local time, so that a
   slot at nine is at nine on both sides of a clock change. A grid point that the clocks skip is left out, and a slot
   must end by the closing instant (a length is real minutes, also across a change).
   Without jit: the planner cannot know how short these series are, and compiling took 240 ms where running takes 2. */
create function app.openings(organization public.organizations, from_day date, to_day date)
returns table (resource_id uuid, day date, local_start timestamp, starts_at timestamptz, ends_at timestamptz)
language sql stable security invoker rows 100 set search_path = '' set jit = 'off'
as $$
  select distinct resources.id, days.day, grid.local_start, slot.starts_at, slot.ends_at
  from generate_series(from_day::timestamp, to_day::timestamp, interval '1 day') as calendar (midnight)
  cross join lateral (select calendar.midnight::date as day) as days
  join public.resources on resources.organization_id = organization.id and resources.is_active
  cross join lateral (
    select hours.opens, hours.closes, false as is_extra
    from public.opening_hours as hours
    where hours.organization_id = organization.id
      and hours.weekday = extract(isodow from days.day)
      and (hours.resource_id is null or hours.resource_id = resources.id)
    union all
    select extra.opens, extra.closes, true
    from public.opening_exceptions as extra
    where extra.organization_id = organization.id
      and extra.day = days.day
      and extra.is_open
      and (extra.resource_id is null or extra.resource_id = resources.id)
  ) as open
  cross join lateral generate_series(
    days.day + open.opens,
    days.day + open.closes - make_interval(mins => organization.slot_minutes),
    make_interval(mins => organization.step_minutes)
  ) as grid (local_start)
  cross join lateral (
    select
      grid.local_start at time zone organization.time_zone as starts_at,
      (grid.local_start at time zone organization.time_zone) + make_interval(mins => organization.slot_minutes) as ends_at
  ) as slot
  where slot.starts_at at time zone organization.time_zone = grid.local_start
    and slot.ends_at <= (days.day + open.closes) at time zone organization.time_zone
    and (open.is_extra or not exists (
      select from public.opening_exceptions as closing
      where closing.organization_id = organization.id
        and closing.day = days.day
        and not closing.is_open
        and (closing.resource_id is null or closing.resource_id = resources.id)
        and (closing.opens is null or (
          closing.day + closing.opens < grid.local_start + make_interval(mins => organization.slot_minutes)
          and closing.day + closing.closes > grid.local_start))
    ))
$$;

/* What each time is for this call: free (with the first free resource by id), taken, past, too_soon or too_far.
   A hold that lapsed or that the person has themselves takes nothing, nor does the appointment that is being moved. */
create function app.slot_states(this public.calls, from_day date, to_day date, moving uuid default null)
returns table (day date, local_start timestamp, starts_at timestamptz, ends_at timestamptz, resource_id uuid, state text)
language sql stable security invoker rows 100 set search_path = '' set jit = 'off'
as $$
  select
    slot.day, slot.local_start, slot.starts_at, slot.ends_at, slot.resource_id,
    case
      when slot.starts_at <= app.now() then 'past'
      when slot.starts_at < app.now() + make_interval(mins => organization.notice_minutes) then 'too_soon'
      when slot.day > (app.now() at time zone organization.time_zone)::date + organization.horizon_days then 'too_far'
      when slot.resource_id is null then 'taken'
      else 'free'
    end
  from public.organizations as organization
  cross join lateral (
    select
      openings.day, openings.local_start, openings.starts_at, openings.ends_at,
      (array_agg(openings.resource_id order by openings.resource_id) filter (where not exists (
        select from public.appointments as other
        where other.resource_id = openings.resource_id
          and other.status in ('held', 'booked')
          and other.during && tstzrange(
            openings.starts_at, openings.ends_at + make_interval(mins => organization.buffer_minutes))
          and other.id is distinct from moving
          and not (other.status = 'held' and (
            other.held_until <= app.now() or other.call_id = this.id or other.user_id = this.user_id))
      )))[1] as resource_id
    from app.openings(organization, from_day, to_day) as openings
    group by openings.day, openings.local_start, openings.starts_at, openings.ends_at
  ) as slot
  where organization.id = this.organization_id
$$;

/* True where a time fits what the person's bookings taught us: its part of the day, or its weekday. */
create function app.likeness(person public.users, local timestamp) returns integer
language sql stable security invoker set search_path = ''
as $$
  select coalesce((person.time_of_day = app.part_of_day(local))::integer, 0)
    + coalesce((extract(isodow from local)::smallint = any (person.weekdays))::integer, 0)
$$;

/* A slot as the tools see it. */
create function app.slot_view(local timestamp, starts_at timestamptz, ends_at timestamptz) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'date', to_char(local, 'YYYY-MM-DD'),
    'time', to_char(local, 'HH24:MI'),
    'starts_at', app.iso(starts_at),
    'ends_at', app.iso(ends_at))
$$;

/* Up to three free slots of some days: of the twelve nearest to a wish, those that the person is likely to want come
   first, the nearer before the farther. Null when there is none. */
create function app.nearest_slots(
  this public.calls, near timestamptz, from_day date, to_day date, moving uuid)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(app.slot_view(best.local_start, best.starts_at, best.ends_at) order by best.rank)
  from (
    select nearest.*, row_number() over (
      order by app.likeness(users, nearest.local_start) desc, nearest.distance, nearest.starts_at) as rank
    from (
      select states.*, abs(extract(epoch from states.starts_at - near)) as distance
      from app.slot_states(this, from_day, to_day, moving) as states
      where states.state = 'free'
      order by distance, states.starts_at
      limit 12
    ) as nearest
    left join public.users on users.id = this.user_id
  ) as best
  where best.rank <= 3
$$;

/* Free slots near a wish, from the days around it; when those are full, from everything that can be booked. */
create function app.alternatives(this public.calls, near timestamptz, moving uuid default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  zone text;
  today date;
  last_day date;
  around date;
begin
  select time_zone, (app.now() at time zone time_zone)::date, (app.now() at time zone time_zone)::date + horizon_days
  into zone, today, last_day
  from public.organizations where id = this.organization_id;
  around := least(greatest((near at time zone zone)::date, today), last_day);
  return coalesce(
    app.nearest_slots(this, near, greatest(around - 3, today), least(around + 11, last_day), moving),
    app.nearest_slots(this, near, today, last_day, moving),
    '[]');
end
$$;

/* The one shape of a refusal. Once nothing can be booked any more, or for nobody, nothing is offered. */
create function app.refusal(this public.calls, code text, near timestamptz default null, moving uuid default null)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', code, 'alternatives', case
    when code in ('call_ended', 'not_identified', 'unknown_appointment', 'already_canceled') then '[]'::jsonb
    else app.alternatives(this, coalesce(near, app.now()), moving)
  end)
$$;

/* Why this call may not touch the calendar now, or null. */
create function app.call_refusal(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select app.refusal(this, case when this.ended_at is not null then 'call_ended' else 'not_identified' end)
  where this.ended_at is not null or this.user_id is null
$$;

/* The call, or PT404: an id that nobody handed out is a fault, not an answer. */
create function app.find_call(wanted uuid) returns public.calls
language plpgsql stable security invoker set search_path = ''
as $$
declare
  found_call public.calls;
begin
  select * into found_call from public.calls where id = wanted;
  if not found then
    raise exception using errcode = 'PT404', message = 'unknown_call';
  end if;
  return found_call;
end
$$;

/* Free slots of one local day, by time, each with `likely` where it fits the person. With none, why, and what is near. */
create function public.fetch_slots(call_id uuid, day text, part_of_day text default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(fetch_slots.call_id);
  refused jsonb := app.call_refusal(this);
  wanted_day date := app.parse_day(fetch_slots.day);
  organization public.organizations;
  person public.users;
  today date;
  slots jsonb;
  reason text;
begin
  if refused is not null then
    return refused;
  end if;
  select * into organization from public.organizations where id = this.organization_id;
  select * into person from public.users where id = this.user_id;
  today := (app.now() at time zone organization.time_zone)::date;
  reason := case
    when wanted_day is null then 'no_such_time'
    when wanted_day < today then 'past'
    when wanted_day > today + organization.horizon_days then 'too_far'
  end;
  if reason is null then
    select
      jsonb_agg(app.slot_view(states.local_start, states.starts_at, states.ends_at)
        || jsonb_build_object('likely', app.likeness(person, states.local_start) > 0)
        order by states.starts_at) filter (where states.state = 'free'),
      case
        when bool_or(states.state = 'taken') then 'taken'
        when bool_or(states.state = 'too_soon') then 'too_soon'
        when bool_or(states.state = 'past') then 'past'
        else 'closed'
      end
    into slots, reason
    from app.slot_states(this, wanted_day, wanted_day) as states
    where fetch_slots.part_of_day is null or app.part_of_day(states.local_start) = fetch_slots.part_of_day;
  end if;
  if slots is null then
    return app.refusal(this, reason, (wanted_day + time '12:00') at time zone organization.time_zone);
  end if;
  return jsonb_build_object('ok', true, 'slots', slots);
end
$$;
