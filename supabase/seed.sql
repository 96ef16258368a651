-- The demo clinic. Safe to run again: it adds what is missing and changes nothing that is there.
insert into public.organizations (id, slug, name, time_zone, region)
values ('00000000-0000-4000-8000-000000000001', 'demo-clinic', 'Demo Clinic', 'America/New_York', 'US')
on conflict do nothing;

insert into public.agents (id, organization_id, name, language)
values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 'Parley', 'en-US')
on conflict do nothing;

insert into public.organization_scenarios (organization_id, scenario, position, answers)
values ('00000000-0000-4000-8000-000000000001', 'appointment', 1, true)
on conflict do nothing;

insert into public.resources (id, organization_id, name)
values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', 'Dr. Rivera')
on conflict do nothing;

-- Monday to Friday at 9, 10, 11, 14, 15 and 16 o'clock: half an hour, every hour.
insert into public.opening_hours (organization_id, weekday, opens, closes)
select '00000000-0000-4000-8000-000000000001', weekday, opens::time, closes::time
from generate_series(1, 5) as weekday
cross join (values ('09:00', '12:00'), ('14:00', '17:00')) as hours (opens, closes)
where not exists (
  select from public.opening_hours
  where organization_id = '00000000-0000-4000-8000-000000000001');

-- The demo academy: its outreach campaign hands interested people to an operator. Its line has no trunk either.
insert into public.organizations (id, slug, name, time_zone, region)
values ('00000000-0000-4000-8000-0000000000a1', 'demo-academy', 'Demo Academy', 'America/New_York', 'US')
on conflict do nothing;

insert into public.agents (id, organization_id, name, language)
values ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a1', 'Parley', 'en-US')
on conflict do nothing;

insert into public.organization_scenarios (organization_id, scenario, position, answers)
values ('00000000-0000-4000-8000-0000000000a1', 'outreach', 1, true)
on conflict do nothing;

insert into public.lines
  (id, organization_id, phone, name, inbound_scenario, max_concurrent, max_per_minute, max_per_day)
values ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000a1', '+12025550101', 'Campaign line',
  'outreach', 4, 60, 5000)
on conflict do nothing;

insert into public.operators (id, organization_id, name, phone)
values ('00000000-0000-4000-8000-0000000000a4', '00000000-0000-4000-8000-0000000000a1', 'Front desk', '+12025550102')
on conflict do nothing;

-- The demo restaurant, and what it serves.
insert into public.organizations (id, slug, name, time_zone, region)
values ('00000000-0000-4000-8000-0000000000b1', 'demo-restaurant', 'Demo Restaurant', 'America/New_York', 'US')
on conflict do nothing;

insert into public.agents (id, organization_id, name, language)
values ('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000b1', 'Parley', 'en-US')
on conflict do nothing;

-- Whoever calls the restaurant wants to order; about the rest it calls them.
insert into public.organization_scenarios (organization_id, scenario, position, answers)
values
  ('00000000-0000-4000-8000-0000000000b1', 'order', 1, true),
  ('00000000-0000-4000-8000-0000000000b1', 'arrival', 2, false),
  ('00000000-0000-4000-8000-0000000000b1', 'recovery', 3, false)
on conflict do nothing;

insert into public.dishes (organization_id, name, position)
select '00000000-0000-4000-8000-0000000000b1', dish, place
from unnest(array['kebab', 'pizza', 'soup', 'tea', 'lemonade']) with ordinality as menu (dish, place)
on conflict do nothing;

-- Every day from eleven in the morning; on Friday and Saturday until two at night. The kitchen closes an hour earlier.
insert into public.visit_hours (organization_id, kind, weekday, opens, closes)
select '00000000-0000-4000-8000-0000000000b1', hours.kind, weekday, hours.opens::time, hours.closes::time
from generate_series(1, 7) as weekday
join (values
  ('opening', '{1,2,3,4,7}'::integer[], '11:00', '23:00'), ('opening', '{5,6}', '11:00', '24:00'),
  ('opening', '{6,7}', '00:00', '02:00'),
  ('kitchen', '{1,2,3,4,7}', '11:00', '22:00'), ('kitchen', '{5,6}', '11:00', '24:00'),
  ('kitchen', '{6,7}', '00:00', '01:00')
) as hours (kind, weekdays, opens, closes) on weekday = any (hours.weekdays)
where not exists (
  select from public.visit_hours
  where organization_id = '00000000-0000-4000-8000-0000000000b1')
on conflict do nothing;
