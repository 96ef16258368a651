-- A page of customers of one status begins where the last one ended. Read by their numbers alone a hundred thousand others
-- were passed over for it, which took the embedded database 100 ms and more.
create index customers_by_status on public.customers (organization_id, status, number);

/* Whom a call is about: the customer that its request names, or the one whose identified number it is. Each way has its
   index; asked as one question, neither was used, and every end of a call read all customers. */
create or replace function app.customer_of(this public.calls) returns uuid
language sql stable security invoker set search_path = ''
as $$
  select coalesce(
    (select customers.id
     from public.call_requests as asked
     join public.customers on customers.organization_id = this.organization_id
       and customers.customer_id = asked.input ->> 'customer_id'
     where asked.id = this.request_id and asked.input ? 'customer_id'),
    (select customers.id
     from public.users
     join public.customers on customers.organization_id = this.organization_id
       and customers.mobile = users.phone and customers.status <> 'resolved'
     where users.id = this.user_id))
$$;

-- Whose visit is over may come again, so nothing else finds the visits of a number.
create index customers_resolved_by_mobile on public.customers (organization_id, mobile) where status = 'resolved';

/* The customer whom a row of a file without an id has added before, or null: a file that is sent again, because nobody
   knows what became of it, adds nobody twice. While a visit lasts, its customer moves on; what the row says must still be
   so, what it leaves open may have come to be known. A visit that is over is what it was. */
create function app.added_before(organization_id uuid, given record) returns uuid
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
      and coalesce(given.expected_arrival_time, expected_arrival_time) is not distinct from expected_arrival_time
      and coalesce(given.remarks, remarks) is not distinct from remarks;
  else
    select id into found_id from public.customers
    where customers.organization_id = added_before.organization_id and mobile = given.mobile and status = 'resolved'
      and name = given.name
      and order_details is not distinct from given.order_details
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
  corrected.expected_arrival_time := coalesce(given.expected_arrival_time, known.expected_arrival_time);
  corrected.remarks := coalesce(given.remarks, known.remarks);
  if wanted = 'order_confirmed' and (corrected.order_details is null or corrected.expected_arrival_time is null) then
    return jsonb_build_object('ok', false, 'code', 'order_incomplete');
  end if;
  if corrected is distinct from known then
    update public.customers
    set
      name = corrected.name,
      status = corrected.status,
      order_details = corrected.order_details,
      expected_arrival_time = corrected.expected_arrival_time,
      remarks = corrected.remarks
    where id = known.id
    returning * into corrected;
  end if;
  return jsonb_build_object('ok', true, 'added', false, 'customer', app.customer_view(corrected));
end
$$;

/* The refusal of an id that is further beyond the highest than twenty of the largest files: a digit too many. It would
   have moved the numbers of everybody who comes after. */
create function app.far_number(organization_id uuid, customer_id text) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', 'customer_id_too_far')
  where substr(far_number.customer_id, 5)::integer > 100000 + coalesce((
    select last_number from public.customer_counters as counter
    where counter.organization_id = far_number.organization_id), 0)
$$;

drop function public.import_customers(uuid, jsonb);

/* Rows of a file, each by itself: a bad one says why and the good ones are kept. A row with the id of a known customer
   corrects them, one that has added somebody before adds nobody, any other adds one. It answers for the rows that it took
   up, in their order: with `at_most_ms` it begins none after so long, and whoever asks goes on from there. */
create function public.import_customers(organization_id uuid, customers jsonb, at_most_ms integer default null)
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
      customer_id text, name text, mobile text, status text, order_details text, expected_arrival_time timestamptz,
      arrival_confirmed boolean, last_call_time timestamptz, remarks text);
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
      answer := coalesce(
        app.far_number(import_customers.organization_id, given.customer_id),
        public.add_customer(import_customers.organization_id, row) || jsonb_build_object('added', true));
    end if;
    answers := answers || answer;
    exit when clock_timestamp() >= until;
  end loop;
  return answers;
end
$$;

revoke execute on function app.added_before(uuid, record), app.far_number(uuid, text) from public;
grant execute on function app.added_before(uuid, record), app.far_number(uuid, text) to service_role;
revoke execute on function public.import_customers(uuid, jsonb, integer) from public;
grant execute on function public.import_customers(uuid, jsonb, integer) to anon, authenticated, service_role;
