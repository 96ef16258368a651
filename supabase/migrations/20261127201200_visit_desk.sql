/* The refusal of a visit's time before the row would refuse it, or null. `customer` is what is about to be written; what
   stands already is not judged again. */
create function app.desk_refusal(customer public.customers, standing timestamptz default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select case when customer.expected_arrival_time is distinct from standing
    then app.visit_time_refusal(customer.organization_id, customer.expected_arrival_time, customer.status) end
$$;

/* The refusal of an id that is further beyond the highest than two of the largest files: a digit too many. It would
   have moved the numbers of everybody who comes after. */
create or replace function app.far_number(organization_id uuid, customer_id text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', 'customer_id_too_far')
  where substr(far_number.customer_id, 5)::integer > 10000 + coalesce((
    select last_number from public.customer_counters as counter
    where counter.organization_id = far_number.organization_id), 0)
$$;

/* Adds a customer, or says who has the number already. `customer` is a row as the desk knows it: name, mobile (E.164) and
   time_zones, and what an import may bring along. */
create or replace function public.add_customer(organization_id uuid, customer jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given record;
  made public.customers;
  standing text;
  refusal jsonb;
begin
  perform app.require_member(add_customer.organization_id);
  select * into given from jsonb_to_record(add_customer.customer) as brought (
    customer_id text, name text, mobile text, time_zones text[], status text, order_details text, party_size smallint,
    allergies text, expected_arrival_time timestamptz, arrival_confirmed boolean, last_call_time timestamptz,
    remarks text);
  if coalesce(given.status, 'new') = 'order_confirmed'
    and (given.order_details is null or given.expected_arrival_time is null) then
    return jsonb_build_object('ok', false, 'code', 'order_incomplete');
  end if;
  made.organization_id := add_customer.organization_id;
  made.expected_arrival_time := given.expected_arrival_time;
  made.status := coalesce(given.status, 'new');
  refusal := coalesce(app.far_number(add_customer.organization_id, given.customer_id), app.desk_refusal(made));
  if refusal is not null then
    return refusal;
  end if;
  begin
    insert into public.customers
      (organization_id, number, name, mobile, time_zones, status, order_details, party_size, allergies,
       expected_arrival_time, arrival_confirmed, last_call_time, remarks)
    values
      (add_customer.organization_id, substr(given.customer_id, 5)::integer, given.name, given.mobile, given.time_zones,
       coalesce(given.status, 'new'), given.order_details, given.party_size, given.allergies,
       given.expected_arrival_time, coalesce(given.arrival_confirmed, false), given.last_call_time, given.remarks)
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

/* The customer whom a row of a file without an id has added before, or null: a file that is sent again, because nobody
   knows what became of it, adds nobody twice. While a visit lasts, its customer moves on; what the row says must still be
   so, what it leaves open may have come to be known. A visit that is over is what it was. */
create or replace function app.added_before(organization_id uuid, given record) returns uuid
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  found_id uuid;
begin
  if given.status is distinct from 'resolved' then
    select id into found_id from public.customers
    where customers.organization_id = added_before.organization_id and mobile = given.mobile and status <> 'resolved'
      and name = given.name
      and coalesce(given.status, status) = status
      and coalesce(given.order_details, order_details) is not distinct from order_details
      and coalesce(given.party_size, party_size) is not distinct from party_size
      and coalesce(given.allergies, allergies) is not distinct from allergies
      and coalesce(given.expected_arrival_time, expected_arrival_time) is not distinct from expected_arrival_time
      and coalesce(given.remarks, remarks) is not distinct from remarks;
  else
    select id into found_id from public.customers
    where customers.organization_id = added_before.organization_id and mobile = given.mobile and status = 'resolved'
      and name = given.name
      and order_details is not distinct from given.order_details
      and party_size is not distinct from given.party_size
      and allergies is not distinct from given.allergies
      and expected_arrival_time is not distinct from given.expected_arrival_time
      and arrival_confirmed = coalesce(given.arrival_confirmed, false)
      and last_call_time is not distinct from given.last_call_time
      and remarks is not distinct from given.remarks
    limit 1;
  end if;
  return found_id;
end
$$;

/* Corrects a customer from a row of a file: what the row has no value for stays. The status moves as everything else
   does, or not at all; what Parley learned itself (arrival_confirmed, last_call_time) is not taken from a file. A row that
   says nothing new changes nothing, not even when they were last changed. */
create or replace function app.correct_customer(known public.customers, given record) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  corrected public.customers := known;
  wanted text := coalesce(given.status, known.status);
  refusal jsonb;
begin
  if given.mobile is distinct from known.mobile then
    return jsonb_build_object('ok', false, 'code', 'mobile_differs');
  end if;
  if wanted <> known.status and not app.can_move(known.status, wanted) then
    return jsonb_build_object('ok', false, 'code', 'move_refused', 'from', known.status, 'to', wanted);
  end if;
  corrected.name := given.name;
  corrected.status := wanted;
  corrected.order_details := coalesce(given.order_details, known.order_details);
  corrected.party_size := coalesce(given.party_size, known.party_size);
  corrected.allergies := coalesce(given.allergies, known.allergies);
  corrected.expected_arrival_time := coalesce(given.expected_arrival_time, known.expected_arrival_time);
  corrected.remarks := coalesce(given.remarks, known.remarks);
  -- Written by hand, the order is no longer what a call has counted.
  if corrected.order_details is distinct from known.order_details then
    corrected.order_items := null;
  end if;
  if wanted = 'order_confirmed' and (corrected.order_details is null or corrected.expected_arrival_time is null) then
    return jsonb_build_object('ok', false, 'code', 'order_incomplete');
  end if;
  refusal := app.desk_refusal(corrected, known.expected_arrival_time);
  if refusal is not null then
    return refusal;
  end if;
  if corrected is distinct from known then
    update public.customers
    set
      name = corrected.name,
      status = corrected.status,
      order_items = corrected.order_items,
      order_details = corrected.order_details,
      party_size = corrected.party_size,
      allergies = corrected.allergies,
      expected_arrival_time = corrected.expected_arrival_time,
      remarks = corrected.remarks
    where id = known.id
    returning * into corrected;
  end if;
  return jsonb_build_object('ok', true, 'added', false, 'customer', app.customer_view(corrected));
end
$$;

/* Rows of a file, each by itself: a bad one says why and the good ones are kept. A row with the id of a known customer
   corrects them, one that has added somebody before adds nobody, any other adds one. It answers for the rows that it took
   up, in their order: with `at_most_ms` it begins none after so long, and whoever asks goes on from there. */
create or replace function public.import_customers(
  organization_id uuid, customers jsonb, at_most_ms integer default null)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  until timestamptz := clock_timestamp() + make_interval(secs => import_customers.at_most_ms / 1000.0);
  row jsonb;
  given record;
  known public.customers;
  answer jsonb;
  answers jsonb := '[]';
begin
  perform app.require_member(import_customers.organization_id);
  for row in select value from jsonb_array_elements(import_customers.customers) loop
    select * into given from jsonb_to_record(row) as brought (
      customer_id text, name text, mobile text, status text, order_details text, party_size smallint, allergies text,
      expected_arrival_time timestamptz, arrival_confirmed boolean, last_call_time timestamptz, remarks text);
    if given.customer_id is null then
      select * into known from public.customers
      where id = app.added_before(import_customers.organization_id, given);
      answer := jsonb_build_object('ok', true, 'added', false, 'customer', app.customer_view(known));
    else
      select * into known from public.customers
      where customers.organization_id = import_customers.organization_id and customers.customer_id = given.customer_id
      for no key update;
      answer := case when known.id is not null then app.correct_customer(known, given) end;
    end if;
    if known.id is null then
      answer := public.add_customer(import_customers.organization_id, row) || jsonb_build_object('added', true);
    end if;
    answers := answers || answer;
    exit when clock_timestamp() >= until;
  end loop;
  return answers;
end
$$;

/* Whom nobody has a reason to call yet: somebody who is expected is asked whether they have arrived once their time has
   come, and not before. When that is, or null. */
create function app.fits_at(customer public.customers) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select customer.expected_arrival_time
  where customer.status = 'order_confirmed' and customer.expected_arrival_time > app.now()
$$;

/* Asks for the call that fits a customer's status, now: whether it is owed already or new, it is the next to be made. */
create or replace function public.trigger_customer_call(
  organization_id uuid, customer_id text, simulated boolean default false, agent_name text default null)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  known public.customers;
  answer jsonb;
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
  if app.fitting_scenario(known.status) is null or app.fits_at(known) is not null then
    return jsonb_build_object('ok', false, 'code', 'no_call_fits', 'status', known.status,
      'fits_at', app.iso(app.fits_at(known)));
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
  return answer
    || app.call_now((answer ->> 'request_id')::uuid, trigger_customer_call.simulated, trigger_customer_call.agent_name)
    || jsonb_build_object('customer_id', known.customer_id, 'scenario', app.fitting_scenario(known.status));
exception when sqlstate 'PT409' then
  return jsonb_build_object('ok', false, 'code', sqlerrm);
end
$$;

/* Whoever asks for an arrival call, a schedule or a program of somebody's own: it is not made before its guest is
   expected. Of a customer whom we know their row says when that is, of anybody else the request. */
create function app.await_arrival() returns trigger
language plpgsql stable security invoker set search_path = ''
as $$
declare
  expected timestamptz;
begin
  select expected_arrival_time into expected from public.customers
  where organization_id = new.organization_id and customer_id = new.input ->> 'customer_id';
  if not found then
    expected := (new.input ->> 'expected_arrival_time')::timestamptz;
  end if;
  new.due_at := greatest(new.due_at, expected);
  return new;
exception when invalid_datetime_format or datetime_field_overflow then
  -- No time: the call is refused when its scenario reads what it brought along.
  return new;
end
$$;

create trigger call_requests_await_arrival before insert on public.call_requests
for each row when (new.scenario = 'arrival') execute function app.await_arrival();

/* What a customer's call came to, posted from outside; the same result again changes nothing. It moves the customer on or
   is refused; where the call is known it has a review of it, and its ending stays. */
create or replace function public.record_call_result(
  organization_id uuid, customer_id text, call_flow text, result jsonb, result_key text)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  known public.customers;
  wished public.customers;
  refusal jsonb;
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
  wished := known;
  wished.status := target;
  wished.expected_arrival_time := coalesce((given ->> 'expected_arrival_time')::timestamptz, known.expected_arrival_time);
  refusal := app.desk_refusal(wished, known.expected_arrival_time);
  if refusal is not null then
    return refusal;
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
    party_size = coalesce((given ->> 'party_size')::smallint, party_size),
    allergies = app.join_notes(allergies, given ->> 'allergies'),
    expected_arrival_time = wished.expected_arrival_time,
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

revoke execute on function
  app.desk_refusal(public.customers, timestamptz), app.fits_at(public.customers), app.await_arrival()
from public;
grant execute on function
  app.desk_refusal(public.customers, timestamptz), app.fits_at(public.customers), app.await_arrival()
to service_role;
