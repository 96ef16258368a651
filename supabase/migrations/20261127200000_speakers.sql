/* Who is speaking. Saying a number is not being its person: whoever only says one is kept apart from the file of that
   number, as somebody of whom nothing is known but what they said in this call. So whatever reads or changes something
   "of this call's person" reads and changes nothing of the file, today's functions and those still to be written. */

-- What somebody who only says a number is asked before they reach what is on file for it. `none` asks nothing.
alter table public.organizations
  add column caller_check text not null default 'knowledge',
  add constraint organizations_caller_check_known check (caller_check in ('knowledge', 'none'));

-- Whoever calls through a provider that checks its customers' numbers is that number. One that passes on whatever the
-- far side writes into the call vouches for nobody.
alter table public.trunks add column trusts_caller_id boolean not null default true;

alter table public.users
  alter column phone drop not null,
  add column claimed_phone text,
  add column claimed_in uuid,
  add constraint users_claimed_phone_e164 check (claimed_phone ~ '^\+[1-9][0-9]{6,14}$'),
  -- Either the number is theirs, or somebody said that it is.
  add constraint users_known_or_claimed check ((phone is null) <> (claimed_phone is null)),
  add constraint users_claimed_in_is_claim check (claimed_in is null or claimed_phone is not null),
  -- The same number said twice in a call is the same person.
  add constraint users_claimed_once unique (claimed_in, claimed_phone),
  -- What they booked outlives the record of the call.
  add constraint users_claimed_in foreign key (organization_id, claimed_in)
    references public.calls (organization_id, id) on delete set null (claimed_in);

comment on column public.users.claimed_phone is
  'The number that somebody said in the call claimed_in without being proven; such a row is that caller and not the file '
  'of the number, which is the row with this `phone`.';

-- A check looks for what was said under a number before.
create index users_by_claim on public.users (organization_id, claimed_phone) where claimed_phone is not null;

create table public.call_proofs (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  user_id uuid not null,
  how text not null,
  proven_at timestamptz not null default app.now(),

  -- Proven is proven; the first way is kept.
  primary key (call_id, user_id),
  constraint call_proofs_tenant unique (organization_id, call_id, user_id),
  constraint call_proofs_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint call_proofs_user foreign key (organization_id, user_id)
    references public.users (organization_id, id) on delete cascade,
  constraint call_proofs_how_known check (how in ('network', 'called', 'signed_in', 'check', 'none'))
);

comment on table public.call_proofs is
  'Who was proven to be the person at the other end of a call, and how: `network` a trusted trunk said the number, '
  '`called` we dialed it, `signed_in` the business signed them in, `check` they knew something, `none` nobody is asked.';

create table public.caller_checks (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  tool_call_id text not null,
  phone text not null,
  passed boolean not null,
  tried_at timestamptz not null default app.now(),

  -- One try is counted once, however often it is sent.
  primary key (call_id, tool_call_id),
  constraint caller_checks_tenant unique (organization_id, call_id, tool_call_id),
  constraint caller_checks_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint caller_checks_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$')
);

comment on table public.caller_checks is
  'Tries to be somebody by knowing something, over all calls: who guesses is stopped although they call again.';

create index caller_checks_by_phone on public.caller_checks (organization_id, phone, tried_at);

-- Whoever answered or called is not the person of that telephone.
alter table public.calls add column wrong_person_at timestamptz;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['call_proofs', 'caller_checks'] loop
    execute format('alter table public.%I enable row level security', tenant_table);
    execute format(
      'create policy %I on public.%I for select to anon, authenticated
         using (organization_id in (select app.organization_ids()))',
      tenant_table || '_of_own_organization', tenant_table);
    execute format('revoke all on public.%I from anon, authenticated', tenant_table);
    execute format('grant select on public.%I to anon, authenticated', tenant_table);
    execute format('grant all on public.%I to service_role', tenant_table);
  end loop;
end
$$;

/* What vouches, in this call, for somebody being the person of a number; null when nothing does. A number that the
   network only passes on is said, not proven, and so is a withheld one or one of a line that nobody entered. A relative
   who answers a telephone, or calls from it, is not its person. */
create function app.vouched_by(this public.calls, number text) returns text
language sql stable security invoker set search_path = ''
as $$
  select case
    when this.wrong_person_at is not null
      and number in (coalesce(this.from_phone, ''), coalesce(this.to_phone, '')) then null
    when this.direction = 'outbound' and this.to_phone = number then 'called'
    when this.direction = 'inbound' and this.channel = 'web' and this.from_phone = number then 'signed_in'
    when this.direction = 'inbound' and this.channel = 'sip' and this.from_phone = number and exists (
      select from public.lines
      join public.trunks on trunks.organization_id = lines.organization_id and trunks.id = lines.trunk_id
      where lines.organization_id = this.organization_id and lines.id = this.line_id and trunks.trusts_caller_id)
      then 'network'
    when organizations.caller_check = 'none' then 'none'
  end
  from public.organizations
  where organizations.id = this.organization_id
$$;

/* How this call's person was proven; null for somebody who only says a number. */
create function app.proof_of(this public.calls) returns text
language sql stable security invoker set search_path = ''
as $$
  select how from public.call_proofs where call_id = this.id and user_id = this.user_id
$$;

/* Keeps the proof when a call gets its person, whoever gives it: identify_user, or the dialer, which knows whom it
   calls. */
create function app.keep_proof() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  insert into public.call_proofs (organization_id, call_id, user_id, how)
  select new.organization_id, new.id, users.id, app.vouched_by(new, users.phone)
  from public.users
  where users.id = new.user_id and users.phone is not null and app.vouched_by(new, users.phone) is not null
  on conflict do nothing;
  return null;
end
$$;

create trigger calls_keep_proof_of_new after insert on public.calls
for each row when (new.user_id is not null) execute function app.keep_proof();
create trigger calls_keep_proof after update of user_id on public.calls
for each row when (new.user_id is not null and new.user_id is distinct from old.user_id) execute function app.keep_proof();

/* Why this call may not touch the calendar now, or null. A file is touched for its proven person only. */
create or replace function app.call_refusal(this public.calls) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object('ok', false, 'code', refused.code, 'alternatives', '[]'::jsonb)
  from (
    select case
      when this.ended_at is not null then 'call_ended'
      when this.user_id is null then 'not_identified'
      when app.proof_of(this) is not null or exists (
        select from public.users where id = this.user_id and claimed_in = this.id) then null
      when this.wrong_person_at is not null then 'wrong_person'
      else 'not_identified'
    end as code
  ) as refused
  where refused.code is not null
$$;

/* Whose appointments this call's person may hear of and change: their own, and what was booked by somebody who only
   said their number. Who only says a number has what they booked in this call. */
create function app.own_users(this public.calls) returns setof uuid
language sql stable security invoker set search_path = ''
as $$
  select this.user_id
  union all
  select claims.id
  from public.users as own
  join public.users as claims on claims.organization_id = own.organization_id and claims.claimed_phone = own.phone
  where own.id = this.user_id
$$;

/* The person's own appointment, locked, or the code of why it cannot be changed. Somebody else's id, an id that is none
   and a mere hold are all unknown: who has what is nobody else's business. To whoever only says a number everything is,
   but what they booked in this call. */
create or replace function app.own_appointment(
  this public.calls, wanted text, out code text, out appointment public.appointments)
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if wanted ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select * into appointment
    from public.appointments
    where id = wanted::uuid and organization_id = this.organization_id
      and user_id in (select app.own_users(this))
      and status in ('booked', 'canceled')
    for no key update;
  end if;
  code := case
    when appointment.id is null and app.proof_of(this) is null then 'not_proven'
    when appointment.id is null then 'unknown_appointment'
    when appointment.status = 'canceled' then 'already_canceled'
    when appointment.starts_at <= app.now() then 'past'
  end;
end
$$;

/* The person's appointments that are not over, soonest first. Whoever only says a number is told what they booked in
   this call, which is `partial`, and otherwise refused, whether there is a file for that number or not. */
create or replace function public.retrieve_appointments(call_id uuid) returns jsonb
language plpgsql stable security invoker set search_path = ''
as $$
declare
  this public.calls := app.find_call(retrieve_appointments.call_id);
  answer jsonb := app.call_refusal(this);
  is_proven boolean := app.proof_of(this) is not null;
begin
  if answer is not null then
    return answer;
  end if;
  select jsonb_build_object('ok', true, 'appointments',
      coalesce(jsonb_agg(app.appointment_view(mine) order by mine.starts_at), '[]'))
    || case when is_proven then '{}'::jsonb else '{"partial": true}' end
  into answer
  from public.appointments as mine
  where mine.organization_id = this.organization_id and mine.user_id in (select app.own_users(this))
    and mine.status = 'booked' and mine.ends_at > app.now();
  if not is_proven and answer -> 'appointments' = '[]' then
    return jsonb_build_object('ok', false, 'code', 'not_proven', 'alternatives', '[]'::jsonb);
  end if;
  return answer;
end
$$;

/* Who this call is with, as its agent may know it. Of somebody who only says a number that is what they said. */
create function app.speaker_view(this public.calls, person public.users) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select jsonb_build_object(
    'user_id', person.id,
    'phone', coalesce(person.phone, person.claimed_phone),
    'name', person.name,
    'proof', app.proof_of(this),
    'returning', person.created_at < this.started_at,
    'preferences', app.preferences_view(person))
$$;

/* From here on the call is with this person. What it held for another is let go: one person's wishes are not the
   other's. */
create function app.set_speaker(this public.calls, person public.users) returns public.calls
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.appointments set status = 'lapsed', held_until = null, updated_at = app.now()
  where call_id = this.id and status = 'held' and user_id <> person.id;
  update public.calls set user_id = person.id, preferences = app.preferences_view(person)
  where id = this.id
  returning * into this;
  return this;
end
$$;

/* Finds or creates the person behind a number, for this call: the file of the number where something vouches for it,
   whoever a check has proven in this call, and else somebody who only says so. A name on file stays what it is: the one
   who speaks may be somebody's mother. */
create or replace function public.identify_user(call_id uuid, tool_call_id text, phone text, name text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(identify_user.call_id);
  answer jsonb := app.remembered(this, identify_user.tool_call_id, 'identify_user');
  said_name text := nullif(btrim(identify_user.name), '');
  person public.users;
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended', 'alternatives', '[]'::jsonb);
  end if;
  if identify_user.phone !~ '^\+[1-9][0-9]{6,14}$' then
    raise exception using errcode = 'PT422', message = 'phone_not_e164';
  end if;
  if app.vouched_by(this, identify_user.phone) is not null then
    insert into public.users as known (organization_id, phone, name)
    values (this.organization_id, identify_user.phone, said_name)
    on conflict (organization_id, phone) do update set name = coalesce(known.name, excluded.name)
    returning * into person;
  else
    select users.* into person
    from public.call_proofs join public.users on users.id = call_proofs.user_id
    where call_proofs.call_id = this.id and identify_user.phone in (users.phone, users.claimed_phone);
    if not found then
      insert into public.users as known (organization_id, claimed_phone, claimed_in, name)
      values (this.organization_id, identify_user.phone, this.id, said_name)
      on conflict (claimed_in, claimed_phone) do update set name = coalesce(excluded.name, known.name)
      returning * into person;
    end if;
  end if;
  this := app.set_speaker(this, person);
  return app.remember(this, identify_user.tool_call_id, 'identify_user',
    jsonb_build_object('ok', true, 'user', app.speaker_view(this, person)));
end
$$;

/* The words of a name, to be compared: without case, accents, titles and initials, and with the letters that Arabic and
   Persian keyboards write differently made the same. */
create function app.words_of_name(name text) returns text[]
language sql immutable security invoker set search_path = ''
as $$
  select coalesce(array_agg(word order by place), '{}')
  from regexp_split_to_table(
    regexp_replace(
      translate(
        replace(replace(replace(
          regexp_replace(
            lower(normalize(name, nfkd)), '[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f''’ʼ`´]', '', 'g'),
          'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
        'øłđıيىكة', 'oldiییکه'),
      '[[:space:][:digit:].,;:!?()"/_\u2010-\u2015-]+', ' ', 'g'),
    ' ') with ordinality as split (word, place)
  where length(word) > 1
    and word not in ('mr', 'mrs', 'ms', 'miss', 'mister', 'dr', 'doctor', 'آقای', 'اقای', 'خانم', 'دکتر')
$$;

/* True when somebody who says one name is taken to know the other, which is on file. The family name or all of it: a
   first name alone is too common to prove anything, unless that is all that is on file. Other words that are said must
   belong to the name too, shortened or not, so that a row of guesses is none. Written apart or in one makes no
   difference. */
create function app.is_same_name(said text, known text) returns boolean
language sql immutable security invoker set search_path = ''
as $$
  select case
    when cardinality(words.said) = 0 or cardinality(words.known) = 0 then false
    when array_to_string(words.said, '') = array_to_string(words.known, '') then true
    when cardinality(words.known) = 1 then cardinality(words.said) = 2 and words.known[1] = any (words.said)
    else words.known[cardinality(words.known)] = any (words.said) and not exists (
      select from unnest(words.said) as one (word)
      where not exists (
        select from unnest(words.known) as other (word)
        where one.word = other.word
          or (length(one.word) >= 3 and starts_with(other.word, one.word))
          or (length(other.word) >= 3 and starts_with(one.word, other.word))))
  end
  from (select app.words_of_name(said) as said, app.words_of_name(known) as known) as words
$$;

/* True when one of these people's coming appointments is on that local day. */
create function app.comes_on(person uuid, day date) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select exists (
    select from public.appointments
    join public.organizations on organizations.id = appointments.organization_id
    where appointments.user_id = comes_on.person and appointments.status = 'booked'
      and appointments.ends_at > app.now()
      and (appointments.starts_at at time zone organizations.time_zone)::date = comes_on.day)
$$;

/* Whom somebody who says a number is by what they know: the person on file, or whoever said the same number in an
   earlier call and can say again what was said then. The second reaches only what was booked there, never the file: a
   stranger may book with any number, and knows what they booked. Each thing that is said must be right. */
create function app.recognize(this public.calls, number text, name text, day date) returns uuid
language sql stable security invoker set search_path = ''
as $$
  select users.id
  from public.users
  where users.organization_id = this.organization_id and recognize.number in (users.phone, users.claimed_phone)
    and users.claimed_in is distinct from this.id
    and (recognize.name is null or app.is_same_name(recognize.name, users.name))
    and (recognize.day is null or app.comes_on(users.id, recognize.day))
  order by users.phone nulls last, users.last_appointment_at desc nulls last, users.id
  limit 1
$$;

/* Two wrong tries in a day for a number, whoever makes them and in however many calls; and four in one call, so that
   nobody tries number after number. */
create function app.is_check_locked(this public.calls, number text) returns boolean
language sql stable security invoker set search_path = ''
as $$
  select count(*) filter (where phone = number and tried_at > app.now() - interval '1 day') >= 2
    or count(*) filter (where call_id = this.id) >= 4
  from public.caller_checks
  where organization_id = this.organization_id and not passed and (phone = number or call_id = this.id)
$$;

/* Compares what somebody says with what is known of the person whose number they said, a name or the day of an
   appointment. Tries for one number go one after the other, in whichever calls, so two at once count as two. The answer
   to a wrong one is the same whether anything is on file or not. */
create function public.verify_caller(call_id uuid, tool_call_id text, name text default null, day text default null)
returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(verify_caller.call_id);
  answer jsonb := app.remembered(this, verify_caller.tool_call_id, 'verify_caller');
  person public.users;
  number text;
  said_name text := nullif(btrim(verify_caller.name), '');
  said_day date := app.parse_day(verify_caller.day);
  recognized uuid;
begin
  if answer is not null then
    return answer;
  end if;
  select * into person from public.users where id = this.user_id;
  number := coalesce(person.phone, person.claimed_phone);
  answer := jsonb_build_object('ok', false, 'code', case
    when this.ended_at is not null then 'call_ended'
    when number is null then 'not_identified'
    when this.wrong_person_at is not null and this.direction = 'outbound' then 'wrong_person'
    when app.proof_of(this) is null and said_name is null and said_day is null then 'nothing_said'
  end);
  if answer ->> 'code' is not null then
    return answer;
  end if;
  if app.proof_of(this) is not null then
    return jsonb_build_object('ok', true, 'user', app.speaker_view(this, person));
  end if;

  perform pg_advisory_xact_lock(hashtextextended(this.organization_id || number, 0));
  if app.is_check_locked(this, number) then
    return jsonb_build_object('ok', false, 'code', 'check_locked');
  end if;
  recognized := app.recognize(this, number, said_name, said_day);
  insert into public.caller_checks (organization_id, call_id, tool_call_id, phone, passed)
  values (this.organization_id, this.id, verify_caller.tool_call_id, number, recognized is not null);
  if recognized is null then
    return app.remember(this, verify_caller.tool_call_id, 'verify_caller', jsonb_build_object(
      'ok', false, 'code', case when app.is_check_locked(this, number) then 'check_locked' else 'not_matched' end));
  end if;

  -- What was booked or held in this call before is theirs.
  update public.appointments set user_id = recognized, updated_at = app.now()
  where call_id = this.id and user_id = person.id;
  insert into public.call_proofs (organization_id, call_id, user_id, how)
  values (this.organization_id, this.id, recognized, 'check');
  select * into person from public.users where id = recognized;
  this := app.set_speaker(this, person);
  return app.remember(this, verify_caller.tool_call_id, 'verify_caller',
    jsonb_build_object('ok', true, 'user', app.speaker_view(this, person)));
end
$$;

/* Somebody else is at the telephone: nothing of its person is said or changed in this call any more. What was proven by
   the telephone alone is not; what they want passed on is kept with the call. */
create function public.record_wrong_person(call_id uuid, tool_call_id text, message text default null) returns jsonb
language plpgsql volatile security invoker set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls := app.enter_call(record_wrong_person.call_id);
  answer jsonb := app.remembered(this, record_wrong_person.tool_call_id, 'wrong_person');
begin
  if answer is not null then
    return answer;
  end if;
  if this.ended_at is not null then
    return jsonb_build_object('ok', false, 'code', 'call_ended');
  end if;
  update public.calls set wrong_person_at = coalesce(wrong_person_at, app.now()), preferences = null where id = this.id;
  delete from public.call_proofs where call_id = this.id and how <> 'check';
  update public.appointments set status = 'lapsed', held_until = null, updated_at = app.now()
  where call_id = this.id and status = 'held';
  return app.remember(this, record_wrong_person.tool_call_id, 'wrong_person',
    jsonb_build_object('ok', true, 'message', nullif(btrim(record_wrong_person.message), '')));
end
$$;

/* Somebody does not want to be called: nothing that waits for them is dialed any more. In a call, that is the number
   that is called or that calls, or the one whose person was proven: nobody is taken off the list of who may be called by
   somebody who merely names their number. */
create or replace function public.refuse_calls(organization_id uuid, phone text, reason text, call_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  this public.calls;
begin
  perform app.require_member(refuse_calls.organization_id);
  if refuse_calls.call_id is not null then
    select * into this from public.calls where id = refuse_calls.call_id;
    if refuse_calls.phone is distinct from (
        case this.direction when 'outbound' then this.to_phone else this.from_phone end)
      and not exists (
        select from public.call_proofs join public.users on users.id = call_proofs.user_id
        where call_proofs.call_id = this.id and users.phone = refuse_calls.phone) then
      return jsonb_build_object('ok', false, 'code', 'not_proven');
    end if;
  end if;
  insert into public.do_not_call (organization_id, phone, reason, call_id)
  values (refuse_calls.organization_id, refuse_calls.phone, refuse_calls.reason, refuse_calls.call_id)
  on conflict do nothing;
  update public.call_requests
  set status = 'blocked', status_reason = 'do_not_call', updated_at = app.now()
  where organization_id = refuse_calls.organization_id and phone = refuse_calls.phone and status = 'waiting';
  return jsonb_build_object('ok', true);
end
$$;

-- Hosted Supabase grants new functions to every role by default, so each role is named.
revoke execute on all functions in schema app from public;
revoke execute on function
  public.verify_caller(uuid, text, text, text), public.record_wrong_person(uuid, text, text)
from public, anon, authenticated;
grant execute on all functions in schema app to service_role;
grant execute on function
  public.verify_caller(uuid, text, text, text), public.record_wrong_person(uuid, text, text)
to service_role;
