/* Visits, as appointments: whoever only says a number neither hears of nor changes the visit of that number. */

-- The call in which somebody who only said a number ordered for the first time: in it, the visit is theirs.
alter table public.customers
  add column added_in uuid,
  add constraint customers_added_in foreign key (organization_id, added_in)
    references public.calls (organization_id, id) on delete set null (added_in);

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
     where users.id = this.user_id),
    (select customers.id
     from public.users
     join public.customers on customers.organization_id = this.organization_id
       and customers.mobile = users.claimed_phone and customers.added_in = this.id and customers.status <> 'resolved'
     where users.id = this.user_id and users.claimed_in = this.id))
$$;

/* The customer whom a call is about, locked, or one that cannot be found. Somebody unknown who calls to order becomes a
   customer: from then on their visit is kept like any other. Nobody is found for a relative who answers, nor for
   somebody else in the middle of the call. */
create or replace function app.visiting_customer(this public.calls, may_add boolean) returns public.customers
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  customer public.customers;
  zone text;
  caller public.users;
  is_proven boolean := app.proof_of(this) is not null;
begin
  if this.wrong_person_at is not null and not is_proven then
    return null;
  end if;
  select * into customer from public.customers where id = app.customer_of(this) for no key update;
  if found then
    return case when is_proven or this.user_id is null or customer.added_in = this.id then customer end;
  end if;
  if not may_add or this.direction <> 'inbound' or this.user_id is null then
    return null;
  end if;
  select time_zone into zone from public.organizations where id = this.organization_id;
  select * into caller from public.users where id = this.user_id;
  insert into public.customers (organization_id, name, mobile, time_zones, added_in)
  values (
    this.organization_id, coalesce(nullif(btrim(left(caller.name, 100)), ''), 'Guest'),
    coalesce(caller.phone, caller.claimed_phone), array[zone], caller.claimed_in)
  on conflict (organization_id, mobile) where status <> 'resolved' do nothing
  returning * into customer;
  if customer.id is null then
    select * into customer from public.customers where id = app.customer_of(this) for no key update;
  end if;
  return customer;
end
$$;

/* As before, and for a restaurant's guest the name and the day of the visit that is on file, unless somebody who only
   said the number brought it about. Where only the visit is on file, the person gets a file now. */
create or replace function app.recognize(this public.calls, number text, name text, day date) returns uuid
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  recognized uuid;
begin
  select users.id into recognized
  from public.users
  where users.organization_id = this.organization_id and recognize.number in (users.phone, users.claimed_phone)
    and users.claimed_in is distinct from this.id
    and (recognize.name is null or app.is_same_name(recognize.name, users.name))
    and (recognize.day is null or app.comes_on(users.id, recognize.day))
  order by users.phone nulls last, users.last_appointment_at desc nulls last, users.id
  limit 1;
  if recognized is not null or not exists (
    select from public.customers
    join public.organizations on organizations.id = customers.organization_id
    where customers.organization_id = this.organization_id and customers.mobile = recognize.number
      and customers.status <> 'resolved' and customers.added_in is null
      and (recognize.name is null or app.is_same_name(recognize.name, customers.name))
      and (recognize.day is null or (
        customers.expected_arrival_time > app.now()
        and (customers.expected_arrival_time at time zone organizations.time_zone)::date = recognize.day))) then
    return recognized;
  end if;
  insert into public.users as known (organization_id, phone)
  values (this.organization_id, recognize.number)
  on conflict (organization_id, phone) do update set phone = excluded.phone
  returning id into recognized;
  return recognized;
end
$$;

/* The reader's appointments from one local day to another, soonest first. Without a status: those that are booked. The
   number is the one that was said where nothing proved it. */
create or replace function public.list_appointments(
  from_day date default null, to_day date default null, status text default 'booked')
returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(page.item order by page.starts_at, page.id), '[]')
  from (
    select appointments.id, appointments.starts_at,
      app.appointment_view(appointments) || jsonb_build_object(
        'call_id', appointments.call_id, 'user_name', users.name,
        'phone', coalesce(users.phone, users.claimed_phone)) as item
    from public.appointments
    join public.organizations on organizations.id = appointments.organization_id
    join public.users on users.id = appointments.user_id
    where appointments.status = list_appointments.status
      and appointments.starts_at >= coalesce(list_appointments.from_day::timestamp, '-infinity')
        at time zone organizations.time_zone
      and appointments.starts_at < coalesce(list_appointments.to_day + interval '1 day', 'infinity')
        at time zone organizations.time_zone
    order by appointments.starts_at, appointments.id
    limit 1000
  ) as page
$$;
