-- Rule 7: whoever reads as a member or with an API key sees the rows of their organizations and writes nothing.
-- Without a policy nothing passes, so tables get one for reading and none for writing.
do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'members', 'agents', 'agent_versions', 'users', 'resources', 'opening_hours', 'opening_exceptions', 'calls', 'turns',
    'call_events', 'tool_calls', 'appointments', 'usage', 'prices'] loop
    execute format('alter table public.%I enable row level security', tenant_table);
    execute format(
      'create policy %I on public.%I for select to anon, authenticated
         using (organization_id in (select app.organization_ids()))',
      tenant_table || '_of_own_organization', tenant_table);
  end loop;
end
$$;

alter table public.organizations enable row level security;
create policy organizations_own on public.organizations for select to anon, authenticated
  using (id in (select app.organization_ids()));

-- No policy at all: hashes of keys are read by the database itself and by nobody else.
alter table public.api_keys enable row level security;

-- Row level security is the rule; these privileges say the same thing a second time. By name, here and below: a project
-- may have tables and functions of its own, and whom it lets at them is not ours to change.
revoke all on
  public.organizations, public.members, public.api_keys, public.agents, public.agent_versions, public.users,
  public.resources, public.opening_hours, public.opening_exceptions, public.calls, public.turns, public.call_events,
  public.tool_calls, public.appointments, public.usage, public.prices, public.call_costs
from anon, authenticated;
grant select on
  public.organizations, public.members, public.agents, public.agent_versions, public.users, public.resources,
  public.opening_hours, public.opening_exceptions, public.calls, public.turns, public.call_events, public.tool_calls,
  public.appointments, public.usage, public.prices, public.call_costs
to anon, authenticated;
grant all on
  public.organizations, public.members, public.api_keys, public.agents, public.agent_versions, public.users,
  public.resources, public.opening_hours, public.opening_exceptions, public.calls, public.turns, public.call_events,
  public.tool_calls, public.appointments, public.usage, public.prices, public.call_costs
to service_role;
grant usage, select on sequence public.call_events_id_seq to service_role;

grant usage on schema app to anon, authenticated, service_role;
revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to service_role;
-- What reading needs. They run with the reader's rights, but for organization_ids.
grant execute on function
  app.now(), app.iso(timestamptz), app.organization_ids(), app.find_call(uuid), app.call_view(public.calls),
  app.turn_view(public.turns), app.turns_view(public.calls), app.call_appointments_view(public.calls),
  app.appointment_view(public.appointments), app.slot_view(timestamp, timestamptz, timestamptz)
to anon, authenticated;

-- Business functions are for the agent, the server and the runner. Hosted Supabase grants new functions to every role
-- by default, so each role is named.
revoke execute on function
  public.fetch_slots(uuid, text, text), public.hold_slot(uuid, text, text, text),
  public.book_appointment(uuid, text, text, text, text), public.modify_appointment(uuid, text, text, text, text),
  public.cancel_appointment(uuid, text, text), public.retrieve_appointments(uuid),
  public.identify_user(uuid, text, text, text),
  public.create_call(uuid, text, text, text, text, text, text, boolean, integer), public.take_call(uuid, integer),
  public.renew_call(uuid, integer), public.end_call(uuid, text, text, text), public.sweep_calls(integer),
  public.record_turn(uuid, jsonb), public.record_event(uuid, jsonb), public.record_usage(uuid, jsonb),
  public.record_summary(uuid, text, text), public.call_cost(uuid), public.call_preferences(uuid),
  public.call_appointments(uuid), public.get_call(uuid), public.list_calls(integer, timestamptz),
  public.list_appointments(date, date, text), public.claim_unsummarized_calls(integer, integer)
from public, anon, authenticated;
grant execute on function
  public.fetch_slots(uuid, text, text), public.hold_slot(uuid, text, text, text),
  public.book_appointment(uuid, text, text, text, text), public.modify_appointment(uuid, text, text, text, text),
  public.cancel_appointment(uuid, text, text), public.retrieve_appointments(uuid),
  public.identify_user(uuid, text, text, text),
  public.create_call(uuid, text, text, text, text, text, text, boolean, integer), public.take_call(uuid, integer),
  public.renew_call(uuid, integer), public.end_call(uuid, text, text, text), public.sweep_calls(integer),
  public.record_turn(uuid, jsonb), public.record_event(uuid, jsonb), public.record_usage(uuid, jsonb),
  public.record_summary(uuid, text, text), public.call_cost(uuid), public.call_preferences(uuid),
  public.call_appointments(uuid), public.get_call(uuid), public.list_calls(integer, timestamptz),
  public.list_appointments(date, date, text), public.claim_unsummarized_calls(integer, integer)
to service_role;
grant execute on function
  public.call_cost(uuid), public.call_preferences(uuid), public.call_appointments(uuid), public.get_call(uuid),
  public.list_calls(integer, timestamptz), public.list_appointments(date, date, text)
to anon, authenticated;
