-- Rule 7 for the restaurant's tables, as for all others: members read the rows of their organizations and write through
-- functions.
do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['customers', 'customer_counters', 'customer_results', 'dishes'] loop
    execute format('alter table public.%I enable row level security', tenant_table);
    execute format(
      'create policy %I on public.%I for select to anon, authenticated
         using (organization_id in (select app.organization_ids()))',
      tenant_table || '_of_own_organization', tenant_table);
    execute format('revoke all on public.%I from anon, authenticated', tenant_table);
    execute format('grant select on public.%I to anon, authenticated', tenant_table);
    execute format('grant all on public.%I to service_role', tenant_table);
  end loop;
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to service_role;
revoke execute on function
  public.plan_customer_calls(integer), public.capture_order(uuid, text, jsonb, text),
  public.set_arrival_time(uuid, text, text, text), public.confirm_arrival(uuid, text, boolean),
  public.reschedule_visit(uuid, text, text, text), public.choose_takeaway(uuid, text, text),
  public.cancel_visit(uuid, text, text), public.add_customer(uuid, jsonb), public.import_customers(uuid, jsonb),
  public.trigger_customer_call(uuid, text), public.record_call_result(uuid, text, text, jsonb, text)
from public, anon, authenticated;
grant execute on function
  public.plan_customer_calls(integer), public.add_customer(uuid, jsonb), public.import_customers(uuid, jsonb),
  public.trigger_customer_call(uuid, text), public.record_call_result(uuid, text, text, jsonb, text),
  public.capture_order(uuid, text, jsonb, text), public.set_arrival_time(uuid, text, text, text),
  public.confirm_arrival(uuid, text, boolean), public.reschedule_visit(uuid, text, text, text),
  public.choose_takeaway(uuid, text, text), public.cancel_visit(uuid, text, text)
to service_role;
-- What members may do themselves; each asks for membership first.
grant execute on function
  public.add_customer(uuid, jsonb), public.import_customers(uuid, jsonb), public.trigger_customer_call(uuid, text),
  public.record_call_result(uuid, text, text, jsonb, text)
to anon, authenticated;
