create table public.agents (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  language text not null default 'en-US',
  voice text,
  persona text,
  max_call_seconds integer not null default 900,
  version integer not null default 1,
  created_at timestamptz not null default app.now(),

  constraint agents_tenant unique (organization_id, id),
  -- At most one agent speaks for an organization.
  constraint agents_one_an_organization unique (organization_id),
  constraint agents_name_present check (btrim(name) <> ''),
  -- BCP 47, loosely: the recognizer and the voice are chosen by it.
  constraint agents_language_tag check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  -- A call without an end costs without an end.
  constraint agents_max_call_seconds_sane check (max_call_seconds between 30 and 14400)
);

comment on table public.agents is 'Who answers for an organization, as it is now. A call keeps the version that spoke.';

create table public.agent_versions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  agent_id uuid not null,
  version integer not null,
  name text not null,
  language text not null,
  voice text,
  persona text,
  max_call_seconds integer not null,
  created_at timestamptz not null default app.now(),

  -- What calls refer to.
  constraint agent_versions_tenant unique (organization_id, agent_id, version),
  constraint agent_versions_agent foreign key (organization_id, agent_id)
    references public.agents (organization_id, id) on delete cascade
);

comment on table public.agent_versions is 'Every state that an agent ever had, written by a trigger and never changed.';

/* A change of what the agent is makes a new version, whoever makes it and however. */
create function app.number_agent_version() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.version := 1;
  elsif (new.name, new.language, new.voice, new.persona, new.max_call_seconds)
    is distinct from (old.name, old.language, old.voice, old.persona, old.max_call_seconds) then
    new.version := old.version + 1;
  else
    new.version := old.version;
  end if;
  return new;
end
$$;

create trigger agents_number_version before insert or update on public.agents
for each row execute function app.number_agent_version();

/* Keeps the version that was just made. */
create function app.keep_agent_version() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or new.version <> old.version then
    insert into public.agent_versions
      (organization_id, agent_id, version, name, language, voice, persona, max_call_seconds)
    values
      (new.organization_id, new.id, new.version, new.name, new.language, new.voice, new.persona, new.max_call_seconds);
  end if;
  return null;
end
$$;

create trigger agents_keep_version after insert or update on public.agents
for each row execute function app.keep_agent_version();

/* History is appended, never rewritten. PT409 is an error code that every way in keeps. */
create function app.refuse_update() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception using errcode = 'PT409', message = format('%I is never changed', tg_table_name);
end
$$;

-- A call must be explainable by the words its agent was given then.
create trigger agent_versions_unchanged before update on public.agent_versions
for each row execute function app.refuse_update();
