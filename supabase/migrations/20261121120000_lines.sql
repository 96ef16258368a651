/* Functions that members may call to change something run with the owner's rights, because nobody has a policy for
   writing; so each begins with this. The role is the one that the request came in with: the secret key's passes. */
create function app.require_member(wanted uuid) returns void
language plpgsql stable security invoker set search_path = ''
as $$
begin
  if coalesce(current_setting('role', true), '') in ('anon', 'authenticated')
    and not coalesce(wanted in (select app.organization_ids()), false) then
    raise exception using errcode = 'PT403', message = 'not_a_member';
  end if;
end
$$;

create table public.trunks (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  address text,
  transport text not null default 'auto',
  media_encryption text not null default 'disable',
  username text,
  password_variable text,
  allowed_addresses text[] not null default '{}',
  headers jsonb not null default '{}',
  dial_template text not null default '{e164}',
  initial_dtmf text,
  ring_timeout_seconds integer not null default 30,
  allows_foreign_caller_id boolean not null default false,
  managed boolean not null default true,
  livekit_inbound_trunk_id text,
  livekit_outbound_trunk_id text,
  livekit_dispatch_rule_id text,
  created_at timestamptz not null default app.now(),

  constraint trunks_tenant unique (organization_id, id),
  -- Commands and reports name a trunk.
  constraint trunks_name_unique unique (organization_id, name),
  constraint trunks_transport_known check (transport in ('auto', 'udp', 'tcp', 'tls')),
  constraint trunks_media_encryption_known check (media_encryption in ('disable', 'allow', 'require')),
  -- The name of an environment variable: a password itself is never stored.
  constraint trunks_password_variable_named check (password_variable ~ '^[A-Z][A-Z0-9_]*$'),
  constraint trunks_headers_object check (jsonb_typeof(headers) = 'object'),
  constraint trunks_initial_dtmf_digits check (initial_dtmf ~ '^[0-9*#w]+$'),
  constraint trunks_ring_timeout_sane check (ring_timeout_seconds between 5 and 120)
);

comment on table public.trunks is 'A provider, a PBX or another exchange that carries calls, as LiveKit is to be told of it.';

create table public.lines (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  trunk_id uuid,
  phone text not null,
  name text not null,
  enabled boolean not null default true,
  inbound boolean not null default true,
  outbound boolean not null default true,
  caller_id text,
  inbound_scenario text not null default 'appointment',
  max_concurrent integer not null default 2,
  max_per_minute integer not null default 10,
  max_per_day integer not null default 500,
  inbound_headroom integer not null default 0,
  created_at timestamptz not null default app.now(),

  constraint lines_tenant unique (organization_id, id),
  -- A called number leads to one organization.
  constraint lines_phone_unique unique (phone),
  -- A line whose trunk is gone can neither ring nor be rung, but what it did is kept.
  constraint lines_trunk foreign key (organization_id, trunk_id)
    references public.trunks (organization_id, id) on delete set null (trunk_id),
  constraint lines_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint lines_caller_id_e164 check (caller_id ~ '^\+[1-9][0-9]{6,14}$'),
  constraint lines_limits_sane check (max_concurrent >= 1 and max_per_minute >= 1 and max_per_day >= 1),
  constraint lines_headroom_within check (inbound_headroom between 0 and max_concurrent)
);

comment on table public.lines is 'A number that is called and that we call from, with what it can carry.';

create table public.line_hours (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  line_id uuid not null,
  direction text not null,
  weekday smallint not null,
  opens time not null,
  closes time not null,

  constraint line_hours_tenant unique (organization_id, id),
  constraint line_hours_line foreign key (organization_id, line_id)
    references public.lines (organization_id, id) on delete cascade,
  constraint line_hours_direction_known check (direction in ('inbound', 'outbound')),
  constraint line_hours_weekday_iso check (weekday between 1 and 7),
  constraint line_hours_in_order check (opens < closes)
);

comment on table public.line_hours is
  'When a line answers or calls, local to its organization. A line without a row for a direction has no hours there.';

create index line_hours_by_line on public.line_hours (line_id, direction, weekday);

create table public.line_days (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  line_id uuid not null,
  day date not null,
  legs integer not null,

  primary key (line_id, day),
  constraint line_days_tenant unique (organization_id, line_id, day),
  constraint line_days_line foreign key (organization_id, line_id)
    references public.lines (organization_id, id) on delete cascade
);

comment on table public.line_days is
  'How many legs a line carried on a local day: counted as they are taken, since counting rows would grow with the day.';

create table public.operators (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  phone text not null,
  position integer not null default 1,
  enabled boolean not null default true,
  caller_id text,
  ring_timeout_seconds integer not null default 30,
  livekit_trunk_id text,
  created_at timestamptz not null default app.now(),

  constraint operators_tenant unique (organization_id, id),
  -- The same telephone twice in a row would ring the same person twice.
  constraint operators_phone_unique unique (organization_id, phone),
  -- A number, or an extension that the trunk knows.
  constraint operators_phone_dialable check (phone ~ '^\+?[0-9*#]{1,20}$'),
  constraint operators_ring_timeout_sane check (ring_timeout_seconds between 5 and 120)
);

comment on table public.operators is 'People whom the agent hands a call to, asked in order of position and id.';

create table public.legs (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  line_id uuid,
  operator_id uuid,
  kind text not null,
  direction text not null,
  phone text,
  taken_at timestamptz not null default app.now(),
  answered_at timestamptz,
  ended_at timestamptz,
  released_at timestamptz,
  sip_call_id text,
  outcome text,
  sip_status_code integer,

  constraint legs_tenant unique (organization_id, id),
  constraint legs_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint legs_line foreign key (organization_id, line_id)
    references public.lines (organization_id, id) on delete set null (line_id),
  constraint legs_operator foreign key (organization_id, operator_id)
    references public.operators (organization_id, id) on delete set null (operator_id),
  constraint legs_kind_known check (kind in ('person', 'operator')),
  constraint legs_direction_known check (direction in ('inbound', 'outbound')),
  constraint legs_outcome_known check (outcome in
    ('answered', 'voicemail', 'busy', 'no_answer', 'declined', 'unreachable', 'canceled', 'failed'))
);

comment on table public.legs is
  'One party''s connection to a call, and the ledger of the lines: a line carries its legs that are not released.';

-- A call has one person.
create unique index legs_one_person on public.legs (call_id) where kind = 'person';
-- An operator is asked once a call.
create unique index legs_operator_once on public.legs (call_id, operator_id) where kind = 'operator';
-- What a line carries now, and what it took in the last minute.
create index legs_held on public.legs (line_id) where released_at is null;
create index legs_recent on public.legs (line_id, taken_at);
-- What the sweeper still has to give back.
create index legs_unreleased on public.legs (call_id) where released_at is null;

/* What a line carries. The day is the organization's. */
create function app.line_load(wanted public.lines, out concurrent integer, out last_minute integer, out today integer)
language sql stable security invoker set search_path = ''
as $$
  select
    (select count(*)::integer from public.legs where line_id = wanted.id and released_at is null),
    (select count(*)::integer from public.legs
      where line_id = wanted.id and taken_at > app.now() - interval '1 minute'),
    coalesce((select line_days.legs from public.line_days
      join public.organizations on organizations.id = line_days.organization_id
      where line_id = wanted.id and day = (app.now() at time zone organizations.time_zone)::date), 0)
$$;

/* Rule 4: a line never exceeds its limits, whoever dials. Everything that would use a line takes a leg, and legs of one
   line are taken one after the other: the row of the line is locked first, then counted. A transaction that waited here
   has an older `now` than those before it; it then counts more than its own minute, never less. */
create function app.take_line() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  line public.lines;
  load record;
  zone text;
begin
  select * into line from public.lines where id = new.line_id for no key update;
  select * into load from app.line_load(line);
  if not line.enabled then
    raise exception using errcode = 'PT409', message = 'line_disabled';
  end if;
  if load.concurrent >= line.max_concurrent - 
      (case when new.direction = 'outbound' and new.kind <> 'operator' then line.inbound_headroom else 0 end)
    or load.last_minute >= line.max_per_minute or load.today >= line.max_per_day then
    raise exception using errcode = 'PT409', message = 'line_full';
  end if;
  select time_zone into zone from public.organizations where id = new.organization_id;
  insert into public.line_days as counter (organization_id, line_id, day, legs)
  values (new.organization_id, new.line_id, (app.now() at time zone zone)::date, 1)
  on conflict (line_id, day) do update set legs = counter.legs + 1;
  return new;
end
$$;

create trigger legs_take_line before insert on public.legs
for each row when (new.line_id is not null) execute function app.take_line();

/* True while a line has hours for this direction. Local time decides, so both days of a clock change are right. */
create function app.line_is_open(line public.lines, wanted_direction text) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select not exists (select from public.line_hours where line_id = line.id and direction = wanted_direction)
    or exists (
      select from public.line_hours
      cross join (
        select app.now() at time zone organizations.time_zone as at
        from public.organizations where organizations.id = line.organization_id) as local
      where line_id = line.id and direction = wanted_direction
        and weekday = extract(isodow from local.at)
        and local.at::time >= opens and local.at::time < closes)
$$;
