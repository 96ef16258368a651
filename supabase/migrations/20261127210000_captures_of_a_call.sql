-- What a person answered goes with the call that it was said in, whatever the call was about: no function of calls names a
-- scenario.
create or replace function public.get_call(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(get_call.call_id);
  zone text;
  caller_name text;
  events jsonb;
  kept_captures jsonb := app.call_captures_view(this);
begin
  select time_zone into zone from public.organizations where id = this.organization_id;
  select name into caller_name from public.users where id = this.user_id;
  select coalesce(jsonb_agg(kept.event order by kept.id), '[]') into events
  from public.call_events as kept where kept.call_id = this.id;
  return jsonb_build_object(
    'call', app.call_view(this) || jsonb_build_object(
      'organization_id', this.organization_id, 'time_zone', zone, 'user_id', this.user_id, 'user_name', caller_name),
    'turns', app.turns_view(this),
    'events', events,
    'cost_breakdown', public.call_cost(this.id),
    'summary', this.summary,
    'sentiment', this.sentiment,
    'operator', app.operator_of(this),
    'preferences', public.call_preferences(this.id),
    'appointments', app.call_appointments_view(this))
  || case when kept_captures = '[]' then '{}' else jsonb_build_object('captures', kept_captures) end;
end
$$;
