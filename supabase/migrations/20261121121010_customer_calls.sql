/* The thing that a call to a customer would be about now, or null. As long as it is the same thing nobody is asked twice:
   one order, one expected time, one missed visit. A time that is still to come may be asked about by hand, and is then
   another thing than the same time once it has passed. */
create function app.call_matter(customer public.customers) returns text
language sql stable security invoker set search_path = ''
as $$
  select case app.fitting_scenario(customer.status)
    when 'order' then 'order:' || customer.customer_id
    when 'arrival' then format('arrival:%s:%s%s', customer.customer_id,
      to_char(customer.expected_arrival_time at time zone 'UTC', 'YYYYMMDD"T"HH24MI'),
      case when customer.expected_arrival_time > app.now() then ':early' else '' end)
    when 'recovery' then format('recovery:%s:missed-%s', customer.customer_id, customer.misses)
  end
$$;

/* Somebody talks to them now, or their telephone rings. */
create function app.is_on_the_phone(customer public.customers) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (
    select from public.calls
    left join public.users on users.organization_id = calls.organization_id and users.id = calls.user_id
    where calls.organization_id = customer.organization_id and calls.ended_at is null
      and customer.mobile in (calls.to_phone, calls.from_phone, users.phone))
$$;

/* A call that is still owed to this customer about this scenario. */
create function app.open_request(customer public.customers, wanted text) returns public.call_requests
language sql stable security invoker set search_path = ''
as $$
  select asked.* from public.call_requests as asked
  where asked.organization_id = customer.organization_id
    and asked.input ? 'customer_id' and asked.input ->> 'customer_id' = customer.customer_id
    and asked.scenario = wanted and asked.status in ('waiting', 'dialing')
  order by asked.status, asked.due_at
  limit 1
$$;

/* Asks for the call that fits a customer whose row is locked. By hand a matter may be called about again; by itself it
   never is. What is owed already is not asked for a second time. */
create function app.ask_customer(customer public.customers, by_hand boolean) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  matter text := app.call_matter(customer);
  wanted text := app.fitting_scenario(customer.status);
  owed public.call_requests := app.open_request(customer, wanted);
  copies integer := 0;
  answer jsonb;
begin
  if owed.id is not null then
    answer := jsonb_build_object('ok', true, 'request_id', owed.id, 'created', false);
  else
    if by_hand then
      select count(*) into copies from public.call_requests as asked
      where asked.organization_id = customer.organization_id
        and asked.input ? 'customer_id' and asked.input ->> 'customer_id' = customer.customer_id
        and starts_with(asked.source_key, matter || ':');
    end if;
    answer := public.request_call(customer.organization_id, jsonb_build_object(
      'scenario', wanted,
      'phone', customer.mobile,
      'name', customer.name,
      'input', jsonb_build_object(
        'customer_id', customer.customer_id,
        'order_details', customer.order_details,
        'expected_arrival_time', app.iso(customer.expected_arrival_time),
        'menu', app.menu(customer.organization_id)),
      'source', 'customer',
      'source_key', format('%s:%s', matter, copies + 1),
      'priority', case wanted when 'arrival' then 1 when 'order' then 2 else 3 end,
      'time_zones', to_jsonb(customer.time_zones),
      -- Two hours after the expected time they count as missed; asking whether they are there makes no sense then.
      'expires_at', case wanted when 'arrival'
        then greatest(customer.expected_arrival_time + interval '2 hours', app.now() + interval '30 minutes') end,
      -- Somebody who is expected is tried more often in their two hours than others in a day.
      'max_attempts', case wanted when 'arrival' then 5 else 3 end));
  end if;
  if (answer ->> 'ok')::boolean then
    update public.customers set asked_for = matter where id = customer.id;
  end if;
  return answer;
end
$$;

/* What a status or another time leaves behind: calls that nobody is owed any more. A request that somebody else holds is
   being dialed or settled; the end of its call looks at it again (app.tell_customer). */
create function app.drop_stale_calls() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.call_requests
  set status = 'canceled', status_reason = 'customer_moved_on', updated_at = app.now()
  where id in (
    select asked.id from public.call_requests as asked
    where asked.organization_id = new.organization_id
      and asked.input ? 'customer_id' and asked.input ->> 'customer_id' = new.customer_id
      and asked.status = 'waiting'
      and (asked.scenario is distinct from app.fitting_scenario(new.status)
        or (asked.source = 'customer' and new.expected_arrival_time is distinct from old.expected_arrival_time
          and asked.scenario = 'arrival'))
    order by asked.id
    for update skip locked);
  return null;
end
$$;

create trigger customers_drop_stale_calls after update on public.customers
for each row when (new.status <> old.status or new.expected_arrival_time is distinct from old.expected_arrival_time)
execute function app.drop_stale_calls();

/* Whom a call is about: the customer that its request names, or the one whose identified number it is. */
create function app.customer_of(this public.calls) returns uuid
language sql stable security invoker set search_path = ''
as $$
  select customers.id
  from (
    select 1 as rank, asked.input ->> 'customer_id' as customer_id, null as mobile
    from public.call_requests as asked
    where asked.id = this.request_id and asked.input ? 'customer_id'
    union all
    select 2, null, users.phone from public.users where users.id = this.user_id
  ) as known
  join public.customers on customers.organization_id = this.organization_id
    and (customers.customer_id = known.customer_id or (customers.mobile = known.mobile and customers.status <> 'resolved'))
  order by known.rank
  limit 1
$$;

/* What the end of a call means for its customer, in the transaction that ends it. Named to run after the request was
   settled (calls_settle_request): triggers run in the order of their names. */
create function app.tell_customer() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  customer public.customers;
  settled public.call_requests;
begin
  select * into customer from public.customers where id = app.customer_of(new) for no key update;
  if not found then
    return null;
  end if;
  select * into settled from public.call_requests where id = new.request_id;
  update public.customers
  set
    last_call_time = case when new.dialed_at is not null or new.answered_at is not null
      then greatest(last_call_time, coalesce(new.dialed_at, new.answered_at)) else last_call_time end,
    -- Reached and nothing settled, or not reached often enough.
    status = case when status = 'new' and new.scenario = 'order'
      and (new.outcome = 'answered' or settled.status = 'exhausted') then 'called' else status end
  where id = customer.id
  returning * into customer;
  -- Settled in another way while it rang: nobody is called about it again.
  update public.call_requests
  set status = 'canceled', status_reason = 'customer_moved_on', updated_at = app.now()
  where id = settled.id and status = 'waiting' and input ? 'customer_id'
    and scenario is distinct from app.fitting_scenario(customer.status);
  return null;
end
$$;

create trigger calls_tell_customer after update of ended_at on public.calls
for each row when (old.ended_at is null and new.ended_at is not null) execute function app.tell_customer();

/* A callback that was promised is carried by its customer, who was reached. */
create function app.carry_callback() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.customers
  set
    status = case when status = 'new' then 'called' else status end,
    callback_time = new.due_at
  where organization_id = new.organization_id and customer_id = new.input ->> 'customer_id'
    and status in ('new', 'called', 'follow_up_pending');
  return null;
end
$$;

create trigger call_requests_carry_callback after insert on public.call_requests
for each row when (new.source = 'callback' and new.input ? 'customer_id') execute function app.carry_callback();
