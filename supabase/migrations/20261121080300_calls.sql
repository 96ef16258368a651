create table public.calls (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  scenario text not null,
  direction text not null,
  channel text not null,
  agent_id uuid not null,
  agent_version integer not null,
  user_id uuid,
  room_name text,
  from_phone text,
  to_phone text,
  rehearsal boolean not null default false,
  started_at timestamptz not null default app.now(),
  answered_at timestamptz,
  ended_at timestamptz,
  outcome text,
  disposition text,
  end_reason text,
  lease_expires_at timestamptz not null,
  summary text,
  sentiment text,
  summary_lease_expires_at timestamptz,
  preferences jsonb,

  constraint calls_tenant unique (organization_id, id),
  -- A room is one call: a job that is dispatched twice finds it.
  constraint calls_room_unique unique (organization_id, room_name),
  constraint calls_agent_version foreign key (organization_id, agent_id, agent_version)
    references public.agent_versions (organization_id, agent_id, version) on delete no action,
  -- Who was called may be erased; that there was a call is kept.
  constraint calls_user foreign key (organization_id, user_id)
    references public.users (organization_id, id) on delete set null (user_id),
  constraint calls_direction_known check (direction in ('inbound', 'outbound')),
  constraint calls_channel_known check (channel in ('web', 'sip', 'console', 'simulation')),
  constraint calls_outcome_known check (outcome in
    ('answered', 'voicemail', 'busy', 'no_answer', 'declined', 'unreachable', 'canceled', 'failed')),
  constraint calls_end_reason_known check (end_reason in ('agent_ended', 'person_hung_up', 'silence', 'too_long',
    'provider_failed', 'agent_lost', 'agent_failed', 'never_started')),
  constraint calls_sentiment_known check (sentiment in ('positive', 'neutral', 'negative')),
  -- An ending is whole or not there.
  constraint calls_ending_whole check (
    (ended_at is null) = (outcome is null) and (ended_at is null) = (end_reason is null)),
  -- What a call meant is known only once somebody answered; only outreach names every ending.
  constraint calls_disposition_answered check (
    disposition is null or (ended_at is not null and (answered_at is not null or scenario = 'outreach'))),
  constraint calls_phones_e164 check (
    from_phone ~ '^\+[1-9][0-9]{6,14}$' and to_phone ~ '^\+[1-9][0-9]{6,14}$'),
  constraint calls_in_order check (answered_at >= started_at and ended_at >= started_at)
);

comment on table public.calls is
  'One conversation, or one attempt at it. Its job renews the lease; the sweeper ends what nobody renews.';

-- The sweeper looks for live calls by lease.
create index calls_live_by_lease on public.calls (lease_expires_at) where ended_at is null;
-- The runner looks for ended calls that nobody has summed up.
create index calls_unsummarized on public.calls (ended_at) where ended_at is not null and summary is null;
-- The page lists calls newest first.
create index calls_newest on public.calls (organization_id, started_at desc, id desc);

/* A call ends exactly once: whatever writes after the first ending, the secret key included, changes nothing of it. */
create function app.keep_ending() returns trigger
language plpgsql volatile security invoker set search_path = ''
as $$
begin
  if (new.ended_at, new.outcome, new.disposition, new.end_reason)
    is distinct from (old.ended_at, old.outcome, old.disposition, old.end_reason) then
    raise exception using errcode = 'PT409', message = 'call_ended',
      detail = 'A call ends once; append a review instead.';
  end if;
  return new;
end
$$;

create trigger calls_keep_ending before update on public.calls
for each row when (old.ended_at is not null) execute function app.keep_ending();

create table public.turns (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  turn_index integer not null,
  role text not null,
  text text not null,
  heard text,
  interrupted boolean not null default false,
  started_at timestamptz not null,
  ended_at timestamptz,
  end_of_turn_ms numeric,
  model_ms numeric,
  speech_ms numeric,
  total_ms numeric,
  decision jsonb,

  -- Writing a turn again replaces it (it grows until it ends), so a retry counts nothing twice.
  primary key (call_id, turn_index),
  constraint turns_tenant unique (organization_id, call_id, turn_index),
  constraint turns_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  constraint turns_index_counts check (turn_index >= 0),
  constraint turns_role_known check (role in ('agent', 'person'))
);

comment on table public.turns is
  'The transcript: each side''s speech, what of it was really heard, how long each stage took, how its end was decided.';

create table public.call_events (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  type text not null,
  event jsonb not null,
  occurred_at timestamptz not null,
  digest text not null generated always as (md5(event::text)) stored,

  constraint call_events_tenant unique (organization_id, id),
  constraint call_events_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade,
  -- An event carries its own timestamp: the same one again is a retry.
  constraint call_events_once unique (call_id, digest)
);

comment on table public.call_events is 'What the agent did, as the frontend saw it (docs/events.md), in order of id.';

create table public.tool_calls (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  call_id uuid not null,
  tool_call_id text not null,
  tool text not null,
  answer jsonb not null,
  appointment_id uuid,
  created_at timestamptz not null default app.now(),

  -- The same tool call is done once; a retry reads this row.
  primary key (call_id, tool_call_id),
  constraint tool_calls_tenant unique (organization_id, call_id, tool_call_id),
  constraint tool_calls_call foreign key (organization_id, call_id)
    references public.calls (organization_id, id) on delete cascade
);

comment on table public.tool_calls is
  'Answers to tool calls that changed something. A refusal changes nothing, leaves no row and is decided anew.';
