/* The customer whom a call is about, locked, or one that cannot be found. Somebody unknown who calls to order becomes a
   customer: from then on their visit is kept like any other. */
create function app.visiting_customer(this public.calls, may_add boolean) returns public.customers
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  customer public.customers;
  zone text;
  caller public.users;
begin
  select * into customer from public.customers where id = app.customer_of(this) for no key update;
  if found or not may_add or this.direction <> 'inbound' or this.user_id is null then
    return customer;
  end if;
  select time_zone into zone from public.organizations where id = this.organization_id;
  select * into caller from public.users where id = this.user_id;
  insert into public.customers (organization_id, name, mobile, time_zones)
  values (this.organization_id, coalesce(nullif(btrim(left(caller.name, 100)), ''), 'Guest'), caller.phone, array[zone])
  on conflict (organization_id, mobile) where status <> 'resolved' do nothing
  returning * into customer;
  if customer.id is null then
    select * into customer from public.customers where id = app.customer_of(this) for no key update;
  end if;
  return customer;
end
$$;

create function app.visit_refusal(code text) returns jsonb
language sql immutable security invoker set search_path = ''
as $$ select jsonb_build_object('ok', false, 'code', code) $$;

/* The instant of a day and time as the restaurant's clocks show it, or the code of why nobody can be expected then. */
create function app.visit_time(this public.calls, day text, at text, out code text, out instant timestamptz)
language plpgsql stable security invoker set search_path = ''
as $$
declare
  organization public.organizations;
begin
  select * into organization from public.organizations where id = this.organization_id;
  instant := app.local_instant(day, at, organization.time_zone);
  code := case
    when app.parse_day(day) is null then 'no_such_date'
    when instant is null then 'no_such_time'
    when instant <= app.now() then 'past'
    when app.parse_day(day) > (app.now() at time zone organization.time_zone)::date + organization.horizon_days
      then 'too_far'
  end;
end
$$;

/* An order in a line: "2 x kebab (without onions), 1 x lemonade. By the window". */
create function app.order_line(items jsonb, notes text) returns text
language sql immutable security invoker set search_path = ''
as $$
  select concat_ws('. ',
    string_agg(
      format('%s x %s%s', item ->> 'quantity', btrim(item ->> 'name'),
        coalesce(' (' || nullif(btrim(item ->> 'notes'), '') || ')', '')),
      ', ' order by place),
    nullif(btrim(notes), ''))
  from jsonb_array_elements(items) with ordinality as list (item, place)
$$;

/* Keeps what the tool call did to the visit, and its answer. */
create function app.remember_visit(this public.calls, tool_call_id text, tool text, changed public.customers)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select app.remember(this, tool_call_id, tool,
    jsonb_build_object('ok', true, 'customer', app.customer_view(changed)))
$$;

/* The order, after it was read back and agreed to; again, it replaces the one before. It is confirmed with the commit in
   which both are there, what and when, whichever comes second. */
create function public.capture_order(call_id uuid, tool_call_id text, items jsonb, notes text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(capture_order.call_id);
  answer jsonb := app.remembered(this, capture_order.tool_call_id, 'capture_order');
  customer public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return app.visit_refusal('call_ended');
  end if;
  if jsonb_typeof(capture_order.items) <> 'array' or jsonb_array_length(capture_order.items) not between 1 and 100
    or exists (
      select from jsonb_array_elements(capture_order.items) as item
      where coalesce(btrim(item ->> 'name'), '') = '' or coalesce(item ->> 'quantity', '') !~ '^[1-9][0-9]{0,3}$') then
    raise exception using errcode = 'PT422', message = 'order_malformed';
  end if;
  customer := app.visiting_customer(this, true);
  if customer.id is null then
    return app.visit_refusal('no_customer');
  end if;
  if customer.status not in ('new', 'called', 'order_confirmed') then
    return app.visit_refusal('wrong_status');
  end if;
  update public.customers
  set
    order_items = capture_order.items,
    order_details = app.order_line(capture_order.items, capture_order.notes),
    -- A time that has passed is none: the visit that it was for did not come about.
    status = case when expected_arrival_time > app.now() then 'order_confirmed' else status end
  where id = customer.id
  returning * into customer;
  return app.remember_visit(this, capture_order.tool_call_id, 'capture_order', customer);
end
$$;

/* When they will come, said for the first time or instead of an earlier one: who is late stays confirmed, with the new
   time. */
create function public.set_arrival_time(call_id uuid, tool_call_id text, day text, at text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(set_arrival_time.call_id);
  answer jsonb := app.remembered(this, set_arrival_time.tool_call_id, 'set_arrival_time');
  customer public.customers;
  wish record;
begin
  if answer is not null then
    return answer;
  end if;
  wish := app.visit_time(this, set_arrival_time.day, set_arrival_time.at);
  customer := case when this.ended_at is null and wish.code is null then app.visiting_customer(this, true) end;
  answer := app.visit_refusal(case
    when this.ended_at is not null then 'call_ended'
    when wish.code is not null then wish.code
    when customer.id is null then 'no_customer'
    when customer.status not in ('new', 'called', 'order_confirmed') then 'wrong_status'
  end);
  if answer ->> 'code' is not null then
    return answer;
  end if;
  update public.customers
  set
    expected_arrival_time = wish.instant,
    status = case when order_details is not null then 'order_confirmed' else status end
  where id = customer.id
  returning * into customer;
  return app.remember_visit(this, set_arrival_time.tool_call_id, 'set_arrival_time', customer);
end
$$;

/* Whether they are there; false is somebody who says that they are not coming. Who is late sets another time. */
create function public.confirm_arrival(call_id uuid, tool_call_id text, arrived boolean) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(confirm_arrival.call_id);
  answer jsonb := app.remembered(this, confirm_arrival.tool_call_id, 'confirm_arrival');
  customer public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  customer := case when this.ended_at is null then app.visiting_customer(this, false) end;
  answer := app.visit_refusal(case
    when this.ended_at is not null then 'call_ended'
    when customer.id is null then 'no_customer'
    when customer.status <> 'order_confirmed' then 'wrong_status'
  end);
  if answer ->> 'code' is not null then
    return answer;
  end if;
  update public.customers set status = case when confirm_arrival.arrived then 'arrived' else 'no_show' end
  where id = customer.id
  returning * into customer;
  return app.remember_visit(this, confirm_arrival.tool_call_id, 'confirm_arrival', customer);
end
$$;

/* Their visit after they missed it, locked and being recovered from here on, or the code of why there is none. */
create function app.recovered_customer(this public.calls, out code text, out customer public.customers)
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if this.ended_at is not null then
    code := 'call_ended';
    return;
  end if;
  customer := app.visiting_customer(this, false);
  code := case
    when customer.id is null then 'no_customer'
    when customer.status not in ('no_show', 'follow_up_pending') then 'wrong_status'
  end;
end
$$;

/* Moves a missed visit on, through follow_up_pending where the round has not been there yet. */
create function app.recover(known public.customers, new_status text, new_time timestamptz, remark text)
returns public.customers
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  moved public.customers;
begin
  if known.status = 'no_show' then
    update public.customers set status = 'follow_up_pending' where id = known.id;
  end if;
  update public.customers
  set
    status = new_status,
    expected_arrival_time = coalesce(new_time, expected_arrival_time),
    remarks = nullif(concat_ws('; ', remarks, remark), '')
  where id = known.id
  returning * into moved;
  return moved;
end
$$;

/* Another time after a missed visit; one that is still to come may be moved as well. */
create function public.reschedule_visit(call_id uuid, tool_call_id text, day text, at text) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(reschedule_visit.call_id);
  answer jsonb := app.remembered(this, reschedule_visit.tool_call_id, 'reschedule_visit');
  own record;
  wish record;
  moved public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  own := app.recovered_customer(this);
  wish := app.visit_time(this, reschedule_visit.day, reschedule_visit.at);
  if own.code = 'wrong_status' and (own.customer).status = 'order_confirmed' then
    own.code := null;
  end if;
  if coalesce(own.code, wish.code) is not null then
    return app.visit_refusal(coalesce(own.code, wish.code));
  end if;
  if (own.customer).order_details is null then
    return app.visit_refusal('wrong_status');
  end if;
  moved := app.recover(own.customer, 'order_confirmed', wish.instant, null);
  return app.remember_visit(this, reschedule_visit.tool_call_id, 'reschedule_visit', moved);
end
$$;

/* Takes the order away instead of eating it here. */
create function public.choose_takeaway(call_id uuid, tool_call_id text, notes text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(choose_takeaway.call_id);
  answer jsonb := app.remembered(this, choose_takeaway.tool_call_id, 'choose_takeaway');
  own record;
  moved public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  own := app.recovered_customer(this);
  if own.code is not null then
    return app.visit_refusal(own.code);
  end if;
  moved := app.recover(own.customer, 'resolved', null,
    'Takeaway' || coalesce(': ' || nullif(btrim(choose_takeaway.notes), ''), ''));
  return app.remember_visit(this, choose_takeaway.tool_call_id, 'choose_takeaway', moved);
end
$$;

/* Calls the missed visit off for good. */
create function public.cancel_visit(call_id uuid, tool_call_id text, reason text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(cancel_visit.call_id);
  answer jsonb := app.remembered(this, cancel_visit.tool_call_id, 'cancel_visit');
  own record;
  moved public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  own := app.recovered_customer(this);
  if own.code is not null then
    return app.visit_refusal(own.code);
  end if;
  moved := app.recover(own.customer, 'resolved', null,
    'Canceled' || coalesce(': ' || nullif(btrim(cancel_visit.reason), ''), ''));
  return app.remember_visit(this, cancel_visit.tool_call_id, 'cancel_visit', moved);
end
$$;
