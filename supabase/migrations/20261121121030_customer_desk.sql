/* Adds a customer, or says who has the number already. `customer` is a row as the desk knows it: name, mobile (E.164) and
   time_zones, and what an import may bring along. */
create function public.add_customer(organization_id uuid, customer jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  made public.customers;
  standing text;
begin
  perform app.require_member(add_customer.organization_id);
  select * into given from jsonb_to_record(add_customer.customer) as brought (
    customer_id text, name text, mobile text, time_zones text[], status text, order_details text,
    expected_arrival_time timestamptz, arrival_confirmed boolean, last_call_time timestamptz, remarks text);
  if coalesce(given.status, 'new') = 'order_confirmed'
    and (given.order_details is null or given.expected_arrival_time is null) then
    return jsonb_build_object('ok', false, 'code', 'order_incomplete');
  end if;
  begin
    insert into public.customers
      (organization_id, number, name, mobile, time_zones, status, order_details, expected_arrival_time,
       arrival_confirmed, last_call_time, remarks)
    values
      (add_customer.organization_id, substr(given.customer_id, 5)::integer, given.name, given.mobile, given.time_zones,
       coalesce(given.status, 'new'), given.order_details, given.expected_arrival_time,
       coalesce(given.arrival_confirmed, false), given.last_call_time, given.remarks)
    returning * into made;
  exception when unique_violation then
    select customer_id into standing from public.customers
    where organization_id = add_customer.organization_id
      and ((mobile = given.mobile and status <> 'resolved') or customer_id = given.customer_id)
    order by customer_id
    limit 1;
    return jsonb_build_object('ok', false, 'code', 'customer_exists', 'customer_id', standing);
  end;
  return jsonb_build_object('ok', true, 'customer', app.customer_view(made));
end
$$;

/* Corrects a customer from a row of a file: what the row has no value for stays. The status moves as everything else
   does, or not at all; what Parley learned itself (arrival_confirmed, last_call_time) is not taken from a file. */
create function app.correct_customer(known public.customers, given record) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  corrected public.customers;
  wanted text := coalesce(given.status, known.status);
begin
  if given.mobile is distinct from known.mobile then
    return jsonb_build_object('ok', false, 'code', 'mobile_differs');
  end if;
  if wanted <> known.status and not app.can_move(known.status, wanted) then
    return jsonb_build_object('ok', false, 'code', 'move_refused', 'from', known.status, 'to', wanted);
  end if;
  if wanted = 'order_confirmed' and (coalesce(given.order_details, known.order_details) is null
    or coalesce(given.expected_arrival_time, known.expected_arrival_time) is null) then
    return jsonb_build_object('ok', false, 'code', 'order_incomplete');
  end if;
  update public.customers
  set
    name = given.name,
    status = wanted,
    order_details = coalesce(given.order_details, order_details),
    expected_arrival_time = coalesce(given.expected_arrival_time, expected_arrival_time),
    remarks = coalesce(given.remarks, remarks)
  where id = known.id
  returning * into corrected;
  return jsonb_build_object('ok', true, 'added', false, 'customer', app.customer_view(corrected));
end
$$;

/* Rows of a file, each by itself: a bad one says why and the good ones are kept. A row with the id of a known customer
   corrects them, any other adds one. */
create function public.import_customers(organization_id uuid, customers jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  row jsonb;
  given record;
  known public.customers;
  answer jsonb;
  answers jsonb := '[]';
begin
  perform app.require_member(import_customers.organization_id);
  for row in select value from jsonb_array_elements(import_customers.customers) loop
    select * into given from jsonb_to_record(row) as brought (
      customer_id text, name text, mobile text, status text, order_details text, expected_arrival_time timestamptz,
      remarks text);
    select * into known from public.customers
    where customers.organization_id = import_customers.organization_id and customers.customer_id = given.customer_id
    for no key update;
    if found then
      answer := app.correct_customer(known, given);
    else
      answer := public.add_customer(import_customers.organization_id, row);
      if (answer ->> 'ok')::boolean then
        answer := answer || jsonb_build_object('added', true);
      end if;
    end if;
    answers := answers || answer;
  end loop;
  return answers;
end
$$;

/* Asks for the call that fits a customer's status, now. One that waits is called at once instead of again. */
create function public.trigger_customer_call(organization_id uuid, customer_id text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  known public.customers;
  answer jsonb;
  asked public.call_requests;
begin
  perform app.require_member(trigger_customer_call.organization_id);
  -- The person before the customer, as whoever promises a callback takes them.
  perform from public.users
  where organization_id = trigger_customer_call.organization_id and phone = (
    select mobile from public.customers
    where customers.organization_id = trigger_customer_call.organization_id
      and customers.customer_id = trigger_customer_call.customer_id)
  for no key update;
  select * into known from public.customers
  where organization_id = trigger_customer_call.organization_id and customer_id = trigger_customer_call.customer_id
  for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'customer_not_found');
  end if;
  if app.fitting_scenario(known.status) is null then
    return jsonb_build_object('ok', false, 'code', 'no_call_fits', 'status', known.status);
  end if;
  if app.is_on_the_phone(known) then
    return jsonb_build_object('ok', false, 'code', 'being_called');
  end if;
  if known.status = 'no_show' then
    update public.customers set status = 'follow_up_pending' where id = known.id returning * into known;
  end if;
  answer := app.ask_customer(known, true);
  if not (answer ->> 'ok')::boolean then
    -- A no-show who cannot be called is not being recovered.
    raise exception using errcode = 'PT409', message = answer ->> 'code';
  end if;
  if not (answer ->> 'created')::boolean then
    update public.call_requests set due_at = app.now(), updated_at = app.now()
    where id = (
      select id from public.call_requests
      where id = (answer ->> 'request_id')::uuid and status = 'waiting' and due_at > app.now()
      for update skip locked);
  end if;
  return answer || jsonb_build_object('customer_id', known.customer_id,
    'scenario', app.fitting_scenario(known.status));
exception when sqlstate 'PT409' then
  return jsonb_build_object('ok', false, 'code', sqlerrm);
end
$$;

/* The status that a posted result leads to. */
create function app.status_by_result(known public.customers, call_flow text, result jsonb) returns text
language sql immutable security invoker set search_path = ''
as $$
  select case call_flow
    when 'order_booking' then case
      when coalesce(result ->> 'expected_arrival_time', known.expected_arrival_time::text) is not null
        then 'order_confirmed' else 'called' end
    when 'arrival_confirmation' then case
      when (result ->> 'arrival_confirmed')::boolean then 'arrived'
      when result ->> 'expected_arrival_time' is not null then 'order_confirmed'
      else 'no_show' end
    else case result ->> 'choice' when 'reschedule' then 'order_confirmed' else 'resolved' end
  end
$$;

/* What a customer's call came to, posted from outside; the same result again changes nothing. It moves the customer on or
   is refused; where the call is known it has a review of it, and its ending stays. */
create function public.record_call_result(
  organization_id uuid, customer_id text, call_flow text, result jsonb, result_key text)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  known public.customers;
  given jsonb := record_call_result.result;
  flow text := record_call_result.call_flow;
  flow_scenario text := case record_call_result.call_flow
    when 'order_booking' then 'order' when 'arrival_confirmation' then 'arrival' else 'recovery' end;
  target text;
  reviewed uuid;
  is_first boolean;
begin
  perform app.require_member(record_call_result.organization_id);
  select * into known from public.customers
  where organization_id = record_call_result.organization_id and customer_id = record_call_result.customer_id
  for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'code', 'customer_not_found');
  end if;
  select call_id into reviewed from public.customer_results
  where customer = known.id and result_key = record_call_result.result_key;
  is_first := not found;
  if not is_first then
    return jsonb_build_object('ok', true, 'first', false, 'call_id', reviewed, 'customer', app.customer_view(known));
  end if;

  target := app.status_by_result(known, flow, given);
  if app.fitting_scenario(known.status) is distinct from flow_scenario
    -- The same thing learned again is no move: an order that was changed, an arrival that was seen by two.
    and (known.status <> target or flow = 'missed_customer_recovery') then
    return jsonb_build_object('ok', false, 'code', 'move_refused', 'from', known.status, 'to', target);
  end if;
  if target = 'order_confirmed' and coalesce(given ->> 'order_details', known.order_details) is null then
    return jsonb_build_object('ok', false, 'code', 'order_incomplete');
  end if;
  -- Called before and still half of an order: that stays.
  target := case when known.status = 'called' and target = 'called' then known.status else target end;
  if known.status = 'no_show' and flow = 'missed_customer_recovery' then
    update public.customers set status = 'follow_up_pending' where id = known.id;
  end if;
  update public.customers
  set
    status = target,
    order_items = case when given ? 'order_details' then null else order_items end,
    order_details = coalesce(given ->> 'order_details', order_details),
    expected_arrival_time = coalesce((given ->> 'expected_arrival_time')::timestamptz, expected_arrival_time),
    remarks = nullif(concat_ws('; ', remarks,
      case given ->> 'choice' when 'takeaway' then 'Takeaway' when 'cancel' then 'Canceled' end,
      given ->> 'remarks'), '')
  where id = known.id
  returning * into known;

  select calls.id into reviewed from public.calls
  where calls.organization_id = known.organization_id and calls.scenario = flow_scenario
    and calls.request_id in (
      select asked.id from public.call_requests as asked
      where asked.organization_id = known.organization_id
        and asked.input ? 'customer_id' and asked.input ->> 'customer_id' = known.customer_id)
  order by calls.started_at desc, calls.id desc
  limit 1;
  insert into public.customer_results (organization_id, customer, result_key, call_flow, result, call_id)
  values (known.organization_id, known.id, record_call_result.result_key, flow, given, reviewed);
  if reviewed is not null then
    perform public.add_review(reviewed, 'call_result', record_call_result.result_key,
      jsonb_build_object('call_flow', flow, 'result', given));
  end if;
  return jsonb_build_object('ok', true, 'first', true, 'call_id', reviewed, 'customer', app.customer_view(known));
end
$$;
