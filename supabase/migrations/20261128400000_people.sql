/* Everything that is known of a person can be handed out, and erased. A table with something of people in it says so in
   app.person_data, in the migration that makes it: how its rows of a person are found, and what erasing does to them.
   Nothing here knows what a business keeps. */

/* Somebody, by the number that they have or that somebody said was theirs, with what hangs on it. */
create type app.person as (
  organization_id uuid, phone text, user_ids uuid[], call_ids uuid[], request_ids uuid[]);

create table app.person_data (
  -- What it is called in an export.
  section text primary key,
  source regclass not null unique,
  -- Erased in this order, which is also the order in which rows are locked: calls, what hangs on them, requests, what a
  -- business keeps, people.
  position integer not null,
  -- Whether a row, `held`, is of the person, `$1`, an app.person.
  matches text not null,
  erasure text not null,
  -- What an erasure sets where a row stays.
  clears text,
  -- Why a row stays, for whoever asked for the erasure.
  why_kept text,
  -- Whose days `public.retention` counts. Such a table has a call_id.
  kept_with text,
  -- A row makes somebody more than a person who was only called.
  is_relation boolean not null default false,

  constraint person_data_erasure_known check (erasure in ('delete', 'clear', 'keep')),
  constraint person_data_clears_whole check ((erasure = 'clear') = (clears is not null)),
  constraint person_data_reason_given check ((erasure = 'delete') = (why_kept is null)),
  constraint person_data_kept_with_known check (kept_with in ('transcripts', 'events'))
);

comment on table app.person_data is
  'Which tables know something of people, how a person''s rows are found there, and what erasing does to them.';

-- It holds SQL that runs with the owner's rights: only a migration writes it, and nobody needs to read it.
alter table app.person_data enable row level security;
revoke all on app.person_data from public, anon, authenticated, service_role;

-- What was said and done in it is gone. The row stays for what it cost.
alter table public.calls add column erased_at timestamptz;

-- A person's calls, whichever way they are found.
create index calls_of_person on public.calls (organization_id, user_id, started_at desc) where user_id is not null;
create index calls_from on public.calls (organization_id, from_phone)
  where direction = 'inbound' and from_phone is not null;
create index calls_to on public.calls (organization_id, to_phone) where direction = 'outbound' and to_phone is not null;
create index call_requests_by_phone on public.call_requests (organization_id, phone);
-- Which people a row points at is asked when they go.
create index call_proofs_of_user on public.call_proofs (organization_id, user_id);

/* What is known under a number. Numbers of our own lines are on the other side of each call and find nothing. */
create function app.find_person(organization_id uuid, phone text) returns app.person
language plpgsql stable security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  person app.person;
begin
  person.organization_id := find_person.organization_id;
  person.phone := find_person.phone;
  person.user_ids := array(
    select id from public.users
    where organization_id = find_person.organization_id
      and (users.phone = find_person.phone or claimed_phone = find_person.phone));
  person.request_ids := array(
    select id from public.call_requests
    where organization_id = find_person.organization_id
      and (call_requests.phone = find_person.phone or user_id = any (person.user_ids)));
  person.call_ids := array(
    select id from public.calls
    where organization_id = find_person.organization_id and user_id = any (person.user_ids)
    union
    select id from public.calls
    where organization_id = find_person.organization_id and direction = 'inbound' and from_phone = find_person.phone
    union
    select id from public.calls
    where organization_id = find_person.organization_id and direction = 'outbound' and to_phone = find_person.phone
    union
    select id from public.calls
    where organization_id = find_person.organization_id and request_id = any (person.request_ids)
    union
    -- Somebody said this number there, rightly or not.
    select call_id from public.caller_checks
    where organization_id = find_person.organization_id and caller_checks.phone = find_person.phone
    union
    select call_id from public.call_proofs
    where organization_id = find_person.organization_id and user_id = any (person.user_ids));
  return person;
end
$$;

insert into app.person_data (section, source, position, matches, erasure, clears, why_kept, kept_with) values
  ('turns', 'public.turns', 110, 'held.call_id = any (($1).call_ids)', 'delete', null, null, 'transcripts'),
  ('events', 'public.call_events', 120, 'held.call_id = any (($1).call_ids)', 'delete', null, null, 'events'),
  ('tool_calls', 'public.tool_calls', 130, 'held.call_id = any (($1).call_ids)', 'delete', null, null, 'events'),
  ('reviews', 'public.call_reviews', 140, 'held.call_id = any (($1).call_ids)', 'delete', null, null, 'events'),
  ('caller_checks', 'public.caller_checks', 150, 'held.call_id = any (($1).call_ids)', 'delete', null, null, null),
  ('proofs', 'public.call_proofs', 160, 'held.call_id = any (($1).call_ids) or held.user_id = any (($1).user_ids)',
   'delete', null, null, null),
  ('legs', 'public.legs', 170, 'held.call_id = any (($1).call_ids)', 'clear',
   $$phone = case held.kind when 'operator' then held.phone end, sip_call_id = null$$,
   'how long a line was used is what its provider bills; the number is gone', null),
  ('costs', 'public.usage', 180, 'held.call_id = any (($1).call_ids)', 'keep', null,
   'books are kept by law; they name no person', null),
  ('attempts', 'public.call_attempts', 200, 'held.request_id = any (($1).request_ids)', 'delete', null, null, null),
  ('requests', 'public.call_requests', 210, 'held.id = any (($1).request_ids)', 'delete', null, null, null),
  ('users', 'public.users', 800, 'held.id = any (($1).user_ids)', 'delete', null, null, null),
  ('calls', 'public.calls', 900, 'held.id = any (($1).call_ids)', 'clear',
   $$from_phone = case held.direction when 'outbound' then held.from_phone end,
     to_phone = case held.direction when 'inbound' then held.to_phone end,
     user_id = null, room_name = 'erased-' || held.id, summary = '', sentiment = null, preferences = null,
     erased_at = app.now()$$,
   'when it was, how long it took and how it ended, for the costs; who it was and what was said is gone', null);

/* An erased call takes nothing more, whoever is late: a job that still writes, a webhook, a summary. The row is locked as
   its foreign key would lock it a moment later, so that an erasure that is under way is waited for and then seen. */
create function app.refuse_erased_call() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  is_erased boolean;
begin
  select calls.erased_at is not null into is_erased from public.calls where calls.id = new.call_id for key share;
  if is_erased then
    return null;
  end if;
  return new;
end
$$;

create trigger turns_not_of_erased before insert on public.turns
for each row execute function app.refuse_erased_call();
create trigger call_events_not_of_erased before insert on public.call_events
for each row execute function app.refuse_erased_call();
create trigger tool_calls_not_of_erased before insert on public.tool_calls
for each row execute function app.refuse_erased_call();
create trigger call_reviews_not_of_erased before insert on public.call_reviews
for each row execute function app.refuse_erased_call();
create trigger caller_checks_not_of_erased before insert on public.caller_checks
for each row execute function app.refuse_erased_call();
create trigger call_proofs_not_of_erased before insert on public.call_proofs
for each row execute function app.refuse_erased_call();

create function app.stay_erased() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  new.from_phone := old.from_phone;
  new.to_phone := old.to_phone;
  new.user_id := null;
  new.room_name := old.room_name;
  new.summary := '';
  new.sentiment := null;
  new.preferences := null;
  new.erased_at := old.erased_at;
  return new;
end
$$;

create trigger calls_stay_erased before update on public.calls
for each row when (old.erased_at is not null) execute function app.stay_erased();

revoke execute on function
  app.find_person(uuid, text), app.refuse_erased_call(), app.stay_erased() from public, anon, authenticated;
grant execute on function
  app.find_person(uuid, text), app.refuse_erased_call(), app.stay_erased() to service_role;
