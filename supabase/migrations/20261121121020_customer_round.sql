/* True while a call about the arrival is under way or was not tried yet: somebody is unreachable only after we tried.
   A retry does not count, and neither does what nobody will dial any more. */
create function app.is_arrival_open(customer public.customers) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (
    select from public.call_requests as asked
    where asked.organization_id = customer.organization_id
      and asked.input ? 'customer_id' and asked.input ->> 'customer_id' = customer.customer_id
      and asked.scenario = 'arrival'
      and (asked.status = 'dialing' or (asked.status = 'waiting' and asked.dials = 0
        and (asked.expires_at is null or asked.expires_at > app.now()))))
$$;

/* What the round does with a customer now, or null:
   `call` asks for the call that fits, `recover` does so for a no-show, `miss` finds that somebody did not come, `close`
   ends a visit whose day is over. */
create function app.customer_step(customer public.customers) returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when customer.status = 'arrived' then (
      select 'close' from public.organizations
      where id = customer.organization_id
        and (app.now() at time zone time_zone)::date > (customer.status_since at time zone time_zone)::date)
    when customer.status = 'no_show' and callable.yes then 'recover'
    when customer.status = 'new' and customer.asked_for is distinct from app.call_matter(customer) and callable.yes
      then 'call'
    when customer.status = 'order_confirmed' and customer.expected_arrival_time <= app.now() then case
      when customer.asked_for is distinct from app.call_matter(customer) and callable.yes then 'call'
      when customer.expected_arrival_time + interval '2 hours' <= app.now()
        and not app.is_on_the_phone(customer) and not app.is_arrival_open(customer) then 'miss'
    end
  end
  from (
    select
      exists (select from public.agents where organization_id = customer.organization_id)
      and not exists (
        select from public.do_not_call
        where organization_id = customer.organization_id and phone = customer.mobile)
      and not app.is_on_the_phone(customer) as yes
  ) as callable
$$;

/* Turns what is due into call requests and moves, for every organization, beside any number of others: whoever works on a
   customer holds the row, others skip it, and what was asked for is remembered in the same transaction.
   The person's row is locked before the customer's, because a call that promises a callback takes them in this order. */
create function public.plan_customer_calls(batch_size integer) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  candidate record;
  customer public.customers;
  step text;
  answer jsonb;
  asked integer := 0;
  moved integer := 0;
begin
  for candidate in
    select customers.id, customers.organization_id, customers.mobile from public.customers
    where customers.status in ('new', 'order_confirmed', 'no_show', 'arrived')
      and app.customer_step(customers) is not null
    order by customers.expected_arrival_time, customers.id
    limit plan_customer_calls.batch_size
  loop
    if exists (
      select from public.users where organization_id = candidate.organization_id and phone = candidate.mobile) then
      perform from public.users
      where organization_id = candidate.organization_id and phone = candidate.mobile
      for no key update skip locked;
      continue when not found;
    end if;
    select * into customer from public.customers where id = candidate.id for no key update skip locked;
    continue when not found;
    step := app.customer_step(customer);
    if step in ('recover', 'miss', 'close') then
      update public.customers
      set status = case step when 'recover' then 'follow_up_pending' when 'miss' then 'no_show' else 'resolved' end
      where id = customer.id
      returning * into customer;
      moved := moved + 1;
    end if;
    if step in ('call', 'recover') then
      answer := app.ask_customer(customer, false);
      asked := asked + ((answer ->> 'created') is not distinct from 'true')::integer;
    end if;
  end loop;
  return jsonb_build_object('asked', asked, 'moved', moved);
end
$$;
