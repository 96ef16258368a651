/* True when whoever asks has been promised as many callbacks as one caller may be. One caller's promises go one after the
   other, in whichever calls. */
create function app.has_callbacks_enough(this public.calls, number text) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  dialer public.dialers;
  asker text := app.asker_of(this);
  today integer;
  week integer;
begin
  select * into dialer from public.dialers where organization_id = this.organization_id;
  perform pg_advisory_xact_lock(hashtextextended('callbacks of ' || this.organization_id || asker, 0));
  select count(*) filter (where owed.created_at > app.now() - interval '1 day'), count(*) into today, week
  from public.call_requests as owed
  join public.calls as asking on asking.id = owed.from_call_id
  where owed.organization_id = this.organization_id and owed.source = 'callback'
    and owed.created_at > app.now() - interval '7 days'
    and (asking.id = this.id
      or (asking.direction = 'inbound' and asking.from_phone = asker)
      or (asking.direction = 'outbound' and asking.to_phone = asker));
  return today >= dialer.max_callbacks_per_caller_day or week >= dialer.max_callbacks_per_caller_week;
end
$$;

-- The callbacks of the last days are counted at each promise.
create index call_requests_callbacks on public.call_requests (organization_id, created_at) where source = 'callback';

/* A call that the person was promised during this one, with its context. What is wished is the day and time of clocks where
   they are: the zone that they named, else the organization's where they may be in it, else the likeliest of their number.
   A wish outside both parties' hours is refused with the next time that can be kept, so that it is agreed on before it is
   promised; without a wish (`earliest`) that time is taken.
   It goes to a number that was vouched for, or to the one that was read back and confirmed in this call (`confirmed_phone`),
   and to nobody else.
   One call promises one callback: what is promised later in it replaces what was, as long as nobody was called for it. */
create or replace function public.promise_callback(call_id uuid, tool_call_id text, wish jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(promise_callback.call_id);
  number text := app.callback_number(this);
  zones text[] := array(select jsonb_array_elements_text(promise_callback.wish -> 'time_zones'));
  named text := promise_callback.wish ->> 'named_zone';
  own_zone text;
  zone text;
  wished timestamptz;
  due timestamptz;
  asked public.call_requests;
  standing public.call_requests;
  trust text;
  refusal text;
  answer jsonb := app.remembered(this, promise_callback.tool_call_id, 'promise_callback');
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  if number is null then
    return jsonb_build_object('ok', false, 'code', 'not_identified');
  end if;
  trust := app.callback_trust(this, number);
  if trust is null and promise_callback.wish ->> 'confirmed_phone' = number then
    trust := 'confirmed';
  end if;
  refusal := app.destination_refusal(this.organization_id, number, app.caller_country(this.id));
  if refusal is not null then
    return jsonb_build_object('ok', false, 'code', refusal);
  end if;
  if trust is null then
    return jsonb_build_object('ok', false, 'code', 'number_not_confirmed', 'phone', number);
  end if;
  select time_zone into own_zone from public.organizations where id = this.organization_id;
  zones := app.with_zones_of(number, zones);
  if named is not null then
    -- Whoever's own telephone it is knows where they will be; of another's, the number still counts.
    zones := case when trust = 'confirmed' then array[named] || array_remove(zones, named) else array[named] end;
  elsif cardinality(zones) = 0 then
    zones := array[own_zone];
  end if;
  zone := case when named is not null then named when own_zone = any (zones) then own_zone else zones[1] end;

  if promise_callback.wish ? 'earliest' then
    due := app.next_callback_time(
      this.organization_id, zones, greatest((promise_callback.wish ->> 'earliest')::timestamptz, app.now()));
  else
    wished := app.local_instant(promise_callback.wish ->> 'day', promise_callback.wish ->> 'time', zone);
    if wished is null then
      return jsonb_build_object('ok', false, 'code', 'no_such_time');
    end if;
    if wished <= app.now() then
      return jsonb_build_object('ok', false, 'code', 'past');
    end if;
    if wished > app.now() + interval '60 days' then
      return jsonb_build_object('ok', false, 'code', 'too_far');
    end if;
    due := app.next_callback_time(this.organization_id, zones, wished);
  end if;
  if exists (
    select from public.do_not_call where organization_id = this.organization_id and phone = number) then
    return jsonb_build_object('ok', false, 'code', 'do_not_call');
  end if;
  if due is null then
    return jsonb_build_object('ok', false, 'code', 'no_common_hours');
  end if;
  if due <> wished then
    return jsonb_build_object('ok', false, 'code', 'outside_hours', 'next', app.moment_view(due, zone));
  end if;

  select * into asked from public.call_requests where id = this.request_id;
  -- Whoever claims it holds the row: then it is being dialed, and no longer what this call may change.
  select * into standing from public.call_requests
  where organization_id = this.organization_id and from_call_id = this.id and source = 'callback' and phone = number
    and status = 'waiting'
  order by created_at, id
  limit 1
  for no key update;
  if standing.id is null and app.has_callbacks_enough(this, number) then
    return jsonb_build_object('ok', false, 'code', 'too_many_calls');
  end if;
  -- One call owes one callback: another number takes the place of the one before.
  update public.call_requests
  set status = 'canceled', status_reason = 'promised_anew', updated_at = app.now()
  where id in (
    select other.id from public.call_requests as other
    where other.organization_id = this.organization_id and other.from_call_id = this.id and other.source = 'callback'
      and other.phone <> number and other.status = 'waiting'
    order by other.id for no key update skip locked);
  if standing.id is null then
    answer := public.request_call(this.organization_id, jsonb_build_object(
      'scenario', this.scenario,
      'phone', number,
      'input', coalesce(asked.input, '{}') || jsonb_build_object(
        'callback_note', promise_callback.wish ->> 'note',
        'callbacks', coalesce((asked.input ->> 'callbacks')::integer, 0) + 1),
      'source', 'callback',
      'source_key', format('callback:%s:%s', this.id, promise_callback.tool_call_id),
      'campaign_id', asked.campaign_id,
      'from_call_id', this.id,
      'priority', 2,
      'due_at', due,
      'time_zones', to_jsonb(zones),
      'max_attempts', 3));
    if not (answer ->> 'ok')::boolean then
      return answer;
    end if;
  else
    answer := jsonb_build_object('ok', true, 'request_id', standing.id, 'created', false);
  end if;
  update public.call_requests
  set
    promised_at = due,
    due_at = due,
    time_zones = zones,
    number_known_by = trust,
    input = case when standing.id is null or promise_callback.wish ->> 'note' is null then input
      else input || jsonb_build_object('callback_note', promise_callback.wish ->> 'note') end,
    updated_at = app.now()
  where id = (answer ->> 'request_id')::uuid;
  return app.remember(this, promise_callback.tool_call_id, 'promise_callback',
    answer || jsonb_build_object('kept', app.moment_view(due, zone)));
end
$$;

revoke execute on function
  app.callback_trust(public.calls, text), app.destination_refusal(uuid, text, text), app.caller_country(uuid),
  app.with_zones_of(text, text[]), app.place_customer(), app.check_request(), app.check_operator(),
  app.is_never_called(uuid, text), app.count_dial(), app.day_is_full(public.dialers), app.next_day(public.dialers),
  app.number_free_at(public.dialers, text), app.request_refusal(public.call_requests), app.does_scenario(text),
  app.asker_of(public.calls), app.refused_request(uuid, text, text, text, uuid),
  app.has_callbacks_enough(public.calls, text)
from public;
grant execute on function
  app.callback_trust(public.calls, text), app.destination_refusal(uuid, text, text), app.caller_country(uuid),
  app.with_zones_of(text, text[]), app.is_never_called(uuid, text), app.day_is_full(public.dialers),
  app.next_day(public.dialers), app.number_free_at(public.dialers, text), app.request_refusal(public.call_requests),
  app.does_scenario(text), app.asker_of(public.calls), app.refused_request(uuid, text, text, text, uuid),
  app.has_callbacks_enough(public.calls, text)
to service_role;
