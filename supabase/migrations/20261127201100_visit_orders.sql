-- What a kitchen and a table have to know beside the dishes. What somebody is allergic to is kept apart from other notes:
-- no later change of the order takes it away.
alter table public.customers
  add column party_size smallint,
  add column allergies text,
  add column order_notes text,
  add column canceled_at timestamptz,
  -- A larger party is a slip of the tongue or of a recognizer.
  add constraint customers_party_size_seated check (party_size between 1 and 500),
  add constraint customers_allergies_present check (btrim(allergies) <> ''),
  add constraint customers_order_notes_present check (btrim(order_notes) <> ''),
  -- A visit that was called off is over.
  add constraint customers_canceled_is_over check (canceled_at is null or status = 'resolved');

comment on column public.customers.canceled_at is
  'When the customer called the visit off before it could take place; of a missed one the remarks say so.';

/* A customer as programs and people see them. */
create or replace function app.customer_view(customer public.customers) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'customer_id', customer.customer_id,
    'name', customer.name,
    'mobile', customer.mobile,
    'status', customer.status,
    'order_details', customer.order_details,
    'party_size', customer.party_size,
    'allergies', customer.allergies,
    'expected_arrival_time', app.iso(customer.expected_arrival_time),
    'arrival_confirmed', customer.arrival_confirmed,
    'last_call_time', app.iso(customer.last_call_time),
    'remarks', customer.remarks,
    'callback_time', app.iso(customer.callback_time))
$$;

/* A visit as its call sees it: the order in its parts as well. */
create function app.visit_view(customer public.customers) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select app.customer_view(customer) - array['mobile', 'arrival_confirmed', 'last_call_time', 'remarks', 'callback_time']
    || jsonb_build_object(
      'order_items', customer.order_items,
      'order_notes', customer.order_notes,
      -- As the clocks at the restaurant show it.
      'expected_local', (
        select to_char(customer.expected_arrival_time at time zone time_zone, 'YYYY-MM-DD"T"HH24:MI')
        from public.organizations where id = customer.organization_id))
$$;

/* The state machine of a visit, and beside it the one way out of it: somebody who calls their visit off before it takes
   place is done, wherever it stood. Nothing but public.cancel_visit says when that was. */
create or replace function app.keep_visit() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and new.status <> old.status then
    if not app.can_move(old.status, new.status)
      and not (new.status = 'resolved' and new.canceled_at is not null
        and old.status in ('new', 'called', 'order_confirmed')) then
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

/* What was noted, with what is noted now: nothing that somebody said is lost, and nothing is kept twice. */
create function app.join_notes(old_notes text, new_notes text) returns text
language sql immutable security invoker set search_path = ''
as $$
  select case
    when said.now is null or strpos(lower(said.before), lower(said.now)) > 0 then said.before
    when said.before is null or strpos(lower(said.now), lower(said.before)) > 0 then said.now
    else said.before || '; ' || said.now
  end
  from (select nullif(btrim(old_notes), '') as before, nullif(btrim(new_notes), '') as now) as said
$$;

/* The order as it is now wanted, with what was special about a dish before and nobody has spoken of since. A note that is
   said to be empty is taken away. */
create function app.keep_dish_notes(old_items jsonb, new_items jsonb) returns jsonb
language sql immutable security invoker set search_path = ''
as $$
  select jsonb_agg(
    case
      when item ->> 'notes' is not null or noted.notes is null or dish.lines > 1 then item
      else item || jsonb_build_object('notes', noted.notes)
    end order by place)
  from jsonb_array_elements(new_items) with ordinality as list (item, place)
  cross join lateral (
    select count(*) as lines from jsonb_array_elements(new_items) as other
    where lower(btrim(other ->> 'name')) = lower(btrim(item ->> 'name'))
  ) as dish
  cross join lateral (
    -- "2 x kebab, 1 x kebab (no onions)" becomes "4 x kebab (no onions on 1)".
    select string_agg(
      case when known.lines > 1 then format('%s on %s', before ->> 'notes', before ->> 'quantity')
        else before ->> 'notes' end, ', ') as notes
    from (
      select before, count(*) over () as lines
      from jsonb_array_elements(coalesce(old_items, '[]')) as before
      where lower(btrim(before ->> 'name')) = lower(btrim(item ->> 'name'))
    ) as known
    where btrim(before ->> 'notes') <> ''
  ) as noted
$$;

/* An order in a line: "2 x kebab (without onions), 1 x lemonade. Allergies: nuts. By the window". */
create function app.order_line(items jsonb, allergies text, notes text) returns text
language sql immutable security invoker set search_path = ''
as $$
  select app.order_line(items, concat_ws('. ', 'Allergies: ' || nullif(btrim(allergies), ''), nullif(btrim(notes), '')))
$$;

/* Keeps what the tool call did to the visit, and its answer. */
create or replace function app.remember_visit(this public.calls, tool_call_id text, tool text, changed public.customers)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select app.remember(this, tool_call_id, tool, jsonb_build_object('ok', true, 'customer', app.visit_view(changed)))
$$;

drop function public.capture_order(uuid, text, jsonb, text);

/* The order, after it was read back and agreed to; again, it replaces the dishes of the one before and keeps what was
   noted about them. It is confirmed with the commit in which both are there, what and when, whichever comes second.
   `seen` is the order as this call knows it, empty where it knows of none: of two who change one order at once the second
   is told what the first has left, instead of undoing it. Null does not ask. */
create function public.capture_order(
  call_id uuid, tool_call_id text, items jsonb, notes text default null, allergies text default null,
  party_size integer default null, seen text default null)
returns jsonb
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
  if capture_order.party_size not between 1 and 500 then
    return app.visit_refusal('party_size');
  end if;
  customer := app.visiting_customer(this, true);
  if customer.id is null then
    return app.visit_refusal('no_customer');
  end if;
  if customer.status not in ('new', 'called', 'order_confirmed') then
    return app.visit_refusal('wrong_status');
  end if;
  if capture_order.seen <> coalesce(customer.order_details, '') then
    return app.visit_refusal('order_changed') || jsonb_build_object('customer', app.visit_view(customer));
  end if;
  customer.order_items := app.keep_dish_notes(customer.order_items, capture_order.items);
  customer.order_notes := app.join_notes(customer.order_notes, capture_order.notes);
  customer.allergies := app.join_notes(customer.allergies, capture_order.allergies);
  update public.customers
  set
    order_items = customer.order_items,
    order_notes = customer.order_notes,
    allergies = customer.allergies,
    party_size = coalesce(capture_order.party_size, customers.party_size),
    order_details = app.order_line(customer.order_items, customer.allergies, customer.order_notes),
    -- A time that has passed is none: the visit that it was for did not come about.
    status = case when expected_arrival_time > app.now() then 'order_confirmed' else status end
  where id = customer.id
  returning * into customer;
  return app.remember_visit(this, capture_order.tool_call_id, 'capture_order', customer);
end
$$;

/* What the kitchen or the table has to know, said before, with or after the order: it is added to what is known already. */
create function public.note_visit(
  call_id uuid, tool_call_id text, notes text default null, allergies text default null, party_size integer default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(note_visit.call_id);
  answer jsonb := app.remembered(this, note_visit.tool_call_id, 'note_visit');
  customer public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return app.visit_refusal('call_ended');
  end if;
  if note_visit.party_size not between 1 and 500 then
    return app.visit_refusal('party_size');
  end if;
  customer := app.visiting_customer(this, true);
  if customer.id is null then
    return app.visit_refusal('no_customer');
  end if;
  if customer.status = 'resolved' then
    return app.visit_refusal('wrong_status');
  end if;
  customer.order_notes := app.join_notes(customer.order_notes, note_visit.notes);
  customer.allergies := app.join_notes(customer.allergies, note_visit.allergies);
  update public.customers
  set
    order_notes = customer.order_notes,
    allergies = customer.allergies,
    party_size = coalesce(note_visit.party_size, customers.party_size),
    -- Of an order that came as text, the text stays as it was written.
    order_details = case when order_items is null then order_details
      else app.order_line(order_items, customer.allergies, customer.order_notes) end
  where id = customer.id
  returning * into customer;
  return app.remember_visit(this, note_visit.tool_call_id, 'note_visit', customer);
end
$$;

/* The visit that stands for whoever is on the telephone, as it is now. */
create function public.find_visit(call_id uuid) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(find_visit.call_id);
  customer public.customers := app.visiting_customer(this, false);
begin
  if customer.id is null or customer.status = 'resolved' then
    return app.visit_refusal('no_visit');
  end if;
  return jsonb_build_object('ok', true, 'customer', app.visit_view(customer));
end
$$;

/* What the restaurant serves and when, and, where we call, about which visit: for whoever begins to speak. Of somebody
   who calls nobody knows yet who they are. */
create function public.brief_visit(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(brief_visit.call_id);
  customer public.customers;
begin
  if this.request_id is not null then
    select * into customer from public.customers where id = app.customer_of(this);
  end if;
  return jsonb_build_object(
    'menu', app.menu(this.organization_id),
    'hours', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'kind', kind, 'weekday', weekday, 'opens', to_char(opens, 'HH24:MI'), 'closes', to_char(closes, 'HH24:MI'))
        order by kind desc, weekday, opens), '[]')
      from public.visit_hours where organization_id = this.organization_id),
    'visit', case when customer.id is not null then app.visit_view(customer) end);
end
$$;

/* Calls the visit off for good: one that was missed, or one that is still to come. A call about a missed visit is about
   that one: the visit that was agreed on since stands. */
create or replace function public.cancel_visit(call_id uuid, tool_call_id text, reason text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  this public.calls := app.enter_call(cancel_visit.call_id);
  answer jsonb := app.remembered(this, cancel_visit.tool_call_id, 'cancel_visit');
  remark text := 'Canceled' || coalesce(': ' || nullif(btrim(cancel_visit.reason), ''), '');
  known public.customers;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return app.visit_refusal('call_ended');
  end if;
  known := app.visiting_customer(this, false);
  if known.id is null then
    return app.visit_refusal('no_customer');
  end if;
  if known.status in ('no_show', 'follow_up_pending') then
    known := app.recover(known, 'resolved', null, remark);
  elsif this.scenario <> 'recovery' and known.status in ('new', 'called', 'order_confirmed') then
    update public.customers
    set status = 'resolved', canceled_at = app.now(), remarks = nullif(concat_ws('; ', remarks, remark), '')
    where id = known.id
    returning * into known;
  else
    return app.visit_refusal('wrong_status');
  end if;
  return app.remember_visit(this, cancel_visit.tool_call_id, 'cancel_visit', known);
end
$$;

revoke execute on function
  app.visit_view(public.customers), app.join_notes(text, text), app.keep_dish_notes(jsonb, jsonb),
  app.order_line(jsonb, text, text)
from public;
grant execute on function
  app.visit_view(public.customers), app.join_notes(text, text), app.keep_dish_notes(jsonb, jsonb),
  app.order_line(jsonb, text, text)
to service_role;
revoke execute on function
  public.capture_order(uuid, text, jsonb, text, text, integer, text),
  public.note_visit(uuid, text, text, text, integer), public.find_visit(uuid), public.brief_visit(uuid)
from public, anon, authenticated;
grant execute on function
  public.capture_order(uuid, text, jsonb, text, text, integer, text),
  public.note_visit(uuid, text, text, text, integer), public.find_visit(uuid), public.brief_visit(uuid)
to service_role;

-- Somebody who calls about their order may call it off.
update app.scenarios set dispositions = dispositions || '{canceled}'
where name = 'order' and not dispositions @> '{canceled}';
