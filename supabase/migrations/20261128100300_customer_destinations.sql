/* Where calls of an organization may go is asked wherever a call is asked for, and again before it is dialed: the list may
   have become shorter since. */

/* What the round does with a customer now, or null:
   `call` asks for the call that fits, `recover` does so for a no-show, `miss` finds that somebody did not come, `close`
   ends a visit whose day is over. */
create or replace function app.customer_step(customer public.customers) returns text
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
      and not app.is_never_called(customer.organization_id, customer.mobile)
      and not app.is_on_the_phone(customer) as yes
  ) as callable
$$;

/* When to look again at somebody for whom nothing could be done now. Null where only a change can help: whoever refuses
   calls, or has a restaurant that nobody speaks for, is woken when that ends (app.wake_customers). */
create or replace function app.look_again(customer public.customers) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select case
    -- Two hours after their time they have missed it, whether anybody may call or not.
    when customer.status = 'order_confirmed' and customer.expected_arrival_time + interval '2 hours' > app.now()
      and is_uncallable.yes then customer.expected_arrival_time + interval '2 hours'
    -- A call about the arrival is still owed or under way. Its end looks (app.tell_customer); its being canceled does not.
    when customer.status = 'order_confirmed' and customer.expected_arrival_time + interval '2 hours' <= app.now()
      then app.now() + interval '5 minutes'
    when customer.status in ('new', 'no_show') and is_uncallable.yes then null
    -- They are on the telephone. The end of the call looks as well, but not every call knows its customer.
    else greatest(app.next_look(customer), app.now() + interval '1 minute')
  end
  from (
    select
      not exists (select from public.agents where organization_id = customer.organization_id)
      or app.is_never_called(customer.organization_id, customer.mobile) as yes
  ) as is_uncallable
$$;

/* Whom only the list of countries kept from being called is looked at again when it changes. */
create function app.wake_customers_abroad() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.customers set look_at = app.next_look(customers)
  where organization_id = new.organization_id and status in ('new', 'order_confirmed', 'no_show') and look_at is null;
  return null;
end
$$;

create trigger dialers_wake_customers after update of countries on public.dialers
for each row when (new.countries is distinct from old.countries) execute function app.wake_customers_abroad();

/* The refusal of a number that an organization may not call, with the field that it stood in, or null. */
create function app.refused_number(wanted_organization uuid, phone text, field text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', refused.code, 'field', field,
    'country', (app.number_range(refused_number.phone)).country, 'kind', (app.number_range(refused_number.phone)).kind)
  from (select app.destination_refusal(wanted_organization, refused_number.phone) as code) as refused
  where refused.code is not null
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
  refusal := app.refused_number(add_customer.organization_id, given.mobile, 'mobile');
  if refusal is not null then
    return refusal;
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

revoke execute on function app.wake_customers_abroad(), app.refused_number(uuid, text, text) from public;
grant execute on function app.refused_number(uuid, text, text) to service_role;
