/* Whom Parley may call. What a number is can be read from its first digits: the country it belongs to, whether calling it
   costs a fortune, and where its owner may be. Google's libphonenumber knows that and cannot run here, so what it knows is
   kept as prefixes, written by scripts/number-ranges.ts; the longest one that fits decides. */
create table app.number_ranges (
  prefix text primary key,
  country text not null,
  kind text not null,
  is_own boolean not null default false,

  constraint number_ranges_prefix_digits check (prefix ~ '^[1-9][0-9]{0,14}$'),
  -- 001 is what belongs to no country.
  constraint number_ranges_country_iso check (country ~ '^([A-Z]{2}|001)$'),
  constraint number_ranges_kind_known check (kind in
    ('ordinary', 'premium', 'shared_cost', 'personal', 'pager', 'satellite', 'unassigned'))
);

comment on table app.number_ranges is
  'What numbers that begin so are. A row with is_own was added by whoever runs this deployment and outlives newer data; '
  '`unassigned` is where no subscriber''s number begins, and so where 112, 911 and 116 117 may.';

create table app.number_zones (
  prefix text primary key,
  time_zones text[] not null,

  -- Nine digits are the most that Google's data tells apart.
  constraint number_zones_prefix_digits check (prefix ~ '^[1-9][0-9]{0,8}$'),
  constraint number_zones_given check (cardinality(time_zones) >= 1)
);

comment on table app.number_zones is 'The zones in which the owner of a number that begins so may be.';

-- No policy: the functions below read them, and migrations write them.
alter table app.number_ranges enable row level security;
alter table app.number_zones enable row level security;

/* What a number is, by the longest prefix that fits; null where no plan of the world has it. Looked up one by one, by the
   key: read as a set, each number of an import read the whole table. */
create function app.number_range(phone text) returns app.number_ranges
language plpgsql stable security definer set search_path = ''
as $$
declare
  known app.number_ranges;
begin
  for length in reverse 15..1 loop
    select * into known from app.number_ranges where prefix = substr(number_range.phone, 2, length);
    if found then
      return known;
    end if;
  end loop;
  return null;
end
$$;

/* Where the owner of a number may be; null where nothing is known. */
create function app.number_time_zones(phone text) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  known text[];
begin
  for length in reverse 9..1 loop
    select time_zones into known from app.number_zones where prefix = substr(number_time_zones.phone, 2, length);
    if found then
      return known;
    end if;
  end loop;
  return null;
end
$$;

revoke execute on function app.number_range(text), app.number_time_zones(text) from public;
grant execute on function app.number_range(text), app.number_time_zones(text) to service_role;
