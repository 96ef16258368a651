create table public.campaigns (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  scenario text not null,
  created_at timestamptz not null default app.now(),

  constraint campaigns_tenant unique (organization_id, id),
  constraint campaigns_name_unique unique (organization_id, name)
);

comment on table public.campaigns is 'Call requests that belong together.';

create table public.call_requests (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  scenario text not null,
  user_id uuid not null,
  phone text not null,
  input jsonb not null default '{}',
  source text not null,
  source_key text not null,
  campaign_id uuid,
  from_call_id uuid,
  priority smallint not null default 3,
  due_at timestamptz not null default app.now(),
  time_zones text[] not null,
  earliest time,
  latest time,
  expires_at timestamptz,
  max_attempts integer not null default 3,
  dials integer not null default 0,
  attempts integer not null default 0,
  status text not null default 'waiting',
  status_reason text,
  avoid_line_id uuid,
  last_outcome text,
  last_disposition text,
  created_at timestamptz not null default app.now(),
  updated_at timestamptz not null default app.now(),

  constraint call_requests_tenant unique (organization_id, id),
  -- The same thing is asked for once, however often.
  constraint call_requests_source_once unique (organization_id, source_key),
  constraint call_requests_user foreign key (organization_id, user_id)
    references public.users (organization_id, id) on delete cascade,
  constraint call_requests_campaign foreign key (organization_id, campaign_id)
    references public.campaigns (organization_id, id) on delete set null (campaign_id),
  constraint call_requests_from_call foreign key (organization_id, from_call_id)
    references public.calls (organization_id, id) on delete set null (from_call_id),
  constraint call_requests_avoid_line foreign key (organization_id, avoid_line_id)
    references public.lines (organization_id, id) on delete set null (avoid_line_id),
  constraint call_requests_phone_e164 check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint call_requests_input_object check (jsonb_typeof(input) = 'object'),
  constraint call_requests_priority_known check (priority between 1 and 5),
  -- Without a zone nobody could say whether it is night there.
  constraint call_requests_zones_given check (cardinality(time_zones) between 1 and 40),
  constraint call_requests_window_in_order check (earliest < latest),
  constraint call_requests_status_known check (status in
    ('waiting', 'dialing', 'completed', 'exhausted', 'blocked', 'canceled', 'expired')),
  -- Rule 6: nobody is dialed more often than was asked for.
  constraint call_requests_dials_bounded check (dials between 0 and max_attempts and max_attempts between 1 and 100)
);

comment on table public.call_requests is 'A call that we owe: whom, why, when, how urgent, how many attempts are left.';

-- Each claim looks at the head of each priority: its cost must not grow with the queue.
create index call_requests_due on public.call_requests (organization_id, priority, due_at, id) where status = 'waiting';
-- The page and the state machines look a person's requests up.
create index call_requests_by_user on public.call_requests (organization_id, user_id, created_at desc);

/* A zone that cannot be converted with would stop every claim; refused here, where the mistake is made. */
create function app.check_zones() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
declare
  zone text;
begin
  foreach zone in array new.time_zones loop
    if not app.is_time_zone(zone) then
      raise exception using errcode = 'PT400', message = 'unknown_time_zone', detail = zone;
    end if;
  end loop;
  return new;
end
$$;

create trigger call_requests_check_zones before insert or update of time_zones on public.call_requests
for each row execute function app.check_zones();

alter table public.calls
  add column line_id uuid,
  add column request_id uuid,
  add column attempt integer,
  add column dialed_at timestamptz,
  add column answered_by text,
  add constraint calls_line foreign key (organization_id, line_id)
    references public.lines (organization_id, id) on delete set null (line_id),
  add constraint calls_request foreign key (organization_id, request_id)
    references public.call_requests (organization_id, id) on delete set null (request_id),
  add constraint calls_answered_by_known check (answered_by in ('human', 'voicemail', 'ivr', 'screener', 'silence')),
  -- Rule 6: an attempt is one call.
  add constraint calls_attempt_once unique (request_id, attempt),
  drop constraint calls_end_reason_known,
  add constraint calls_end_reason_known check (end_reason in ('agent_ended', 'person_hung_up', 'silence', 'too_long',
    'provider_failed', 'agent_lost', 'agent_failed', 'never_started', 'not_answered', 'voicemail', 'out_of_hours',
    'all_busy', 'refused_caller', 'unknown_number', 'transferred', 'never_dialed', 'opted_out'));

-- A person is called by one call at a time, whatever asked for it.
create unique index calls_one_outbound_a_person on public.calls (organization_id, to_phone)
  where direction = 'outbound' and ended_at is null;
-- A dialer's calls that are under way.
create index calls_outbound_live on public.calls (organization_id) where direction = 'outbound' and ended_at is null;

/* Rule 6: a call is dialed once. Whoever set dialed_at dials; nobody sets it again. */
create function app.keep_dialed_at() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  raise exception using errcode = 'PT409', message = 'already_dialed';
end
$$;

create trigger calls_keep_dialed_at before update of dialed_at on public.calls
for each row when (old.dialed_at is not null and new.dialed_at is distinct from old.dialed_at)
execute function app.keep_dialed_at();

create table public.call_attempts (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  request_id uuid not null,
  attempt integer not null,
  call_id uuid not null,
  line_id uuid,
  claimed_by text not null,
  claimed_at timestamptz not null default app.now(),
  dialed_at timestamptz,
  local_times jsonb,
  allowed_from time,
  allowed_until time,
  consent_note text,
  outcome text,
  ended_at timestamptz,

  primary key (request_id, attempt),
  constraint call_attempts_tenant unique (organization_id, request_id, attempt),
  constraint call_attempts_call_once unique (call_id),
  constraint call_attempts_request foreign key (organization_id, request_id)
    references public.call_requests (organization_id, id) on delete cascade,
  constraint call_attempts_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade
);

comment on table public.call_attempts is
  'The evidence of each attempt: when it was dialed, what time it was there, which hours and which consent allowed it.';

create table public.call_reviews (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  source text not null,
  review_key text not null,
  review jsonb not null,
  created_at timestamptz not null default app.now(),

  constraint call_reviews_tenant unique (organization_id, id),
  constraint call_reviews_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  -- The same result posted twice is one review.
  constraint call_reviews_once unique (call_id, source, review_key)
);

comment on table public.call_reviews is 'What somebody learned of a call after it ended. Appended; the ending stays as it is.';

create trigger call_reviews_unchanged before update on public.call_reviews
for each row execute function app.refuse_update();

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  kind text not null,
  message text not null,
  created_at timestamptz not null default app.now(),
  sms_done_at timestamptz,
  webhook_done_at timestamptz,
  lease_expires_at timestamptz,
  deliveries integer not null default 0,

  constraint alerts_tenant unique (organization_id, id)
);

comment on table public.alerts is 'What admins have to be told, until they were.';

create index alerts_owed on public.alerts (created_at) where sms_done_at is null or webhook_done_at is null;
