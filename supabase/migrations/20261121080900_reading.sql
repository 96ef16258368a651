/* What a call cost, in US dollars to the billionth, so that a single token is not rounded away. A thing whose price is
   unknown has `priced` false and is not in the total. */
create function public.call_cost(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(call_cost.call_id);
begin
  return (
    select jsonb_build_object(
      'currency', 'USD',
      'total', coalesce(trim_scale(round(sum(costs.cost), 9)), 0),
      'items', coalesce(jsonb_agg(jsonb_build_object(
        'provider', costs.provider,
        'unit', costs.unit,
        'quantity', trim_scale(costs.quantity),
        'cost', coalesce(trim_scale(round(costs.cost, 9)), 0),
        'priced', costs.cost is not null) order by costs.provider, costs.unit), '[]'))
    from public.call_costs as costs
    where costs.call_id = this.id);
end
$$;

/* When this call's person likes to come, as it was known when the call last learned. */
create function public.call_preferences(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return coalesce((app.find_call(call_preferences.call_id)).preferences,
    jsonb_build_object('time_of_day', null, 'weekdays', '[]'::jsonb, 'last_appointment', null));
end
$$;

/* A turn as it was recorded. */
create function app.turn_view(turn public.turns) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'index', turn.turn_index,
    'role', turn.role,
    'text', turn.text,
    'heard', turn.heard,
    'interrupted', turn.interrupted,
    'started_at', app.iso(turn.started_at),
    'ended_at', app.iso(turn.ended_at),
    'latency', jsonb_build_object(
      'end_of_turn_ms', turn.end_of_turn_ms,
      'model_ms', turn.model_ms,
      'speech_ms', turn.speech_ms,
      'total_ms', turn.total_ms),
    'decision', turn.decision)
$$;

/* In the order in which they were said: an interrupted sentence is written only once it is over. */
create function app.turns_view(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(app.turn_view(turns) order by turns.started_at, turns.turn_index), '[]')
  from public.turns where turns.call_id = this.id
$$;

/* The appointments that this call booked, moved or canceled, as they are now; a hold that came to nothing is none. */
create function app.call_appointments_view(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(app.appointment_view(touched) order by touched.starts_at), '[]')
  from public.appointments as touched
  where touched.organization_id = this.organization_id
    and touched.status in ('booked', 'canceled')
    and touched.id in (select tool_calls.appointment_id from public.tool_calls where tool_calls.call_id = this.id)
$$;

/* The appointments that a call made or changed. */
create function public.call_appointments(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
begin
  return app.call_appointments_view(app.find_call(call_appointments.call_id));
end
$$;

/* Everything about one call, for its page. Of a call that the reader may not see: PT404, as if there were none. */
create function public.get_call(call_id uuid) returns jsonb
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
    'preferences', public.call_preferences(this.id),
    'appointments', app.call_appointments_view(this));
end
$$;

/* The reader's calls, newest first; `before` is the started_at of the last one seen. */
create function public.list_calls(page_size integer default 50, before timestamptz default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(page.item order by page.started_at desc, page.id desc), '[]')
  from (
    select calls.id, calls.started_at,
      app.call_view(calls) || jsonb_build_object(
        'user_name', users.name,
        'cost', coalesce((
          select trim_scale(round(sum(costs.cost), 9)) from public.call_costs as costs
          where costs.call_id = calls.id), 0)) as item
    from public.calls
    left join public.users on users.id = calls.user_id
    where list_calls.before is null or calls.started_at < list_calls.before
    order by calls.started_at desc, calls.id desc
    limit least(greatest(coalesce(list_calls.page_size, 50), 1), 200)
  ) as page
$$;

/* The reader's appointments from one local day to another, soonest first. Without a status: those that are booked. */
create function public.list_appointments(
  from_day date default null, to_day date default null, status text default 'booked')
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(page.item order by page.starts_at, page.id), '[]')
  from (
    select appointments.id, appointments.starts_at,
      app.appointment_view(appointments) || jsonb_build_object(
        'call_id', appointments.call_id, 'user_name', users.name, 'phone', users.phone) as item
    from public.appointments
    join public.organizations on organizations.id = appointments.organization_id
    join public.users on users.id = appointments.user_id
    where appointments.status = list_appointments.status
      and appointments.starts_at >= coalesce(list_appointments.from_day::timestamp, '-infinity')
        at time zone organizations.time_zone
      and appointments.starts_at < coalesce(list_appointments.to_day + interval '1 day', 'infinity')
        at time zone organizations.time_zone
    order by appointments.starts_at, appointments.id
    limit 1000
  ) as page
$$;

/* Ended calls that nobody has summed up, each leased to one runner, with what a summary is made of. The job sums its
   own call up within the minute after its end; calls whose job is lost need not wait for it. */
create function public.claim_unsummarized_calls(batch_size integer, lease_seconds integer) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  with due as (
    select calls.id
    from public.calls
    where calls.ended_at is not null
      and calls.summary is null
      and (calls.summary_lease_expires_at is null or calls.summary_lease_expires_at < app.now())
      and (calls.end_reason in ('agent_lost', 'never_started') or calls.ended_at < app.now() - interval '1 minute')
    order by calls.ended_at
    limit claim_unsummarized_calls.batch_size
    for update skip locked
  ), claimed as (
    update public.calls
    set summary_lease_expires_at = app.now() + make_interval(secs => claim_unsummarized_calls.lease_seconds)
    from due
    where calls.id = due.id
    returning calls.*
  )
  select coalesce(jsonb_agg(app.opened_call(claimed::public.calls) - 'ok' || jsonb_build_object(
    'turns', app.turns_view(claimed::public.calls),
    'appointments', app.call_appointments_view(claimed::public.calls))), '[]')
  from claimed
$$;
