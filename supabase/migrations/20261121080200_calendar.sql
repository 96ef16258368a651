create table public.users (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  phone text not null,
  name text,
  time_of_day text,
  weekdays smallint[] not null default '{}',
  last_appointment_at timestamptz,
  created_at timestamptz not null default app.now(),

  constraint users_tenant unique (organization_id, id),
  -- A person is known to an organization by their number; two identifications at once make one person.
  constraint users_phone_unique unique (organization_id, phone),
  constraint users_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint users_time_of_day_known check (time_of_day in ('morning', 'afternoon', 'evening')),
  -- The last three booked, newest first, 1 is Monday.
  constraint users_weekdays_iso check (cardinality(weekdays) <= 3 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[])
);

comment on table public.users is
  'A person that an organization talks to, and what their bookings taught us about when they like to come.';

create table public.resources (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  is_active boolean not null default true,
  created_at timestamptz not null default app.now(),

  constraint resources_tenant unique (organization_id, id),
  constraint resources_name_present check (btrim(name) <> '')
);

comment on table public.resources is 'What an appointment takes up: a doctor, a chair, a room.';

create table public.opening_hours (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  resource_id uuid,
  weekday smallint not null,
  opens time not null,
  closes time not null,

  constraint opening_hours_tenant unique (organization_id, id),
  constraint opening_hours_resource foreign key (organization_id, resource_id)
    references public.resources (organization_id, id) on delete cascade,
  constraint opening_hours_weekday_iso check (weekday between 1 and 7),
  -- Past midnight is two rows; 24:00 is the end of a day.
  constraint opening_hours_in_order check (opens < closes),
  -- Slots are spoken to the minute.
  constraint opening_hours_whole_minutes check (extract(second from opens) = 0 and extract(second from closes) = 0)
);

comment on table public.opening_hours is
  'Weekly rules in the organization''s time zone; without a resource they hold for all of them. ISO weekdays.';

-- Slots are computed by organization and weekday.
create index opening_hours_by_weekday on public.opening_hours (organization_id, weekday);

create table public.opening_exceptions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  resource_id uuid,
  day date not null,
  is_open boolean not null default false,
  opens time,
  closes time,
  reason text,

  constraint opening_exceptions_tenant unique (organization_id, id),
  constraint opening_exceptions_resource foreign key (organization_id, resource_id)
    references public.resources (organization_id, id) on delete cascade,
  -- Both times or neither; an extra opening must say when.
  constraint opening_exceptions_times check (
    (opens is null) = (closes is null) and (opens is null or opens < closes) and (opens is not null or not is_open)),
  constraint opening_exceptions_whole_minutes check (
    opens is null or (extract(second from opens) = 0 and extract(second from closes) = 0))
);

comment on table public.opening_exceptions is
  'Days that differ. Closings (all day, or from opens to closes) take away weekly hours; extra openings always hold, so '
  'a closed day with an extra opening is a day with special hours.';

-- Slots are computed by organization and day.
create index opening_exceptions_by_day on public.opening_exceptions (organization_id, day);
