/* How long an organization keeps what. Nothing is kept shorter than its owner says, and null is for good. */
create table public.retention (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  -- What was said, and the summary of it.
  transcript_days integer,
  -- What was done, as the page shows it: events, tool calls and reviews. What they made, such as an appointment, stays.
  event_days integer,
  -- Less than RECORDING_DAYS; more is not kept.
  recording_days integer,
  -- People who were only ever called: who never called themselves and for whom the business keeps nothing of its own.
  only_called_days integer,

  constraint retention_days_sane check (
    transcript_days between 1 and 36500 and event_days between 1 and 36500
    and recording_days between 1 and 36500 and only_called_days between 1 and 36500)
);

comment on table public.retention is 'After how many days an organization keeps transcripts, events, recordings, people.';

alter table public.retention enable row level security;
create policy retention_of_own_organization on public.retention for select to anon, authenticated
  using (organization_id in (select app.organization_ids()));
revoke all on public.retention from anon, authenticated;
grant select on public.retention to anon, authenticated;
grant all on public.retention to service_role;

-- A round finds what is over its days and was not cut yet, and nothing else. An erased call has nothing left to cut.
alter table public.calls
  add column transcript_cut_at timestamptz,
  add column events_cut_at timestamptz,
  add column person_looked_at timestamptz;
create index calls_transcript_kept on public.calls (organization_id, ended_at)
  where ended_at is not null and transcript_cut_at is null and erased_at is null;
create index calls_events_kept on public.calls (organization_id, ended_at)
  where ended_at is not null and events_cut_at is null and erased_at is null;
create index calls_person_kept on public.calls (organization_id, ended_at)
  where ended_at is not null and direction = 'outbound' and to_phone is not null
    and person_looked_at is null and erased_at is null;

/* A recording is kept as long as its organization says, and one of an erased call not at all: a job that crashed may
   still be filing it. */
create function app.limit_recording() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  days integer;
  is_erased boolean;
begin
  select calls.erased_at is not null into is_erased from public.calls where calls.id = new.call_id for key share;
  select retention.recording_days into days from public.retention where retention.organization_id = new.organization_id;
  new.expires_at := case
    when is_erased then greatest(new.started_at + interval '1 millisecond', least(new.expires_at, app.now()))
    else least(new.expires_at, new.started_at + make_interval(days => days)) end;
  return new;
end
$$;
create trigger call_recordings_limited before insert on public.call_recordings
for each row execute function app.limit_recording();

/* Fewer days count for what is kept already. */
create function app.limit_kept_recordings() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  update public.call_recordings as recordings
  set expires_at = recordings.started_at + make_interval(days => new.recording_days)
  where recordings.organization_id = new.organization_id and recordings.deleted_at is null
    and recordings.expires_at > recordings.started_at + make_interval(days => new.recording_days);
  return null;
end
$$;
create trigger retention_limits_recordings after insert or update of recording_days on public.retention
for each row when (new.recording_days is not null) execute function app.limit_kept_recordings();

/* Cuts what these calls have in every table that is kept with `kind`. */
create function app.cut_calls(kind text, call_ids uuid[]) returns void
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  known record;
begin
  for known in select source from app.person_data where kept_with = cut_calls.kind order by position loop
    execute format('delete from %s as held where held.call_id = any ($1)', known.source) using cut_calls.call_ids;
  end loop;
end
$$;

/* Whether nobody but us ever called, nothing waits for this person, and no business keeps something of its own of them. */
create function app.was_only_called(person app.person, since timestamptz) returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
declare
  known record;
  is_known boolean;
begin
  if exists (
      select from public.calls
      where calls.id = any ((was_only_called.person).call_ids)
        and (calls.direction = 'inbound' or calls.ended_at is null or calls.ended_at > was_only_called.since))
    or exists (
      select from public.call_requests
      where call_requests.id = any ((was_only_called.person).request_ids)
        and call_requests.status in ('waiting', 'dialing')) then
    return false;
  end if;
  for known in select source, matches from app.person_data where is_relation loop
    execute format(
      'select exists (select from %s as held where held.organization_id = ($1).organization_id and (%s))',
      known.source, known.matches)
    into is_known using was_only_called.person;
    if is_known then
      return false;
    end if;
  end loop;
  return true;
end
$$;

/* Keeps to every organization's days, a batch of calls each. The lock on an organization's row is the lease: other runners
   pass it over, and a runner that dies gives it back with its transaction, of which nothing stays. Answers with how many
   calls and people it dealt with. Security definer, because what a table says of itself is for owners only. */
create function public.keep_retention(batch_size integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  rule public.retention;
  over uuid[];
  call record;
  person app.person;
  transcripts integer := 0;
  events integer := 0;
  people integer := 0;
  looked integer := 0;
begin
  for rule in select * from public.retention order by retention.organization_id for update skip locked loop
    if rule.transcript_days is not null then
      over := array(
        select calls.id from public.calls
        where calls.organization_id = rule.organization_id and calls.ended_at is not null
          and calls.transcript_cut_at is null and calls.erased_at is null
          and calls.ended_at <= app.now() - make_interval(days => rule.transcript_days)
        order by calls.ended_at limit keep_retention.batch_size for update skip locked);
      perform app.cut_calls('transcripts', over);
      update public.calls set transcript_cut_at = app.now(), summary = '' where calls.id = any (over);
      transcripts := transcripts + cardinality(over);
    end if;
    if rule.event_days is not null then
      over := array(
        select calls.id from public.calls
        where calls.organization_id = rule.organization_id and calls.ended_at is not null
          and calls.events_cut_at is null and calls.erased_at is null
          and calls.ended_at <= app.now() - make_interval(days => rule.event_days)
        order by calls.ended_at limit keep_retention.batch_size for update skip locked);
      perform app.cut_calls('events', over);
      update public.calls set events_cut_at = app.now() where calls.id = any (over);
      events := events + cardinality(over);
    end if;
    continue when rule.only_called_days is null;
    -- Not locked here: an erasure locks the calls of its person, all of them and in its own order.
    for call in
      select calls.id, calls.to_phone from public.calls
      where calls.organization_id = rule.organization_id and calls.ended_at is not null
        and calls.direction = 'outbound' and calls.to_phone is not null
        and calls.person_looked_at is null and calls.erased_at is null
        and calls.ended_at <= app.now() - make_interval(days => rule.only_called_days)
      order by calls.ended_at limit keep_retention.batch_size
    loop
      looked := looked + 1;
      person := app.find_person(rule.organization_id, call.to_phone);
      if app.was_only_called(person, app.now() - make_interval(days => rule.only_called_days))
        and (app.erase(person) ->> 'ok')::boolean then
        people := people + 1;
      end if;
      -- Each call brings its person up once: when its own days are over. A later call does so again.
      update public.calls set person_looked_at = app.now() where calls.id = call.id;
    end loop;
  end loop;
  return jsonb_build_object(
    'ok', true, 'transcripts', transcripts, 'events', events, 'looked', looked, 'people', people);
end
$$;

revoke execute on function
  app.limit_recording(), app.limit_kept_recordings(), app.cut_calls(text, uuid[]),
  app.was_only_called(app.person, timestamptz), public.keep_retention(integer)
from public, anon, authenticated;
grant execute on function app.limit_recording(), app.limit_kept_recordings(), public.keep_retention(integer)
to service_role;
