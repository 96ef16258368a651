/* Asks for a call, once for each source key. Nobody who refused calls is asked for; whoever is known already keeps their
   name. */
create function public.request_call(organization_id uuid, request jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  person uuid;
  this public.call_requests;
begin
  perform app.require_member(request_call.organization_id);
  if not exists (select from public.agents where agents.organization_id = request_call.organization_id) then
    return jsonb_build_object('ok', false, 'code', 'no_agent');
  end if;
  select * into given from jsonb_to_record(request_call.request) as asked (
    scenario text, phone text, name text, input jsonb, source text, source_key text, campaign_id uuid, from_call_id uuid,
    priority smallint, due_at timestamptz, time_zones text[], earliest time, latest time, expires_at timestamptz,
    max_attempts integer);
  select * into this from public.call_requests
  where organization_id = request_call.organization_id and source_key = given.source_key;
  if found then
    return jsonb_build_object('ok', true, 'request_id', this.id, 'created', false);
  end if;
  if exists (
    select from public.do_not_call where organization_id = request_call.organization_id and phone = given.phone) then
    return jsonb_build_object('ok', false, 'code', 'do_not_call');
  end if;
  insert into public.users as known (organization_id, phone, name)
  values (request_call.organization_id, given.phone, given.name)
  on conflict (organization_id, phone) do update set name = coalesce(known.name, excluded.name)
  returning id into person;
  insert into public.call_requests
    (organization_id, scenario, user_id, phone, input, source, source_key, campaign_id, from_call_id, priority, due_at,
     time_zones, earliest, latest, expires_at, max_attempts)
  values
    (request_call.organization_id, given.scenario, person, given.phone, coalesce(given.input, '{}'), given.source,
     given.source_key, given.campaign_id, given.from_call_id, coalesce(given.priority, 3),
     coalesce(given.due_at, app.now()), given.time_zones, given.earliest, given.latest, given.expires_at,
     coalesce(given.max_attempts, 3))
  on conflict on constraint call_requests_source_once do nothing
  returning * into this;
  if this.id is null then
    select * into this from public.call_requests
    where organization_id = request_call.organization_id and source_key = given.source_key;
    return jsonb_build_object('ok', true, 'request_id', this.id, 'created', false);
  end if;
  return jsonb_build_object('ok', true, 'request_id', this.id, 'created', true);
end
$$;

/* Takes a request back while nobody is being called for it. */
create function public.cancel_request(organization_id uuid, request_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  standing text;
begin
  perform app.require_member(cancel_request.organization_id);
  update public.call_requests
  set status = 'canceled', updated_at = app.now()
  where organization_id = cancel_request.organization_id and id = cancel_request.request_id and status = 'waiting';
  if found then
    return jsonb_build_object('ok', true);
  end if;
  select status into standing from public.call_requests
  where organization_id = cancel_request.organization_id and id = cancel_request.request_id;
  return jsonb_build_object('ok', false, 'code', case
    when standing is null then 'request_not_found' when standing = 'dialing' then 'being_called' else 'request_over' end);
end
$$;

/* Somebody does not want to be called: nothing that waits for them is dialed any more. */
create function public.refuse_calls(organization_id uuid, phone text, reason text, call_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  perform app.require_member(refuse_calls.organization_id);
  insert into public.do_not_call (organization_id, phone, reason, call_id)
  values (refuse_calls.organization_id, refuse_calls.phone, refuse_calls.reason, refuse_calls.call_id)
  on conflict do nothing;
  update public.call_requests
  set status = 'blocked', status_reason = 'do_not_call', updated_at = app.now()
  where organization_id = refuse_calls.organization_id and phone = refuse_calls.phone and status = 'waiting';
  return jsonb_build_object('ok', true);
end
$$;

/* A call that the person asked for during this one, with its context. */
create function public.promise_callback(call_id uuid, tool_call_id text, due_at timestamptz, note text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(promise_callback.call_id);
  asked public.call_requests;
  number text;
  zone text;
  answer jsonb := app.remembered(this, promise_callback.tool_call_id, 'promise_callback');
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  select coalesce(users.phone, case this.direction when 'outbound' then this.to_phone else this.from_phone end)
  into number
  from (select this.user_id as id) as known left join public.users on users.id = known.id;
  if number is null then
    return jsonb_build_object('ok', false, 'code', 'not_identified');
  end if;
  if promise_callback.due_at <= app.now() then
    return jsonb_build_object('ok', false, 'code', 'past');
  end if;
  if promise_callback.due_at > app.now() + interval '60 days' then
    return jsonb_build_object('ok', false, 'code', 'too_far');
  end if;
  select * into asked from public.call_requests where id = this.request_id;
  select time_zone into zone from public.organizations where id = this.organization_id;
  answer := public.request_call(this.organization_id, jsonb_build_object(
    'scenario', this.scenario,
    'phone', number,
    'input', coalesce(asked.input, '{}') || jsonb_build_object(
      'callback_note', promise_callback.note,
      'callbacks', coalesce((asked.input ->> 'callbacks')::integer, 0) + 1),
    'source', 'callback',
    'source_key', format('callback:%s:%s', this.id, promise_callback.tool_call_id),
    'campaign_id', asked.campaign_id,
    'from_call_id', this.id,
    'priority', 2,
    'due_at', promise_callback.due_at,
    'time_zones', to_jsonb(coalesce(asked.time_zones, array[zone])),
    'max_attempts', 3));
  if not (answer ->> 'ok')::boolean then
    return answer;
  end if;
  return app.remember(this, promise_callback.tool_call_id, 'promise_callback',
    answer || jsonb_build_object('due_at', app.iso(promise_callback.due_at)));
end
$$;
