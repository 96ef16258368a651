create table public.customer_counters (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  last_number integer not null,

  constraint customer_counters_count check (last_number >= 0)
);

comment on table public.customer_counters is
  'The last customer number of each organization. A row rather than a sequence, so that a refused customer leaves no gap.';

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  number integer not null,
  -- As people and programs name a customer; six digits, more once there are more.
  customer_id text not null generated always as
    ('CUST' || lpad(number::text, greatest(6, length(number::text)), '0')) stored,
  name text not null,
  mobile text not null,
  time_zones text[] not null,
  status text not null default 'new',
  order_items jsonb,
  order_details text,
  expected_arrival_time timestamptz,
  arrival_confirmed boolean not null default false,
  callback_time timestamptz,
  last_call_time timestamptz,
  remarks text,
  asked_for text,
  misses integer not null default 0,
  status_since timestamptz not null default app.now(),
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),

  constraint customers_tenant unique (organization_id, id),
  constraint customers_number_unique unique (organization_id, number),
  constraint customers_customer_id_unique unique (organization_id, customer_id),
  constraint customers_number_positive check (number >= 1),
  -- The agent says the name.
  constraint customers_name_present check (btrim(name) <> '' and length(name) <= 100),
  constraint customers_mobile_e164 check (mobile ~ '^\+[1-9][0-9]{6,14}$'),
  -- Without a zone nobody could say whether it is night there.
  constraint customers_zones_given check (cardinality(time_zones) between 1 and 40),
  constraint customers_status_known check (status in
    ('new', 'called', 'order_confirmed', 'arrived', 'no_show', 'follow_up_pending', 'resolved')),
  constraint customers_order_items_listed check (jsonb_typeof(order_items) = 'array'),
  -- A confirmed order says what and when; with half of it nobody could cook or ask.
  constraint customers_confirmed_whole check (
    status <> 'order_confirmed' or (order_details is not null and expected_arrival_time is not null)),
  -- Who has arrived is confirmed, and who has not is not.
  constraint customers_arrival_fits check (
    case status when 'arrived' then arrival_confirmed when 'resolved' then true else not arrival_confirmed end),
  -- Only somebody with whom nothing is settled waits for a call.
  constraint customers_callback_fits check (
    callback_time is null or status in ('called', 'follow_up_pending'))
);

comment on table public.customers is
  'A customer''s visit to a restaurant: who, what they ordered, when they are expected, and how far it has come.';

-- A number has one visit at a time, so an order is never asked for twice; once it is resolved they may come again.
create unique index customers_one_visit_a_mobile on public.customers (organization_id, mobile)
  where status <> 'resolved';
-- The round looks for those with whom something is due.
create index customers_in_progress on public.customers (status, expected_arrival_time) where status <> 'resolved';
-- A customer's calls are found by what their requests say; no other request pays for this.
create index call_requests_of_customer on public.call_requests (organization_id, (input ->> 'customer_id'))
  where input ? 'customer_id';

/* Numbers customers from 1 on. An imported one may bring its number along; the next is beyond it. */
create function app.number_customer() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  counted integer;
begin
  insert into public.customer_counters as counter (organization_id, last_number)
  values (new.organization_id, coalesce(new.number, 1))
  on conflict (organization_id) do update
  set last_number = greatest(counter.last_number + (new.number is null)::integer, coalesce(new.number, 1))
  returning counter.last_number into counted;
  new.number := coalesce(new.number, counted);
  return new;
end
$$;

/* The state machine of a visit. Whatever is not listed is refused, whoever asks.

     new ──> called ──> order_confirmed ──> arrived ──> resolved
      └──────────────────^   │      ^
                             v      │ (rescheduled)
                          no_show ──> follow_up_pending ──> resolved (takeaway or canceled) */
create function app.can_move(from_status text, to_status text) returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select (from_status, to_status) in (
    ('new', 'called'),
    ('new', 'order_confirmed'),
    ('called', 'order_confirmed'),
    ('order_confirmed', 'arrived'),
    ('order_confirmed', 'no_show'),
    ('no_show', 'follow_up_pending'),
    ('follow_up_pending', 'order_confirmed'),
    ('follow_up_pending', 'resolved'),
    ('arrived', 'resolved'))
$$;

/* Keeps a visit on its way: a move that is none is refused by name, and what follows from a status follows here. A second
   writer waits for the first one's row and is judged by what it finds then. */
create function app.keep_visit() returns trigger
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
  return new;
end
$$;

create trigger customers_keep_visit before insert or update on public.customers
for each row execute function app.keep_visit();

create trigger customers_number before insert on public.customers
for each row execute function app.number_customer();

create trigger customers_check_zones before insert or update of time_zones on public.customers
for each row execute function app.check_zones();

create table public.customer_results (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  customer uuid not null,
  result_key text not null,
  call_flow text not null,
  result jsonb not null,
  call_id uuid,
  created_at timestamptz not null default app.now(),

  -- A result that is posted again is the same result.
  primary key (customer, result_key),
  constraint customer_results_tenant unique (organization_id, customer, result_key),
  constraint customer_results_customer foreign key (organization_id, customer)
    references public.customers (organization_id, id) on delete cascade,
  constraint customer_results_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete set null (call_id),
  constraint customer_results_flow_known check (call_flow in
    ('order_booking', 'arrival_confirmation', 'missed_customer_recovery'))
);

comment on table public.customer_results is
  'Results that others posted of a customer''s calls, each once. Where we know the call it has a review of the same.';

/* The scenario of the call that fits a status, or null where there is nothing to call about. */
create function app.fitting_scenario(status text) returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when status in ('new', 'called') then 'order'
    when status = 'order_confirmed' then 'arrival'
    when status in ('no_show', 'follow_up_pending') then 'recovery'
  end
$$;

/* A customer as programs and people see them. */
create function app.customer_view(customer public.customers) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'customer_id', customer.customer_id,
    'name', customer.name,
    'mobile', customer.mobile,
    'status', customer.status,
    'order_details', customer.order_details,
    'expected_arrival_time', app.iso(customer.expected_arrival_time),
    'arrival_confirmed', customer.arrival_confirmed,
    'last_call_time', app.iso(customer.last_call_time),
    'remarks', customer.remarks,
    'callback_time', app.iso(customer.callback_time))
$$;

create table public.dishes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  position integer not null default 1,
  is_available boolean not null default true,

  constraint dishes_tenant unique (organization_id, id),
  constraint dishes_name_unique unique (organization_id, name),
  constraint dishes_name_present check (btrim(name) <> '')
);

comment on table public.dishes is
  'What can be ordered, in the order of the menu. An organization without any takes every order.';

/* The names on the menu. */
create function app.menu(wanted uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(name order by position, name), '[]')
  from public.dishes where organization_id = wanted and is_available
$$;
