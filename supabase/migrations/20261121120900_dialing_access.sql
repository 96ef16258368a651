-- Rule 7 for the tables of the telephone, as for all others: members read the rows of their organizations and write
-- through functions.
do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'trunks', 'lines', 'line_hours', 'line_days', 'operators', 'legs', 'dialers', 'do_not_call', 'retry_rules',
    'campaigns', 'call_requests', 'call_attempts', 'call_reviews', 'alerts', 'blocked_callers'] loop
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

grant usage, select on sequence public.call_reviews_id_seq to service_role;

revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to service_role;
grant execute on function app.line_load(public.lines), app.deployment_state() to anon, authenticated;

revoke execute on function
  public.request_call(uuid, jsonb), public.cancel_request(uuid, uuid), public.refuse_calls(uuid, text, text, uuid),
  public.promise_callback(uuid, text, timestamptz, text), public.claim_calls(text, integer, integer, boolean),
  public.begin_dial(uuid, integer), public.answer_call(uuid, text, text), public.answer_leg(uuid, text),
  public.record_leg_end(uuid, text, integer), public.release_lines(uuid), public.unreleased_calls(integer, integer),
  public.open_inbound(text, text, text, text, uuid, boolean, integer), public.next_operator(uuid),
  public.get_dialer(uuid), public.set_dialer(uuid, text, text), public.set_deployment(text, text),
  public.add_review(uuid, text, text, jsonb), public.claim_alerts(integer, integer), public.record_alert(uuid, text),
  public.audit_calls(), public.fill_lines(uuid, jsonb), public.fill_simulated_lines(), public.take_seats(uuid, jsonb)
from public;
revoke execute on function
  public.promise_callback(uuid, text, timestamptz, text), public.claim_calls(text, integer, integer, boolean),
  public.begin_dial(uuid, integer), public.answer_call(uuid, text, text), public.answer_leg(uuid, text),
  public.record_leg_end(uuid, text, integer), public.release_lines(uuid), public.unreleased_calls(integer, integer),
  public.open_inbound(text, text, text, text, uuid, boolean, integer), public.next_operator(uuid),
  public.set_deployment(text, text), public.claim_alerts(integer, integer), public.record_alert(uuid, text),
  public.audit_calls()
from anon, authenticated;
grant execute on function
  public.request_call(uuid, jsonb), public.cancel_request(uuid, uuid), public.refuse_calls(uuid, text, text, uuid),
  public.promise_callback(uuid, text, timestamptz, text), public.claim_calls(text, integer, integer, boolean),
  public.begin_dial(uuid, integer), public.answer_call(uuid, text, text), public.answer_leg(uuid, text),
  public.record_leg_end(uuid, text, integer), public.release_lines(uuid), public.unreleased_calls(integer, integer),
  public.open_inbound(text, text, text, text, uuid, boolean, integer), public.next_operator(uuid),
  public.get_dialer(uuid), public.set_dialer(uuid, text, text), public.set_deployment(text, text),
  public.add_review(uuid, text, text, jsonb), public.claim_alerts(integer, integer), public.record_alert(uuid, text),
  public.audit_calls(), public.fill_lines(uuid, jsonb), public.fill_simulated_lines(), public.take_seats(uuid, jsonb)
to service_role;
-- What members may do themselves; those that write ask for membership first.
grant execute on function
  public.request_call(uuid, jsonb), public.cancel_request(uuid, uuid), public.refuse_calls(uuid, text, text, uuid),
  public.get_dialer(uuid), public.set_dialer(uuid, text, text), public.add_review(uuid, text, text, jsonb)
to anon, authenticated;
