/* What narrows a wish down, beside the days it is about: the appointment that is being moved, one resource, the instants
   between which it must begin (`after` and `before` are not among them), and days that are not wanted. */
create type app.bounds as (
  moving uuid, resource_id uuid, after timestamptz, before timestamptz, not_days date[], not_weekdays smallint[]);

/* As before, but for midnight: where a day closes at 24:00 and the next one opens at 00:00 (past midnight is two rows),
   a slot may begin in the one and end in the other. It belongs to the day in which it begins, and a closing of either
   day takes it away. */
create or replace function app.openings(organization public.organizations, from_day date, to_day date)
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
  cross join lateral (
    select days.day + open.closes + coalesce((
      select max(next.closes)
      from (
        select hours.opens, hours.closes
        from public.opening_hours as hours
        where hours.organization_id = organization.id
          and hours.weekday = extract(isodow from days.day + 1)
          and (hours.resource_id is null or hours.resource_id = resources.id)
        union all
        select extra.opens, extra.closes
        from public.opening_exceptions as extra
        where extra.organization_id = organization.id
          and extra.day = days.day + 1
          and extra.is_open
          and (extra.resource_id is null or extra.resource_id = resources.id)
      ) as next
      where open.closes = time '24:00' and next.opens = time '00:00'
    )::interval, interval '0') as closing
  ) as until
  cross join lateral generate_series(
    days.day + open.opens,
    least(
      until.closing - make_interval(mins => organization.slot_minutes),
      days.day + time '23:59'),
    make_interval(mins => organization.step_minutes)
  ) as grid (local_start)
  cross join lateral (
    select
      grid.local_start at time zone organization.time_zone as starts_at,
      (grid.local_start at time zone organization.time_zone) + make_interval(mins => organization.slot_minutes) as ends_at
  ) as slot
  where slot.starts_at at time zone organization.time_zone = grid.local_start
    and slot.ends_at <= until.closing at time zone organization.time_zone
    and not exists (
      select from public.opening_exceptions as closing
      where closing.organization_id = organization.id
        and closing.day in (days.day, days.day + 1)
        -- An extra opening is not taken away by its own day's closing: that is a day with special hours.
        and (closing.day > days.day or not open.is_extra)
        and not closing.is_open
        and (closing.resource_id is null or closing.resource_id = resources.id)
        and closing.day + coalesce(closing.opens, time '00:00')
          < grid.local_start + make_interval(mins => organization.slot_minutes)
        and closing.day + coalesce(closing.closes, time '24:00') > grid.local_start)
$$;

/* As before, for one resource where one is wanted. An appointment that is moved stays with its resource where that is
   free: people have a doctor, not a room. */
drop function app.slot_states(public.calls, date, date, uuid);
create function app.slot_states(
  this public.calls, from_day date, to_day date, moving uuid default null, wanted uuid default null)
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
  left join public.appointments as own on own.id = moving
  cross join lateral (
    select
      openings.day, openings.local_start, openings.starts_at, openings.ends_at,
      (array_agg(
        openings.resource_id
        order by openings.resource_id is not distinct from own.resource_id desc, openings.resource_id
      ) filter (where not exists (
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
    where wanted is null or openings.resource_id = wanted
    group by openings.day, openings.local_start, openings.starts_at, openings.ends_at
  ) as slot
  where organization.id = this.organization_id
$$;

/* A slot as the tools see it, with whose it would be where the organization has several resources. */
create function app.free_slot_view(local timestamp, starts_at timestamptz, ends_at timestamptz, resource uuid)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select app.slot_view(local, starts_at, ends_at) || jsonb_build_object('resource', (
    select resources.name from public.resources
    where resources.id = free_slot_view.resource
      and exists (
        select from public.resources as another
        where another.organization_id = resources.organization_id and another.is_active
          and another.id <> resources.id)))
$$;

/* The free slots of some days that a wish leaves. */
create function app.free_slots(this public.calls, from_day date, to_day date, bounds app.bounds)
returns table (day date, local_start timestamp, starts_at timestamptz, ends_at timestamptz, resource_id uuid)
language sql stable security invoker rows 100 set search_path = ''
as $$
  select states.day, states.local_start, states.starts_at, states.ends_at, states.resource_id
  from app.slot_states(this, from_day, to_day, bounds.moving, bounds.resource_id) as states
  where states.state = 'free'
    and (bounds.after is null or states.starts_at > bounds.after)
    and (bounds.before is null or states.starts_at < bounds.before)
    and states.day <> all (coalesce(bounds.not_days, '{}'))
    and extract(isodow from states.day) <> all (coalesce(bounds.not_weekdays, '{}'))
$$;

drop function app.nearest_slots(public.calls, timestamptz, date, date, uuid);

/* Up to three free slots near a wish. The nearest one from the wish on comes first: who wants four o'clock and cannot
   have it wants it a little later, not on the day before. Then the nearest one before it on the same day and the next
   ones after it, those that the person is likely to want first. Further back only where there are too few ahead. Null
   when there is none. */
create function app.nearest_slots(this public.calls, near timestamptz, from_day date, to_day date, bounds app.bounds)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_agg(
    app.free_slot_view(best.local_start, best.starts_at, best.ends_at, best.resource_id) order by best.rank)
  from (
    select sided.*, row_number() over (
      order by
        sided.is_ahead and sided.place = 1 desc,
        sided.is_close desc,
        case when sided.is_close then app.likeness(users, sided.local_start) end desc,
        not sided.is_ahead and sided.place = 1 desc,
        sided.is_ahead desc,
        sided.place) as rank
    from (
      select placed.*,
        case when placed.is_ahead then placed.place <= 3
          else placed.place = 1 and placed.day = (near at time zone organizations.time_zone)::date end as is_close
      from (
        select free.*, free.starts_at >= near as is_ahead, row_number() over (
          partition by free.starts_at >= near
          order by abs(extract(epoch from free.starts_at - near))) as place
        from app.free_slots(this, from_day, to_day, bounds) as free
      ) as placed
      join public.organizations on organizations.id = this.organization_id
      where placed.place <= 3
    ) as sided
    left join public.users on users.id = this.user_id
  ) as best
  where best.rank <= 3
$$;

drop function app.alternatives(public.calls, timestamptz, uuid);

/* Free slots near a wish, from the days around it; where those have too few, from everything that can be booked. */
create function app.alternatives(this public.calls, near timestamptz, bounds app.bounds default null) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  zone text;
  today date;
  last_day date;
  around date;
  found_slots jsonb;
begin
  select time_zone, (app.now() at time zone time_zone)::date, (app.now() at time zone time_zone)::date + horizon_days
  into zone, today, last_day
  from public.organizations where id = this.organization_id;
  around := least(greatest((near at time zone zone)::date, today), last_day);
  found_slots := app.nearest_slots(this, near, greatest(around - 3, today), least(around + 11, last_day), bounds);
  if found_slots is null or jsonb_array_length(found_slots) < 3 then
    found_slots := app.nearest_slots(this, near, today, last_day, bounds);
  end if;
  return coalesce(found_slots, '[]');
end
$$;

drop function app.refusal(public.calls, text, timestamptz, uuid);

/* The one shape of a refusal. Once nothing can be booked any more, or for nobody, or nothing has to be, nothing is
   offered. */
create function app.refusal(
  this public.calls, code text, near timestamptz default null, bounds app.bounds default null)
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', code, 'alternatives', case
    when code in (
      'call_ended', 'not_identified', 'not_proven', 'wrong_person', 'unknown_appointment', 'already_canceled',
      'unknown_resource', 'already_yours', 'overlaps_own')
    then '[]'::jsonb
    else app.alternatives(this, coalesce(near, app.now()), bounds)
  end)
$$;

/* The words of a name, without titles and punctuation: "Dr. Rivera", "doctor rivera" and "Rivera" are one. */
create function app.name_words(name text) returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(array_agg(word), '{}')
  from regexp_split_to_table(lower(translate(name, '.,;:!?()«»،''"', '             ')), '\s+') as words (word)
  where word <> ''
    and word not in ('dr', 'doctor', 'mr', 'mrs', 'ms', 'miss', 'prof', 'professor', 'the', 'with', 'دکتر', 'خانم', 'آقای')
$$;

/* The resource that somebody names, as it is called or by a part of the name; null where none or several fit. */
create function app.find_resource(organization uuid, wanted text) returns uuid
language sql stable security invoker set search_path = ''
as $$
  select (array_agg(fitting.id order by fitting.is_exact desc))[1]
  from (
    select resources.id, lower(resources.name) = lower(btrim(wanted)) as is_exact,
      bool_or(lower(resources.name) = lower(btrim(wanted))) over () as is_any_exact
    from public.resources
    where resources.organization_id = organization and resources.is_active
      and (lower(resources.name) = lower(btrim(wanted))
        or (app.name_words(wanted) <> '{}' and app.name_words(resources.name) @> app.name_words(wanted)))
  ) as fitting
  where fitting.is_exact or not fitting.is_any_exact
  having count(*) = 1
$$;

/* The starts that a part of a day, an earliest and a latest time leave ("before" is not among them). */
create function app.fits_clock(local timestamp, part_of_day text, earliest text, before text) returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select (fits_clock.part_of_day is null or app.part_of_day(local) is not distinct from fits_clock.part_of_day)
    and (earliest is null or to_char(local, 'HH24:MI') >= earliest)
    and (fits_clock.before is null or to_char(local, 'HH24:MI') < fits_clock.before)
$$;

drop function public.fetch_slots(uuid, text, text);

/* Free slots of one local day, of the days from one to another, or from today on, by time, each with `likely` where it
   fits the person. Of one day all are told, of several the first four of each, those that are likely before others,
   twelve at most. With none, why, and what is near. It is nobody's secret when the business is free, so nobody needs to
   be identified.
   Volatile, because whose appointment it is is decided where it is locked (app.own_appointment).
   `not_on` holds days (YYYY-MM-DD) and ISO weekdays (1 is Monday) that are not wanted. With an appointment that is being
   moved, its own time counts as free; `direction` ('later', 'earlier') is than it is now. */
create function public.fetch_slots(
  call_id uuid, day text default null, to_day text default null, part_of_day text default null,
  earliest text default null, before text default null, not_on text[] default null, resource text default null,
  appointment_id text default null, direction text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(fetch_slots.call_id);
  organization public.organizations;
  person public.users;
  own record;
  bounds app.bounds;
  refused jsonb;
  today date;
  first_day date;
  last_day date;
  horizon date;
  slots jsonb;
  reason text;
begin
  if this.ended_at is not null then
    return app.refusal(this, 'call_ended');
  end if;
  select * into organization from public.organizations where id = this.organization_id;
  select * into person from public.users where id = this.user_id;
  today := (app.now() at time zone organization.time_zone)::date;
  horizon := today + organization.horizon_days;

  if fetch_slots.resource is not null then
    bounds.resource_id := app.find_resource(organization.id, fetch_slots.resource);
    if bounds.resource_id is null then
      return app.refusal(this, 'unknown_resource');
    end if;
  end if;
  if fetch_slots.appointment_id is not null then
    refused := app.call_refusal(this);
    if refused is not null then
      return refused;
    end if;
    own := app.own_appointment(this, fetch_slots.appointment_id);
    if own.code is not null then
      return app.refusal(this, own.code);
    end if;
    bounds.moving := (own.appointment).id;
    bounds.after := case when fetch_slots.direction = 'later' then (own.appointment).starts_at end;
    bounds.before := case when fetch_slots.direction = 'earlier' then (own.appointment).starts_at end;
  end if;
  select
    array_agg(unwanted::date) filter (where app.parse_day(unwanted) is not null),
    array_agg(unwanted::smallint) filter (where unwanted ~ '^[1-7]$')
  into bounds.not_days, bounds.not_weekdays
  from unnest(fetch_slots.not_on) as unwanted_days (unwanted);

  first_day := case when fetch_slots.day is null
    then greatest(today, (bounds.after at time zone organization.time_zone)::date)
    else app.parse_day(fetch_slots.day) end;
  last_day := case
    when fetch_slots.to_day is not null then app.parse_day(fetch_slots.to_day)
    when fetch_slots.day is not null then first_day
    else horizon end;
  reason := case
    when first_day is null or last_day is null or last_day < first_day then 'no_such_time'
    when last_day < today then 'past'
    when first_day > horizon then 'too_far'
  end;
  if reason is null then
    first_day := greatest(first_day, today);
    last_day := least(last_day, horizon);
    with wished as (
      select states.*,
        states.state = 'free'
          and (bounds.after is null or states.starts_at > bounds.after)
          and (bounds.before is null or states.starts_at < bounds.before) as is_free,
        app.likeness(person, states.local_start) as likeness
      from app.slot_states(this, first_day, last_day, bounds.moving, bounds.resource_id) as states
      where app.fits_clock(states.local_start, fetch_slots.part_of_day, fetch_slots.earliest, fetch_slots.before)
        and states.day <> all (coalesce(bounds.not_days, '{}'))
        and extract(isodow from states.day) <> all (coalesce(bounds.not_weekdays, '{}'))
    ), told as (
      select free.* from (
        select wished.*,
          row_number() over (partition by wished.day order by wished.likeness desc, wished.starts_at) as place
        from wished where wished.is_free
      ) as free
      where first_day = last_day or free.place <= 4
      order by free.starts_at
      limit case when first_day = last_day then 96 else 12 end
    )
    select
      (select jsonb_agg(
        app.free_slot_view(told.local_start, told.starts_at, told.ends_at, told.resource_id)
          || jsonb_build_object('likely', told.likeness > 0)
        order by told.starts_at) from told),
      (select case
        when bool_or(wished.state = 'taken') then 'taken'
        when bool_or(wished.state = 'free') then 'taken'
        when bool_or(wished.state = 'too_soon') then 'too_soon'
        when bool_or(wished.state = 'past') then 'past'
        else 'closed'
      end from wished)
    into slots, reason;
  end if;
  if slots is null then
    return app.refusal(
      this, reason,
      (coalesce(first_day, today) + coalesce(
        case when fetch_slots.earliest ~ '^([01]\d|2[0-3]):[0-5]\d$' then fetch_slots.earliest::time end,
        case fetch_slots.part_of_day
          when 'morning' then time '06:00' when 'afternoon' then time '12:00' when 'evening' then time '17:00' end,
        time '00:00')) at time zone organization.time_zone,
      bounds);
  end if;
  return jsonb_build_object('ok', true, 'slots', slots);
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  app.slot_states(public.calls, date, date, uuid, uuid),
  app.free_slot_view(timestamp, timestamptz, timestamptz, uuid),
  app.free_slots(public.calls, date, date, app.bounds),
  app.nearest_slots(public.calls, timestamptz, date, date, app.bounds),
  app.alternatives(public.calls, timestamptz, app.bounds),
  app.refusal(public.calls, text, timestamptz, app.bounds),
  app.name_words(text), app.find_resource(uuid, text), app.fits_clock(timestamp, text, text, text)
from public;
grant execute on function
  app.slot_states(public.calls, date, date, uuid, uuid),
  app.free_slot_view(timestamp, timestamptz, timestamptz, uuid),
  app.free_slots(public.calls, date, date, app.bounds),
  app.nearest_slots(public.calls, timestamptz, date, date, app.bounds),
  app.alternatives(public.calls, timestamptz, app.bounds),
  app.refusal(public.calls, text, timestamptz, app.bounds),
  app.name_words(text), app.find_resource(uuid, text), app.fits_clock(timestamp, text, text, text)
to service_role;
revoke execute on function
  public.fetch_slots(uuid, text, text, text, text, text, text[], text, text, text)
from public, anon, authenticated;
grant execute on function
  public.fetch_slots(uuid, text, text, text, text, text, text[], text, text, text) to service_role;
