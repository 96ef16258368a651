create table public.organization_scenarios (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  scenario text not null,
  position integer not null,
  answers boolean not null,

  -- An organization does a thing or it does not.
  primary key (organization_id, scenario),
  -- Without ties, which of them answers is the same every time.
  constraint organization_scenarios_in_order unique (organization_id, position),
  constraint organization_scenarios_position_positive check (position >= 1),
  -- A name as calls and requests carry it, so that a misspelled one is seen here and not in the middle of a call.
  constraint organization_scenarios_scenario_readable check (scenario ~ '^[a-z]+(_[a-z]+)*$')
);

comment on table public.organization_scenarios is
  'What calls of an organization are about. Whoever calls is answered with the first that `answers`; the others only call.';

alter table public.organization_scenarios enable row level security;
create policy organization_scenarios_of_own_organization on public.organization_scenarios
  for select to anon, authenticated using (organization_id in (select app.organization_ids()));
revoke all on public.organization_scenarios from anon, authenticated;
grant select on public.organization_scenarios to anon, authenticated;
grant all on public.organization_scenarios to service_role;

-- Organizations from before this table do what their rows say that they do.
insert into public.organization_scenarios (organization_id, scenario, position, answers)
select organizations.id, done.scenario, done.position, done.answers
from public.organizations
cross join (values
  ('appointment', 1, true), ('order', 2, true), ('arrival', 3, false), ('recovery', 4, false), ('outreach', 5, true)
) as done (scenario, position, answers)
where case done.scenario
  when 'appointment' then exists (
    select from public.opening_hours where opening_hours.organization_id = organizations.id)
  when 'outreach' then exists (
    select from public.lines
    where lines.organization_id = organizations.id and lines.inbound_scenario = 'outreach')
  else exists (
    select from public.dishes where dishes.organization_id = organizations.id
    union all select from public.customers where customers.organization_id = organizations.id)
end;

-- Every line had a scenario of its own, whether somebody had chosen it or not. What its organization does not do was not
-- chosen.
alter table public.lines alter column inbound_scenario drop not null, alter column inbound_scenario drop default;
update public.lines set inbound_scenario = null
where not exists (
  select from public.organization_scenarios as done
  where done.organization_id = lines.organization_id and done.scenario = lines.inbound_scenario);

-- A line answers with something that its organization does; what it no longer does, the line no longer answers with.
alter table public.lines add constraint lines_inbound_scenario
  foreign key (organization_id, inbound_scenario)
  references public.organization_scenarios (organization_id, scenario) on delete set null (inbound_scenario);

comment on column public.lines.inbound_scenario is 'What the line answers with; null leaves it to its organization.';

/* What an organization's calls can be about, in its order. One of which nobody has said anything does what this deployment
   answers with by default, as all of them did once. */
create function public.list_scenarios(organization_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(
    jsonb_agg(jsonb_build_object('scenario', done.scenario, 'answers', done.answers) order by done.position),
    case when app.answering_scenario() is null then '[]'
      else jsonb_build_array(jsonb_build_object('scenario', app.answering_scenario(), 'answers', true)) end)
  from public.organization_scenarios as done
  where done.organization_id = list_scenarios.organization_id
$$;

/* What whoever calls this organization is answered with; null where it only calls. */
create function app.inbound_scenario(wanted_organization uuid) returns text
language sql stable security invoker set search_path = ''
as $$
  select listed.item ->> 'scenario'
  from jsonb_array_elements(public.list_scenarios(wanted_organization)) with ordinality as listed (item, place)
  where (listed.item ->> 'answers')::boolean
  order by listed.place
  limit 1
$$;

/* A call that came in on the telephone, found by the number that was called, and whether it may be answered. Whatever the
   verdict, there is a row: a number that nobody knows belongs to the organization that this deployment answers for. A
   line says what it answers with, or else its organization does; one that only calls is not there for callers. */
create or replace function public.open_inbound(
  called text, caller text, room_name text, sip_call_id text, default_organization_id uuid, rehearsal boolean,
  lease_seconds integer)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  line public.lines;
  opened jsonb;
  admission text := 'welcome';
  organization uuid;
  answer text;
begin
  select * into line from public.lines where phone = open_inbound.called and inbound;
  organization := coalesce(line.organization_id, open_inbound.default_organization_id);
  answer := coalesce(line.inbound_scenario, app.inbound_scenario(organization));
  opened := public.create_call(
    organization, coalesce(answer, public.list_scenarios(organization) -> 0 ->> 'scenario'), 'inbound', 'sip',
    open_inbound.room_name, open_inbound.caller, open_inbound.called, open_inbound.rehearsal,
    open_inbound.lease_seconds);
  if not (opened ->> 'ok')::boolean then
    return opened;
  end if;
  if answer is null then
    admission := 'unknown_number';
  elsif line.id is null then
    -- A deployment without real lines has nothing to compare with: it answers whatever rings.
    admission := case when exists (
        select from public.lines where organization_id = organization and inbound and trunk_id is not null)
      then 'unknown_number' else 'welcome' end;
  elsif exists (
    select from public.blocked_callers
    where organization_id = organization and phone = open_inbound.caller) then
    admission := 'refused_caller';
  elsif not app.line_is_open(line, 'inbound') then
    admission := 'out_of_hours';
  else
    admission := app.admit((opened -> 'call' ->> 'id')::uuid, line, open_inbound.caller, open_inbound.sip_call_id);
  end if;
  return opened || jsonb_build_object('admission', admission);
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on function app.inbound_scenario(uuid) from public;
revoke execute on function public.list_scenarios(uuid) from public, anon, authenticated;
grant execute on function app.inbound_scenario(uuid) to service_role;
grant execute on function app.answering_scenario() to anon, authenticated;
grant execute on function public.list_scenarios(uuid) to service_role, anon, authenticated;
