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

-- Whom the demo clinic may phone for somebody who needs a slot elsewhere: invented places with numbers set aside for fiction.
-- How each reception behaves is told in docs/campaigns.md.
insert into public.organization_scenarios (organization_id, scenario, position, answers)
values ('00000000-0000-4000-8000-000000000001', 'negotiation', 2, false)
on conflict do nothing;

insert into public.providers
  (organization_id, place_key, service, name, phone, location, address, latitude, longitude, rating, rating_count, time_zone,
   takes_new_clients, temper)
select '00000000-0000-4000-8000-000000000001', format('demo:%s-%s', service, place), service, name, phone, 'San Francisco', address, latitude,
  longitude, rating, rating_count, 'America/Los_Angeles', takes_new_clients, temper
from (values
  ('dentist', 1, 'Mission Dental Care', '+12025550120', '100 Valencia Street', 37.700, -122.510, 4.8, 212, null, 'plain'),
  ('dentist', 2, 'Bay View Dentistry', '+12025550121', '117 Bay Street', 37.737, -122.457, 4.6, 87, true, 'holds'),
  ('dentist', 3, 'Sunset Smiles', '+12025550122', '134 Irving Street', 37.774, -122.404, 5.0, 1, true, 'strict'),
  ('dentist', 4, 'Hayes Valley Dental', '+12025550123', '151 Hayes Street', 37.701, -122.481, 4.2, 140, null, 'vague'),
  ('dentist', 5, 'Noe Family Dentistry', '+12025550124', '168 24th Street', 37.738, -122.428, 4.9, 64, true, 'plain'),
  ('dentist', 6, 'Marina Dental Studio', '+12025550125', '185 Chestnut Street', 37.775, -122.505, 3.9, 33, true, 'asks_details'),
  ('dentist', 7, 'Castro Dental Group', '+12025550126', '202 Castro Street', 37.702, -122.452, 4.5, 98, null, 'misunderstands'),
  ('dentist', 8, 'Presidio Dentists', '+12025550127', '219 Lombard Street', 37.739, -122.399, 4.7, 410, true, 'plain'),
  ('dentist', 9, 'North Beach Dental', '+12025550128', '236 Columbus Avenue', 37.776, -122.476, 4.1, 12, true, 'no_new_clients'),
  ('dentist', 10, 'Potrero Smile Center', '+12025550129', '253 18th Street', 37.703, -122.423, 4.4, 76, null, 'full'),
  ('dentist', 11, 'Richmond Dental Arts', '+12025550130', '270 Clement Street', 37.740, -122.500, 3.6, 9, true, 'plain'),
  ('dentist', 12, 'SoMa Dental Clinic', '+12025550131', '287 Folsom Street', 37.777, -122.447, 4.3, 55, true, 'call_back_later'),
  ('dentist', 13, 'Twin Peaks Dentistry', '+12025550132', '304 Portola Drive', 37.704, -122.394, 4.9, 301, null, 'strict'),
  ('dentist', 14, 'Embarcadero Dental', '+12025550133', '321 Market Street', 37.741, -122.471, 4.0, 20, true, 'hangs_up'),
  ('dentist', 15, 'Golden Gate Dentists', '+12025550134', '338 Geary Boulevard', 37.778, -122.418, 4.6, 150, true, 'plain'),
  ('physiotherapist', 1, 'Mission Physio', '+12025550135', '100 Valencia Street', 37.700, -122.510, 4.8, 212, null, 'plain'),
  ('physiotherapist', 2, 'Bay Motion Therapy', '+12025550136', '117 Bay Street', 37.737, -122.457, 4.6, 87, true, 'holds'),
  ('physiotherapist', 3, 'Sunset Sports Physio', '+12025550137', '134 Irving Street', 37.774, -122.404, 5.0, 1, true, 'strict'),
  ('physiotherapist', 4, 'Hayes Physical Therapy', '+12025550138', '151 Hayes Street', 37.701, -122.481, 4.2, 140, null, 'vague'),
  ('physiotherapist', 5, 'Noe Back Clinic', '+12025550139', '168 24th Street', 37.738, -122.428, 4.9, 64, true, 'plain'),
  ('physiotherapist', 6, 'Marina Physio', '+12025550140', '185 Chestnut Street', 37.775, -122.505, 3.9, 33, true, 'asks_details'),
  ('physiotherapist', 7, 'Castro Movement Lab', '+12025550141', '202 Castro Street', 37.702, -122.452, 4.5, 98, null, 'misunderstands'),
  ('physiotherapist', 8, 'Presidio Rehab', '+12025550142', '219 Lombard Street', 37.739, -122.399, 4.7, 410, true, 'plain'),
  ('hairdresser', 1, 'Mission Cuts', '+12025550143', '100 Valencia Street', 37.700, -122.510, 4.8, 212, null, 'plain'),
  ('hairdresser', 2, 'Bay Hair Studio', '+12025550144', '117 Bay Street', 37.737, -122.457, 4.6, 87, true, 'holds'),
  ('hairdresser', 3, 'Sunset Scissors', '+12025550145', '134 Irving Street', 37.774, -122.404, 5.0, 1, true, 'strict'),
  ('hairdresser', 4, 'Hayes Hair House', '+12025550146', '151 Hayes Street', 37.701, -122.481, 4.2, 140, null, 'vague'),
  ('hairdresser', 5, 'Noe Salon', '+12025550147', '168 24th Street', 37.738, -122.428, 4.9, 64, true, 'plain'),
  ('hairdresser', 6, 'Marina Hair Bar', '+12025550148', '185 Chestnut Street', 37.775, -122.505, 3.9, 33, true, 'asks_details'),
  ('hairdresser', 7, 'Castro Clippers', '+12025550149', '202 Castro Street', 37.702, -122.452, 4.5, 98, null, 'misunderstands'),
  ('hairdresser', 8, 'Presidio Style', '+12025550150', '219 Lombard Street', 37.739, -122.399, 4.7, 410, true, 'plain')
) as listed (service, place, name, phone, address, latitude, longitude, rating, rating_count, takes_new_clients, temper)
on conflict do nothing;

-- Monday to Friday, some from eight, some into the evening; every third on Saturday morning as well.
insert into public.provider_hours (organization_id, provider_id, weekday, opens, closes)
select places.organization_id, places.id, weekday, hours.opens::time, hours.closes::time
from public.providers as places
cross join lateral (select split_part(places.place_key, '-', 2)::integer as place) as listed
cross join generate_series(1, 6) as weekday
cross join lateral (values
  (case when listed.place % 2 = 0 then '08:00' else '09:00' end, '12:00'),
  ('13:00', case when listed.place % 4 = 1 then '19:00' else '17:00' end)
) as hours (opens, closes)
where places.organization_id = '00000000-0000-4000-8000-000000000001' and places.place_key like 'demo:%'
  and (weekday < 6 or (listed.place % 3 = 0 and hours.closes = '12:00'))
on conflict do nothing;

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
