/* Claims one request by name, for somebody who waits for this very call: before whatever else is due and before its own
   time, but within every limit. A runner that is claiming for the organization is waited for. */
create function public.claim_request(
  organization_id uuid, request_id uuid, runner_id text, lease_seconds integer, simulated boolean)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  dialer public.dialers;
  line public.lines;
  this public.call_requests;
  refusal text;
begin
  select * into dialer from public.dialers
  where dialers.organization_id = claim_request.organization_id for no key update;
  select * into this from public.call_requests
  where call_requests.organization_id = claim_request.organization_id and id = claim_request.request_id for update;
  refusal := case
    when this.id is null then 'request_not_found'
    when this.status = 'dialing' then 'being_called'
    when this.status <> 'waiting' or this.expires_at <= app.now() then 'request_over'
    when dialer.state <> 'running' or app.deployment_state() <> 'running' then 'paused'
    when exists (
      select from public.do_not_call
      where do_not_call.organization_id = this.organization_id and phone = this.phone) then 'do_not_call'
    -- A person is called by one call at a time.
    when exists (
      select from public.calls
      where calls.organization_id = this.organization_id and to_phone = this.phone
        and direction = 'outbound' and ended_at is null) then 'being_called'
    when (not claim_request.simulated or dialer.simulated_people_sleep)
      and app.next_call_time(dialer, this.time_zones, this.earliest, this.latest, app.now())
        is distinct from app.now() then 'outside_hours'
  end;
  if refusal is not null then
    return jsonb_build_object('ok', false, 'code', refusal);
  end if;
  line := app.choose_line(dialer, claim_request.simulated, this.avoid_line_id);
  if line.id is null then
    return jsonb_build_object('ok', false, 'code', 'no_free_line');
  end if;
  return jsonb_build_object('ok', true, 'call',
    app.make_call(this, line, claim_request.runner_id, claim_request.lease_seconds, claim_request.simulated));
end
$$;

revoke execute on function public.claim_request(uuid, uuid, text, integer, boolean) from public, anon, authenticated;
grant execute on function public.claim_request(uuid, uuid, text, integer, boolean) to service_role;
