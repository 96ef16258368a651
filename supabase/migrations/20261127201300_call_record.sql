/* Which operator a call was handed to: the one who took it, where anybody did. */
create function app.operator_of(this public.calls) returns text
language sql stable security invoker set search_path = ''
as $$
  select operators.name
  from public.legs
  join public.operators on operators.organization_id = legs.organization_id and operators.id = legs.operator_id
  where legs.call_id = this.id and legs.kind = 'operator' and legs.answered_at is not null
  order by legs.answered_at desc
  limit 1
$$;

/* What somebody answered in an outreach call and how it was understood, in the order in which they were asked. */
create function app.call_captures_view(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('transcript', transcript, 'class', class) order by capture_index), '[]')
  from public.outreach_captures where call_id = this.id
$$;

/* Everything about one call, for its page. Of a call that the reader may not see: PT404, as if there were none. */
create or replace function public.get_call(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(get_call.call_id);
  zone text;
  caller_name text;
  events jsonb;
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
  || case when this.scenario = 'outreach' then jsonb_build_object('captures', app.call_captures_view(this)) else '{}' end;
end
$$;

revoke execute on function app.operator_of(public.calls), app.call_captures_view(public.calls) from public;
-- get_call asks these with the rights of whoever reads.
grant execute on function app.operator_of(public.calls), app.call_captures_view(public.calls)
to anon, authenticated, service_role;
