-- What a business is asked about and no other row says. All of it goes to the model with every request, so all of it is
-- short.
alter table public.organizations
  add column address text,
  add column services text[] not null default '{}',
  add constraint organizations_address_short check (btrim(address) <> '' and length(address) <= 300),
  add constraint organizations_services_few check (
    cardinality(services) <= 50 and length(array_to_string(services, '')) <= 2000 and not '' = any (services));

comment on column public.organizations.address is 'Where it is, as it is to be said.';
comment on column public.organizations.services is 'What it offers, as callers name it.';

-- Part of the agent, and so of its versions: a call must be explainable by what its agent was told then.
alter table public.agents
  add column knowledge text,
  add constraint agents_knowledge_short check (btrim(knowledge) <> '' and length(knowledge) <= 4000);

comment on column public.agents.knowledge is
  'What callers ask and what is answered, as the owner writes it: parking, prices, what to bring.';

alter table public.agent_versions add column knowledge text;

create or replace function app.number_agent_version() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.version := 1;
  elsif (new.name, new.language, new.voice, new.persona, new.knowledge, new.max_call_seconds)
    is distinct from (old.name, old.language, old.voice, old.persona, old.knowledge, old.max_call_seconds) then
    new.version := old.version + 1;
  else
    new.version := old.version;
  end if;
  return new;
end
$$;

create or replace function app.keep_agent_version() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or new.version <> old.version then
    insert into public.agent_versions
      (organization_id, agent_id, version, name, language, voice, persona, knowledge, max_call_seconds)
    values
      (new.organization_id, new.id, new.version, new.name, new.language, new.voice, new.persona, new.knowledge,
       new.max_call_seconds);
  end if;
  return null;
end
$$;

/* The week of an organization, and the days of the next month that differ: of the whole organization where it has hours
   of its own, else of whoever has some. */
create function app.hours_view(organization public.organizations) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'week', (
      select coalesce(jsonb_agg(distinct jsonb_build_object(
        'weekday', hours.weekday,
        'opens', to_char(hours.opens, 'HH24:MI'),
        'closes', left(hours.closes::text, 5))), '[]')
      from public.opening_hours as hours
      where hours.organization_id = organization.id
        and (hours.resource_id is null or not exists (
          select from public.opening_hours as general
          where general.organization_id = organization.id and general.resource_id is null))),
    'exceptions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'day', soon.day,
        'is_open', soon.is_open,
        'opens', to_char(soon.opens, 'HH24:MI'),
        'closes', left(soon.closes::text, 5),
        'reason', soon.reason) order by soon.day, soon.opens nulls first), '[]')
      from (
        select * from public.opening_exceptions as differing
        where differing.organization_id = organization.id and differing.resource_id is null
          and differing.day between (app.now() at time zone organization.time_zone)::date
            and (app.now() at time zone organization.time_zone)::date + 31
        order by differing.day, differing.opens nulls first
        limit 12
      ) as soon))
$$;

/* What a business is, for whoever asks. */
create function app.business_view(organization public.organizations) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'address', organization.address,
    'services', to_jsonb(organization.services),
    'resources', (
      select coalesce(jsonb_agg(resources.name order by resources.name), '[]')
      from public.resources
      where resources.organization_id = organization.id and resources.is_active),
    'hours', app.hours_view(organization))
$$;

/* As before, with what callers ask: of the organization as it is now, of the agent as it was when the call began. */
create or replace function app.opened_call(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'ok', true,
    'call', app.call_view(this),
    'organization', jsonb_build_object(
      'id', organizations.id,
      'name', organizations.name,
      'time_zone', organizations.time_zone,
      'region', organizations.region,
      'business', app.business_view(organizations)),
    'agent', jsonb_build_object(
      'id', agent_versions.id,
      'version', agent_versions.version,
      'name', agent_versions.name,
      'language', agent_versions.language,
      'voice', agent_versions.voice,
      'persona', agent_versions.persona,
      'knowledge', agent_versions.knowledge,
      'max_call_seconds', agent_versions.max_call_seconds))
  from public.organizations
  join public.agent_versions
    on agent_versions.organization_id = organizations.id
    and agent_versions.agent_id = this.agent_id
    and agent_versions.version = this.agent_version
  where organizations.id = this.organization_id
$$;

/* What the agent of an organization tells callers, and who it is. PT404 where nobody answers for it. */
create function public.get_agent(organization_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  answer jsonb;
begin
  perform app.require_member(get_agent.organization_id);
  select jsonb_build_object(
    'name', agents.name,
    'language', agents.language,
    'version', agents.version,
    'knowledge', agents.knowledge,
    'business', app.business_view(organizations))
  into answer
  from public.agents
  join public.organizations on organizations.id = agents.organization_id
  where agents.organization_id = get_agent.organization_id;
  if answer is null then
    raise exception using errcode = 'PT404', message = 'unknown_agent';
  end if;
  return answer;
end
$$;

/* Changes what is named in `changes` (knowledge, address, services) and nothing else; null takes away. Calls that have
   begun keep the version that speaks. */
create function public.change_agent(organization_id uuid, changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(change_agent.organization_id);
  update public.agents
  set knowledge = case when changes ? 'knowledge' then nullif(btrim(changes ->> 'knowledge'), '') else knowledge end
  where organization_id = change_agent.organization_id;
  update public.organizations
  set
    address = case when changes ? 'address' then nullif(btrim(changes ->> 'address'), '') else address end,
    services = case when changes ? 'services'
      then array(select jsonb_array_elements_text(coalesce(nullif(changes -> 'services', 'null'), '[]')))
      else services end
  where id = change_agent.organization_id;
  return public.get_agent(change_agent.organization_id);
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function
  app.hours_view(public.organizations), app.business_view(public.organizations)
from public;
grant execute on function
  app.hours_view(public.organizations), app.business_view(public.organizations)
to service_role;
revoke execute on function public.get_agent(uuid), public.change_agent(uuid, jsonb) from public;
grant execute on function public.get_agent(uuid), public.change_agent(uuid, jsonb)
to anon, authenticated, service_role;
