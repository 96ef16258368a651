-- Hosted Supabase has this schema already; elsewhere extensions must not land in the exposed one.
create schema if not exists extensions;

-- Exclusion constraints compare a uuid or a text for equality beside a range; gist alone cannot.
create extension if not exists btree_gist with schema extensions;

-- Internals live here, out of reach of the Data API, which exposes `public` only.
create schema app;

/* The present instant. Every rule about time asks here, so that a test database, and nothing else, can shift it: the
   owner of a test database replaces this function; no table, setting or API that an ordinary client reaches does.
   The start of the transaction is meant: one decision sees one time. */
create function app.now() returns timestamptz
language sql stable security invoker set search_path = ''
as $$ select pg_catalog.now() $$;

/* True for a zone that Postgres can convert with; a misspelled one would fail in the middle of a call instead. */
create function app.is_time_zone(zone text) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
begin
  perform pg_catalog.now() at time zone zone;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  slug text not null,
  name text not null,
  time_zone text not null,
  region text not null default 'US',
  slot_minutes integer not null default 30,
  step_minutes integer not null default 60,
  buffer_minutes integer not null default 0,
  notice_minutes integer not null default 0,
  horizon_days integer not null default 60,
  hold_minutes integer not null default 5,
  created_at timestamptz not null default app.now(),

  -- Settings and commands name an organization by its slug.
  constraint organizations_slug_unique unique (slug),
  constraint organizations_slug_readable check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- A call to a nameless business would open with a hole in its greeting.
  constraint organizations_name_present check (btrim(name) <> ''),
  constraint organizations_time_zone_known check (app.is_time_zone(time_zone)),
  -- ISO 3166, for numbers that are said without a country code.
  constraint organizations_region_iso check (region ~ '^[A-Z]{2}$'),
  -- A slot of no length never conflicts, a step of none never ends; a day bounds both.
  constraint organizations_slot_minutes_sane check (slot_minutes between 5 and 1440),
  constraint organizations_step_minutes_sane check (step_minutes between 5 and 1440),
  constraint organizations_buffer_minutes_sane check (buffer_minutes between 0 and 1440),
  constraint organizations_notice_minutes_sane check (notice_minutes between 0 and 43200),
  -- Slots are computed, not stored: the horizon bounds how many.
  constraint organizations_horizon_days_sane check (horizon_days between 1 and 366),
  constraint organizations_hold_minutes_sane check (hold_minutes between 1 and 60)
);

comment on table public.organizations is
  'A business that uses Parley, with the rules of its calendar. Times of day are meant in its time_zone.';

create table public.members (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null default 'member',
  created_at timestamptz not null default app.now(),

  -- Somebody belongs to an organization once, whatever their role.
  primary key (organization_id, user_id),
  constraint members_role_known check (role in ('owner', 'member'))
);

comment on table public.members is 'Who may see an organization: its Supabase Auth users.';

-- Each request of a member looks up their organizations.
create index members_user on public.members (user_id);

create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  key_hash text not null,
  prefix text not null,
  created_at timestamptz not null default app.now(),
  revoked_at timestamptz,

  constraint api_keys_tenant unique (organization_id, id),
  -- One key means one organization.
  constraint api_keys_hash_unique unique (key_hash),
  -- SHA-256 in hex and nothing else, so that the key itself is never stored by mistake.
  constraint api_keys_hash_is_sha256 check (key_hash ~ '^[0-9a-f]{64}$'),
  -- Enough to recognize a key in a list, too little to guess it.
  constraint api_keys_prefix_short check (length(prefix) between 4 and 16)
);

comment on table public.api_keys is
  'Keys of programs that act for an organization: SHA-256 of 256 random bits (so no salt is needed), revocable.';

/* The organizations that the present request may see: those of the signed-in member, and the one whose API key came in
   the header x-parley-key. Security definer, because it reads the two tables that nobody may read before it answered;
   it takes no argument and returns ids only. */
create function app.organization_ids() returns setof uuid
language sql stable security definer set search_path = ''
as $$
  select members.organization_id from public.members where members.user_id = auth.uid()
  union
  select api_keys.organization_id
  from public.api_keys
  where api_keys.revoked_at is null
    and api_keys.key_hash = encode(sha256(convert_to(
      nullif(current_setting('request.headers', true), '')::json ->> 'x-parley-key', 'UTF8')), 'hex')
$$;
