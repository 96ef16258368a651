-- When a round looks at a customer next. Without it each round asked about every customer whose visit is not over: with
-- 11,000 of them it held the embedded database's one connection for 4 to 9 seconds, and every call waited.
alter table public.customers add column look_at timestamptz;

comment on column public.customers.look_at is
  'When the round of due calls looks at this customer next. Null: only a change brings something up.';

/* What is known of a customer says when something can be due for them at the earliest; whether it is, app.customer_step
   decides then. A call about the arrival leaves two hours, an arrival the rest of the day at the restaurant. */
create function app.next_look(customer public.customers) returns timestamptz
language sql stable security invoker set search_path = ''
as $$
  select case customer.status
    when 'new' then case when customer.asked_for is null then customer.status_since end
    when 'no_show' then customer.status_since
    when 'order_confirmed' then customer.expected_arrival_time + case
      -- As app.call_matter names it once the time has passed. The id in it is not there yet in a trigger.
      when customer.asked_for like 'arrival:%:'
        || to_char(customer.expected_arrival_time at time zone 'UTC', 'YYYYMMDD"T"HH24MI')
        then interval '2 hours' else interval '0' end
    when 'arrived' then (
      select ((customer.status_since at time zone time_zone)::date + 1)::timestamp at time zone time_zone
      from public.organizations where id = customer.organization_id)
  end
$$;

/* When to look again at somebody for whom nothing could be done now. Null where only a change can help: whoever refuses
   calls, or has a restaurant that nobody speaks for, is woken when that ends (app.wake_customers). */
create function app.look_again(customer public.customers) returns timestamptz
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
      or exists (
        select from public.do_not_call
        where organization_id = customer.organization_id and phone = customer.mobile) as yes
  ) as is_uncallable
$$;

/* Keeps a visit on its way: a move that is none is refused by name, and what follows from a status follows here. A second
   writer waits for the first one's row and is judged by what it finds then.
   Whatever changes about a customer has the round look at them when the new state says; only the round puts that off. */
create or replace function app.keep_visit() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and new.status <> old.status then
    if not app.can_move(old.status, new.status) then
      raise exception using errcode = 'PT409', message = 'move_refused',
        detail = format('from %s to %s', old.status, new.status);
    end if;
    new.status_since := app.now();
    new.misses := old.misses + (new.status = 'no_show')::integer;
  end if;
  new.arrival_confirmed := case new.status
    when 'arrived' then true when 'resolved' then new.arrival_confirmed else false end;
  if new.status not in ('called', 'follow_up_pending') then
    new.callback_time := null;
  end if;
  new.updated_at := app.now();
  if tg_op = 'INSERT' or new.look_at is not distinct from old.look_at then
    new.look_at := app.next_look(new);
  end if;
  return new;
end
$$;

-- Those who are there already: looked at in the first round, without a trace in updated_at.
alter table public.customers disable trigger user;
update public.customers set look_at = app.next_look(customers)
where status in ('new', 'order_confirmed', 'no_show', 'arrived');
alter table public.customers enable trigger user;

-- A round reads from here those who are due, the longest due first, and nobody else.
create index customers_due on public.customers (status, look_at, id) where look_at is not null;
-- The round looked for them by their status alone.
drop index public.customers_in_progress;

/* Looks at customers again whom something else than their own row kept from being called. */
create function app.wake_customers() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  case tg_table_name
    when 'do_not_call' then
      update public.customers set look_at = app.next_look(customers)
      where organization_id = old.organization_id and mobile = old.phone and status <> 'resolved';
    when 'agents' then
      update public.customers set look_at = app.next_look(customers)
      where organization_id = new.organization_id and status in ('new', 'order_confirmed', 'no_show');
    else
      update public.customers set look_at = app.next_look(customers)
      where organization_id = new.id and status = 'arrived';
  end case;
  return null;
end
$$;

create trigger do_not_call_wake_customers after delete or update of phone, organization_id on public.do_not_call
for each row execute function app.wake_customers();

create trigger agents_wake_customers after insert or update of organization_id on public.agents
for each row execute function app.wake_customers();

-- Midnight is another instant then.
create trigger organizations_wake_customers after update of time_zone on public.organizations
for each row when (new.time_zone <> old.time_zone) execute function app.wake_customers();

/* Somebody else works on the person just now. Otherwise the person is ours until the end of the transaction. */
create function app.is_person_held(customer public.customers) returns boolean
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  perform from public.users
  where organization_id = customer.organization_id and phone = customer.mobile
  for no key update skip locked;
  return not found and exists (
    select from public.users where organization_id = customer.organization_id and phone = customer.mobile);
end
$$;

drop function public.plan_customer_calls(integer);

/* Turns what is due into call requests and moves, for every organization, up to `batch_size` customers at a time, beside
   any number of others: whoever works on a customer holds the row, others take the next ones, and what was asked for is
   remembered in the same transaction. Everybody who was looked at is moved on, asked or put off, so whoever calls again
   while there is `more` comes to an end and misses nobody.
   With `at_most_ms` it begins with nobody after so long: the embedded database has one connection, and calls wait for it.
   It waits for nobody: a call that promises a callback holds the person's row and wants the customer's. So a person whose
   row is held is put off. No-shows come first, so that nobody takes two steps in one go. */
create function public.plan_customer_calls(batch_size integer, at_most_ms integer default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  until timestamptz := clock_timestamp() + make_interval(secs => plan_customer_calls.at_most_ms / 1000.0);
  kind text;
  customer public.customers;
  step text;
  answer jsonb;
  seen integer := 0;
  asked integer := 0;
  moved integer := 0;
  is_full boolean := false;
begin
  <<portion>>
  foreach kind in array array['no_show', 'order_confirmed', 'new', 'arrived'] loop
    for customer in
      select customers.* from public.customers
      where customers.status = kind and customers.look_at <= app.now()
      order by customers.look_at, customers.id
      limit plan_customer_calls.batch_size - seen
      for no key update skip locked
    loop
      seen := seen + 1;
      if app.is_person_held(customer) then
        step := null;
      else
        step := app.customer_step(customer);
      end if;
      answer := null;
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
      if step is null or (answer ->> 'ok') = 'false' then
        update public.customers set look_at = app.look_again(customer) where id = customer.id;
      end if;
      is_full := seen >= plan_customer_calls.batch_size or clock_timestamp() >= until;
      exit portion when is_full;
    end loop;
  end loop;
  return jsonb_build_object('asked', asked, 'moved', moved, 'more', coalesce(is_full, false));
end
$$;

revoke execute on function
  app.next_look(public.customers), app.look_again(public.customers), app.wake_customers(),
  app.is_person_held(public.customers)
from public;
grant execute on function
  app.next_look(public.customers), app.look_again(public.customers), app.wake_customers(),
  app.is_person_held(public.customers)
to service_role;
revoke execute on function public.plan_customer_calls(integer, integer) from public, anon, authenticated;
grant execute on function public.plan_customer_calls(integer, integer) to service_role;
